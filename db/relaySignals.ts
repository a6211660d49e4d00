import { sql } from 'kysely';
import type { PurseId } from '../domain/ids.ts';
import type { PurseSignal } from '../domain/messages.ts';
import type { Db } from './connect.ts';

/** A signal as its row has it: name and payload belong together, as `PurseSignal` says. */
export interface OutboxSignal {
  readonly id: number;
  readonly purseId: PurseId;
  readonly signal: PurseSignal['signal'];
  readonly payload: PurseSignal['payload'];
}

/**
 * Takes the oldest signals, hands them to `send` in order, and removes those that were acknowledged. They
 * stay locked meanwhile, so that another relay passes them over; when this process dies they are free again:
 * every signal is sent at least once. Returns how many were sent; the first failure ends the batch.
 */
export async function relaySignals(
  db: Db,
  limit: number,
  send: (signal: OutboxSignal) => Promise<void>,
): Promise<number> {
  return db.transaction().execute(async trx => {
    const signals: readonly OutboxSignal[] = await trx
      .selectFrom('signal_outbox')
      .select(['id', 'purse_id as purseId', 'signal', 'payload'])
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    const sent: number[] = [];
    let failure: unknown;
    for (const signal of signals) {
      try {
        await send(signal);
        sent.push(signal.id);
      } catch (error) {
        failure = error;
        break;
      }
    }
    if (sent.length > 0) {
      await trx
        .deleteFrom('signal_outbox')
        .where(sql<boolean>`id = any (${sent})`)
        .execute();
    }
    if (failure !== undefined && sent.length === 0) throw failure;
    return sent.length;
  });
}
