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

export interface RelayedBatch {
  readonly sent: number;
  /** The last failure, undefined when there was none. */
  readonly failure: unknown;
}

const failuresInARow = 3;

/**
 * Takes the oldest signals, hands them to `send` in order, and removes those that were acknowledged. They
 * stay locked meanwhile, so that another relay passes them over; when this process dies they are free again:
 * every signal is sent at least once. One that fails is put off, so that it holds up no other purse; several in
 * a row mean that nobody answers, and end the batch.
 */
export async function relaySignals(
  db: Db,
  limit: number,
  send: (signal: OutboxSignal) => Promise<void>,
): Promise<RelayedBatch> {
  return db.transaction().execute(async trx => {
    const signals: readonly OutboxSignal[] = await trx
      .selectFrom('signal_outbox')
      .select(['id', 'purse_id as purseId', 'signal', 'payload'])
      .where('not_before', '<=', sql<Date>`now()`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    const sent: number[] = [];
    const failed: number[] = [];
    let failure: unknown;
    for (let at = 0, inARow = 0; inARow < failuresInARow; at++) {
      const signal = signals[at];
      if (!signal) break;
      try {
        await send(signal);
        sent.push(signal.id);
        inARow = 0;
      } catch (error) {
        failure = error;
        failed.push(signal.id);
        inARow += 1;
      }
    }
    if (sent.length > 0) {
      await trx
        .deleteFrom('signal_outbox')
        .where(sql<boolean>`id = any (${sent})`)
        .execute();
    }
    if (failed.length > 0) {
      await trx
        .updateTable('signal_outbox')
        .set({ not_before: sql<Date>`now() + interval '5 seconds'` })
        .where(sql<boolean>`id = any (${failed})`)
        .execute();
    }
    return { sent: sent.length, failure };
  });
}
