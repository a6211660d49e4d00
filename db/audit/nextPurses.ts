import { sql } from 'kysely';
import type { Address, ChecksumAddress } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

export interface WatchedPurse {
  readonly id: PurseId;
  readonly address: Address;
  readonly shown: ChecksumAddress;
}

/** `used`: purses that ever had a transfer on any network, in a block or not; `unused`: all others. */
export type PursesToCompare = 'all' | 'used' | 'unused';

/** The next `limit` purses with an address after the purse `after`, in the order of their ids. */
export async function nextPurses(
  db: Db,
  which: PursesToCompare,
  after: PurseId | null,
  limit: number,
): Promise<readonly WatchedPurse[]> {
  let query = db
    .selectFrom('purses')
    .select(['id', 'address', 'address_checksum as shown'])
    .where('address', 'is not', null)
    .$narrowType<{ address: Address; shown: ChecksumAddress }>();
  if (after !== null) query = query.where('id', '>', after);
  const had = sql<boolean>`exists (select from transactions t where t.purse_id = purses.id)`;
  if (which === 'used') query = query.where(had);
  if (which === 'unused') query = query.where(sql<boolean>`not ${had}`);
  return query.orderBy('id').limit(limit).execute();
}

/** How many purses with an address there are, and how many of them ever had a transfer. */
export async function countPurses(db: Db): Promise<{ readonly all: number; readonly used: number }> {
  const { rows } = await sql<{ all: number; used: number }>`
    select (select count(*) from purses where address is not null) as all,
      (select count(distinct purse_id) from transactions) as used
  `.execute(db);
  return rows[0] ?? { all: 0, used: 0 };
}
