import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import { fanOutEvents } from './fanOutEvents.ts';
import { numberEvents } from './numberEvents.ts';

/** How much one step takes per account: some 10 ms of work. */
const perStep = { events: 250, deliveries: 500 } as const;

/** How many events a step numbered, and for how many it made the deliveries. */
export interface Published {
  readonly numbered: number;
  readonly fannedOut: number;
}

/**
 * Numbers the next events of these accounts and makes their deliveries: a bounded step in one transaction,
 * which waits half a second for a lock. It skips accounts whose counter is locked. Only this function and
 * `publishWithin` lock the counters, before anything else, so the holder of one never waits for whoever wants
 * it.
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
 * Like `publishEvents`, for one account: in a transaction that has locked nothing of the account yet, and
 * waiting for the counter. All that was committed before is published, up to the limit of one step.
 */
export async function publishWithin(trx: Db, accountId: AccountId): Promise<Published> {
  if (!(await isBehind(trx, accountId))) return { numbered: 0, fannedOut: 0 };
  await sql`select from account_counters where account_id = ${accountId} for no key update`.execute(trx);
  return publishLocked(trx, [accountId]);
}

/** Some 500 events in these steps, for an account with 20 endpoints. */
const mostSteps = 20;

/**
 * Repeats `publishWithin`, for callers that change what endpoints receive: earlier events go to the endpoints
 * as they were. Throws `temporarily_unavailable` if `mostSteps` are not enough; the dispatchers do the rest.
 */
export async function publishAllWithin(trx: Db, accountId: AccountId): Promise<void> {
  for (let step = 0; step < mostSteps; step++) {
    await publishWithin(trx, accountId);
    if (!(await isBehind(trx, accountId))) return;
  }
  throw new PurserError('temporarily_unavailable', 'Earlier events are not delivered yet.');
}

/** True if the account has events without a number, or without their deliveries. */
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
