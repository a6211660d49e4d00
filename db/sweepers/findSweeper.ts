import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { SweeperRow } from '../schema.ts';

/** The sweeper of an account on a network, as it was deployed and checked; undefined if none was. */
export async function findSweeper(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<SweeperRow | undefined> {
  return db
    .selectFrom('sweepers')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .executeTakeFirst();
}
