import type { Expression, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { ChecksumAddress } from '../../domain/address.ts';
import type { PurseState } from '../../domain/deposits/states.ts';
import type { CustomerId, PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { BooksJson, RechargeAccount } from './purseBooks.ts';
import { purseBooks, rechargeAccounts } from './purseBooks.ts';

export interface PurseOfCustomer {
  readonly customerId: CustomerId;
  readonly externalId: string | null;
  readonly blocked: boolean;
  /** The customer's living purse: neither archived nor released. Null when there is none. */
  readonly purse: {
    readonly id: PurseId;
    readonly state: PurseState;
    readonly address: ChecksumAddress | null;
    readonly expiresAt: Date | null;
    readonly accounts: readonly RechargeAccount[];
  } | null;
}

/**
 * Columns of `customers` (alias `c`) and `purses` (alias `p`), for every statement that finds a purse of a
 * customer.
 */
export const purseOfCustomerColumns = [
  'c.id as customerId',
  'c.external_id as externalId',
  'c.blocked',
  'p.id as purseId',
  'p.state',
  'p.address_checksum as address',
  'p.expires_at as expiresAt',
  purseBooks.as('books'),
] as const;

/** The condition of the unique index `purses_one_living_per_customer`. */
export const isLivingPurse: Expression<SqlBool> = sql`
  p.customer_id = c.id and p.state <> 'ARCHIVED' and p.released_at is null`;

/** A customer, who must exist, and its living purse, in one statement. */
export async function findPurseOfCustomer(db: Db, customerId: CustomerId): Promise<PurseOfCustomer> {
  const row = await db
    .selectFrom('customers as c')
    .leftJoin('purses as p', join => join.on(isLivingPurse))
    .select(purseOfCustomerColumns)
    .where('c.id', '=', customerId)
    .executeTakeFirstOrThrow();
  return toPurseOfCustomer(row);
}

/** A row of `purseOfCustomerColumns`. */
export interface PurseOfCustomerRow {
  readonly customerId: CustomerId;
  readonly externalId: string | null;
  readonly blocked: boolean;
  readonly purseId: PurseId | null;
  readonly state: PurseState | null;
  readonly address: ChecksumAddress | null;
  readonly expiresAt: Date | null;
  readonly books: BooksJson;
}

export function toPurseOfCustomer(row: PurseOfCustomerRow): PurseOfCustomer {
  const { customerId, externalId, blocked, purseId, state, address, expiresAt, books } = row;
  const purse =
    purseId === null || state === null
      ? null
      : { id: purseId, state, address, expiresAt, accounts: rechargeAccounts(books) };
  return { customerId, externalId, blocked, purse };
}
