import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import { isLockTimeout } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import { isBehind, publishWithin } from './publishEvents.ts';

/** At 250 events a step, 5,000 events: a larger flood is left to the dispatchers. */
const mostSteps = 20;

interface Runs {
  readonly running: Promise<void>;
  /** The next run, for all who asked since the current one began. */
  next?: Promise<void>;
}

const runsOf = new WeakMap<Db, Map<AccountId, Runs>>();

/**
 * Publishes the account's events up to the call, for readers by number: a reader sees its own writes. If
 * somebody holds the account's counter for a second, the reader sees what was published before.
 *
 * One run at a time per account: later callers wait for the next run without a connection. So the readers of
 * one account, however many, take only one connection from the others.
 */
export async function catchUpEvents(db: Db, accountId: AccountId): Promise<void> {
  const accounts = runsOf.get(db) ?? new Map<AccountId, Runs>();
  runsOf.set(db, accounts);
  const run = (): Promise<void> => {
    const running = publishUpToNow(db, accountId).finally(() => {
      const runs = accounts.get(accountId);
      if (runs?.running === running && !runs.next) accounts.delete(accountId);
    });
    accounts.set(accountId, { running });
    return running;
  };
  const runs = accounts.get(accountId);
  if (!runs) return run();
  runs.next ??= runs.running.then(run, run);
  return runs.next;
}

async function publishUpToNow(db: Db, accountId: AccountId): Promise<void> {
  for (let step = 0; step < mostSteps && (await isBehind(db, accountId)); step++) {
    try {
      await db.transaction().execute(async trx => {
        await sql`set local lock_timeout = '1s'`.execute(trx);
        await publishWithin(trx, accountId);
      });
    } catch (error) {
      if (isLockTimeout(error)) return;
      throw error;
    }
  }
}
