import { sql } from 'kysely';
import type { PurseId, SessionId } from '../domain/ids.ts';
import type { PurseSignal, SessionSignal } from '../domain/messages.ts';
import { sessionChangedSignal } from '../domain/messages.ts';
import type { Db } from './connect.ts';

/** A signal as its row has it: name and payload belong together, as `PurseSignal` says. */
export type OutboxSignal = SignalToPurse | SignalToSession;

export interface SignalToPurse {
  readonly id: number;
  readonly purseId: PurseId;
  readonly signal: PurseSignal['signal'];
  readonly payload: PurseSignal['payload'];
}

export interface SignalToSession extends SessionSignal {
  readonly id: number;
  readonly sessionId: SessionId;
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
    const rows = await trx
      .selectFrom('signal_outbox')
      .select(['id', 'purse_id', 'session_id', 'signal', 'payload'])
      .where('not_before', '<=', sql<Date>`now()`)
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    const signals = rows.map(toSignal);
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

function toSignal(row: {
  readonly id: number;
  readonly purse_id: PurseId | null;
  readonly session_id: SessionId | null;
  readonly signal: OutboxSignal['signal'];
  readonly payload: OutboxSignal['payload'];
}): OutboxSignal {
  const { id, purse_id: purseId, session_id: sessionId, signal, payload } = row;
  if (sessionId !== null) return { id, sessionId, signal: sessionChangedSignal, payload: null };
  if (purseId === null || signal === sessionChangedSignal)
    throw new Error(`signal ${String(id)} is for nobody`);
  return { id, purseId, signal, payload };
}
