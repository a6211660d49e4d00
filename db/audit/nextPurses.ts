import type { Address, ChecksumAddress } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

export interface WatchedPurse {
  readonly id: PurseId;
  readonly address: Address;
  readonly shown: ChecksumAddress;
}

/** The purses with an address after this one, in the order of their ids: all of them, a part at a time. */
export async function nextPurses(
  db: Db,
  after: PurseId | null,
  limit: number,
): Promise<readonly WatchedPurse[]> {
  let query = db
    .selectFrom('purses')
    .select(['id', 'address', 'address_checksum as shown'])
    .where('address', 'is not', null)
    .$narrowType<{ address: Address; shown: ChecksumAddress }>();
  if (after !== null) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}
