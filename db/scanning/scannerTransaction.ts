import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import { isLockTimeout } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import type { Facts } from '../events/recordFacts.ts';
import { recordFactsIn } from '../events/recordFacts.ts';
import type { Waiting } from './endBlockingTransactions.ts';
import { claiming, endFormerOwner, endIdleBlockers } from './endBlockingTransactions.ts';

/** How long a scanner waits for one lock, in ms: a settlement or a person may hold a purse's row. */
const lockWaitMs = 6000;
const lookAtBlockersMs = 2000;

/**
 * A transaction of a scanner. It does not wait without bound for a row that another transaction locks. A
 * holder that idles is ended after some seconds. If the holder works, the scanner's transaction fails after 6
 * s with `temporarily_unavailable`, which is reported and retried.
 */
export async function scannerTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  try {
    return await watched(db, { lookMs: lookAtBlockersMs, end: endIdleBlockers }, async trx => {
      await sql`select set_config('lock_timeout', ${String(lockWaitMs)}, true)`.execute(trx);
      return work(trx);
    });
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const detail = `Other work has locked a row that the scanner needs for more than ${String(lockWaitMs / 1000)} s.`;
    throw new PurserError('temporarily_unavailable', detail, { cause: error });
  }
}

/** Like `scannerTransaction`, and also records the events that `work` returns. */
export function scannerFacts<T>(db: Db, work: (trx: Db) => Promise<Facts<T>>): Promise<T> {
  return scannerTransaction(db, trx => recordFactsIn(trx, work));
}

/** The transaction that takes a chain over. After 1 s it ends what the former owner left open. */
export async function claimTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return watched(db, { lookMs: 1000, end: endFormerOwner }, async trx => {
    await sql`select set_config('application_name', current_setting('application_name') || ${claiming}, true)`.execute(
      trx,
    );
    return work(trx);
  });
}

async function watched<T>(
  db: Db,
  { lookMs, end }: { readonly lookMs: number; readonly end: (db: Db, waiting: Waiting) => Promise<void> },
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async trx => {
    const { rows } = await sql<Waiting>`select pg_backend_pid() as pid, now()::text as since`.execute(trx);
    const timer = setInterval(() => {
      // If nothing can be ended, the wait goes on to its own limit.
      for (const waiting of rows) void end(db, waiting).catch(() => undefined);
    }, lookMs);
    try {
      return await work(trx);
    } finally {
      clearInterval(timer);
    }
  });
}
