import type { Db } from '../../db/connect.ts';
import { customerOfWrite } from '../../db/customers/customerOfWrite.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps, InTurn, Writer } from '../deps.ts';
import { createTurns } from './turns.ts';

/** How long a write waits for all its turns together, in ms. */
const patienceMs = 5000;
const waiting = 100;
/** Two writes of one customer, so that one begins while the other's commit goes to the disk. */
const customersAtOnce = 2;

/**
 * Makes every write wait for its turns, in the same order: one at a time per idempotency key, two per
 * customer, and per account as many as leave a quarter of the connections to others.
 *
 * Throws `idempotency_in_progress`, `customer_busy` or `temporarily_unavailable` if the turn has not come
 * within 5 s, and at once if 100 wait already (1,000 for an account).
 */
export function createInTurn(connections: number): InTurn {
  const ofKeys = createTurns({ atOnce: 1, waiting }, () => new PurserError('idempotency_in_progress'));
  const ofCustomers = createTurns(
    { atOnce: customersAtOnce, waiting },
    () => new PurserError('customer_busy'),
  );
  const ofAccounts = createTurns(
    { atOnce: Math.max(1, Math.floor(connections * 0.75)), waiting: 10 * waiting },
    () => new PurserError('temporarily_unavailable'),
  );
  return async (db, { accountId, claim, concerns }, work) => {
    const until = performance.now() + patienceMs;
    const customer = concerns && (await customerOfWrite(db, accountId, concerns));
    const asAccount = () => ofAccounts(accountId, until, work);
    const asCustomer = () =>
      customer === undefined ? asAccount() : ofCustomers(`${accountId} ${customer}`, until, asAccount);
    return claim ? ofKeys(`${accountId} ${claim.route} ${claim.key}`, until, asCustomer) : asCustomer();
  };
}

/** Runs `work` in a transaction that changes something, when its turn comes. */
export function writeInTurn<T>(
  { db, writes, inTurn }: WriteDeps,
  writer: Writer,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return inTurn(db, writer, () => writes.transaction().execute(work));
}

export type WriteDeps = Pick<ApiDeps, 'db' | 'writes' | 'inTurn'>;
