import type { Db } from '../connect.ts';
import type { AccountEvent } from './appendEvents.ts';
import { appendEvents } from './appendEvents.ts';

/** The result of a transaction, and the events that report it to merchants, if there are any. */
export interface Facts<T> {
  readonly result: T;
  readonly events?: readonly AccountEvent[];
}

/** Runs `work` in its own transaction, and records the events that it returns in the same transaction. */
export function recordFacts<T>(db: Db, work: (trx: Db) => Promise<Facts<T>>): Promise<T> {
  return db.transaction().execute(trx => recordFactsIn(trx, work));
}

/** Like `recordFacts`, in the caller's transaction. */
export async function recordFactsIn<T>(trx: Db, work: (trx: Db) => Promise<Facts<T>>): Promise<T> {
  const { result, events = [] } = await work(trx);
  await appendEvents(trx, events);
  return result;
}
