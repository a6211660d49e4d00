import type { ChecksumAddress } from '../domain/address.ts';
import type { AccountId, CustomerId, PurseId } from '../domain/ids.ts';
import type { PurseState } from '../domain/states.ts';
import type { Db } from './connect.ts';
import type { CustomerRef } from './customerRef.ts';
import { isCustomer } from './customerRef.ts';
import type { RechargeAccount } from './purseBooks.ts';
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

/** A customer and its living purse, in one statement; undefined when the account has no such customer. */
export async function findPurseOfCustomer(
  db: Db,
  accountId: AccountId,
  ref: CustomerRef,
): Promise<PurseOfCustomer | undefined> {
  const row = await db
    .selectFrom('customers as c')
    .leftJoin('purses as p', join =>
      join
        .onRef('p.customer_id', '=', 'c.id')
        .on('p.state', '<>', 'ARCHIVED')
        .on('p.released_at', 'is', null),
    )
    .select([
      'c.id as customerId',
      'c.external_id as externalId',
      'c.blocked',
      'p.id as purseId',
      'p.state',
      'p.address_checksum as address',
      'p.expires_at as expiresAt',
      purseBooks.as('books'),
    ])
    .where('c.account_id', '=', accountId)
    .where(isCustomer(ref))
    .executeTakeFirst();
  if (!row) return undefined;
  const { customerId, externalId, blocked, purseId, state, address, expiresAt, books } = row;
  return {
    customerId,
    externalId,
    blocked,
    purse:
      purseId === null || state === null
        ? null
        : { id: purseId, state, address, expiresAt, accounts: rechargeAccounts(books) },
  };
}
