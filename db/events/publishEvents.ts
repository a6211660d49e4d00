import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import { fanOutEvents } from './fanOutEvents.ts';
import { numberEvents } from './numberEvents.ts';

/** What one step takes of each account: some 10 ms of work. */
const perStep = { events: 250, deliveries: 500 } as const;

/** How many events a step numbered, and of how many it made the deliveries. */
export interface Published {
  readonly numbered: number;
  readonly fannedOut: number;
}

/**
 * Numbers the next events of these accounts and makes their deliveries, a bounded step in one transaction, which waits
 * half a second for a lock. Accounts whose counter somebody else holds are left out. The counters are locked here and in `publishWithin` alone, before
 * anything else, so that nobody who holds one waits for whoever wants it.
 */
export async function publishEvents(db: Db, accounts: readonly AccountId[]): Promise<Published> {
  if (accounts.length === 0) return { numbered: 0, fannedOut: 0 };
  return db.transaction().execute(async trx => {
    await limitLockWaits(trx, 500);
    const { rows } = await sql<{ id: AccountId }>`
      select account_id as id from account_counters where account_id = any (${accounts}::text[])
      order by account_id for no key update skip locked
    `.execute(trx);
    return publishLocked(
      trx,
      rows.map(row => row.id),
    );
  });
}

/**
 * The same for one account, in a transaction that has locked nothing of it yet, and with waiting for the counter: what
 * was committed before is published, but for what one step cannot take.
 */
export async function publishWithin(trx: Db, accountId: AccountId): Promise<Published> {
  if (!(await isBehind(trx, accountId))) return { numbered: 0, fannedOut: 0 };
  await sql`select from account_counters where account_id = ${accountId} for no key update`.execute(trx);
  return publishLocked(trx, [accountId]);
}

/** With what one step takes of an account with 20 endpoints, some 500 events. */
const mostSteps = 20;

/**
 * The same, step after step, for whoever changes what endpoints are owed: all that was committed before is theirs as
 * they were. Throws `temporarily_unavailable` where there is more than some steps can take; dispatchers get on with it.
 */
export async function publishAllWithin(trx: Db, accountId: AccountId): Promise<void> {
  for (let step = 0; step < mostSteps; step++) {
    await publishWithin(trx, accountId);
    if (!(await isBehind(trx, accountId))) return;
  }
  throw new PurserError(
    'temporarily_unavailable',
    'Events of before are still on their way to the endpoints.',
  );
}

/** Whether the account has events without a number, or without their deliveries. */
export async function isBehind(db: Db, accountId: AccountId): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select from events where account_id = ${accountId} and sequence is null)
      or exists (select from account_counters where account_id = ${accountId} and fanned_out < sequence) as behind
  `.execute(db);
  return rows[0]?.behind ?? false;
}

async function publishLocked(trx: Db, accounts: readonly AccountId[]): Promise<Published> {
  if (accounts.length === 0) return { numbered: 0, fannedOut: 0 };
  const numbered = await numberEvents(trx, accounts, perStep.events);
  return { numbered, fannedOut: await fanOutEvents(trx, accounts, perStep.deliveries) };
}
