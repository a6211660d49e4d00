import type { Db } from '../../db/connect.ts';
import { customerConcerned } from '../../db/customers/customerConcerned.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps, InTurn, Writer } from '../deps.ts';
import { createTurns } from './turns.ts';

/** How long a write waits for its turn, in ms: for all its turns together. */
const patienceMs = 5000;
const waiting = 100;
/** Two of one customer, so that one begins while the other's commit is on its way to the disk. */
const customersAtOnce = 2;

/**
 * In this order, which is the same for all: one at a time of an idempotency key, two of a customer, and of an account
 * as many as leave a quarter of the connections to others.
 *
 * Throws `idempotency_in_progress`, `customer_busy` and `temporarily_unavailable`, where the turn has not come within
 * 5 s, and at once where 100 wait (1,000 of an account).
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
    const customer = concerns && (await customerConcerned(db, accountId, concerns));
    const asAccount = () => ofAccounts(accountId, until, work);
    const asCustomer = () =>
      customer === undefined ? asAccount() : ofCustomers(`${accountId} ${customer}`, until, asAccount);
    return claim ? ofKeys(`${accountId} ${claim.route} ${claim.key}`, until, asCustomer) : asCustomer();
  };
}

/** A transaction that changes something, in its turn. */
export function writeInTurn<T>(
  { db, writes, inTurn }: WriteDeps,
  writer: Writer,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return inTurn(db, writer, () => writes.transaction().execute(work));
}

export type WriteDeps = Pick<ApiDeps, 'db' | 'writes' | 'inTurn'>;
