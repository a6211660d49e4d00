import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import { isLockTimeout } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import { isBehind, publishWithin } from './publishEvents.ts';

/** With what one step takes, 5,000 events: a flood beyond is left to the dispatchers. */
const mostSteps = 20;

interface Runs {
  readonly running: Promise<void>;
  /** The run after it, for all who asked since it began. */
  next?: Promise<void>;
}

const runsOf = new WeakMap<Db, Map<AccountId, Runs>>();

/**
 * Publishes what an account's events were when it is called, for whoever reads them by number: a reader sees its own
 * writes. Where somebody holds the account's counter for a second, it reads what was published before.
 *
 * One at a time for each account: who comes meanwhile waits for the next run, without a connection. So the readers of one
 * account, however many, keep one connection from all others.
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
