import type { Db } from '../connect.ts';
import type { AccountEvent } from './appendEvents.ts';
import { appendEvents } from './appendEvents.ts';

/** What a transaction did, and the events that tell merchants of it. */
export interface Facts<T> {
  readonly result: T;
  readonly events: readonly AccountEvent[];
}

/** Runs `work` in a transaction of its own, and records the events that it returns in the same one. */
export function recordFacts<T>(db: Db, work: (trx: Db) => Promise<Facts<T>>): Promise<T> {
  return db.transaction().execute(trx => recordFactsIn(trx, work));
}

/** The same in the caller's transaction. */
export async function recordFactsIn<T>(trx: Db, work: (trx: Db) => Promise<Facts<T>>): Promise<T> {
  const { result, events } = await work(trx);
  await appendEvents(trx, events);
  return result;
}
