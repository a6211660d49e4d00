import type { Address } from '../../domain/address.ts';
import type { PurseState } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import { purseBooks } from './purseBooks.ts';

export interface PurseFilter {
  readonly customer?: CustomerRef | undefined;
  readonly states?: readonly PurseState[] | undefined;
  readonly address?: Address | undefined;
}

export type IssuedPurseRow = Awaited<ReturnType<typeof findPurse>>;

/** The account's purses; a purse without an address does not count as existing yet. */
function selectPurses(db: Db, accountId: AccountId) {
  return db
    .selectFrom('purses as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .select([
      'p.id',
      'p.account_id',
      'p.customer_id',
      'c.external_id',
      'p.state',
      'p.address_checksum',
      'p.expires_at',
      'p.created_at',
      'p.declined_at',
      'p.archived_at',
      'p.released_at',
      purseBooks.as('books'),
    ])
    .where('p.account_id', '=', accountId)
    .where('p.state', '<>', 'ISSUING');
}

/** Throws `purse_not_found`, also for another account's. */
export async function findPurse(db: Db, accountId: AccountId, id: PurseId) {
  const row = await selectPurses(db, accountId).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw new PurserError('purse_not_found');
  return row;
}

export async function listPurses(
  db: Db,
  accountId: AccountId,
  filter: PurseFilter,
  page: Page<PurseId>,
): Promise<Paged<IssuedPurseRow>> {
  let query = selectPurses(db, accountId);
  if (filter.customer) query = query.where(isCustomer(filter.customer));
  if (filter.states) query = query.where('p.state', 'in', filter.states);
  if (filter.address) query = query.where('p.address', '=', filter.address);
  return readPage(query, 'p.id', page);
}
