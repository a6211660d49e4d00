import type { AccountId, DestinationId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** The destination to which money of each network is swept, by the network's code. */
export type Treasury = Readonly<Record<string, DestinationId>>;

export async function readTreasury(db: Db, accountId: AccountId): Promise<Treasury> {
  const rows = await db
    .selectFrom('treasuries')
    .select(['network', 'destination_id'])
    .where('account_id', '=', accountId)
    .orderBy('network')
    .execute();
  return Object.fromEntries(rows.map(({ network, destination_id }) => [network, destination_id]));
}
