import type { Address } from '../../domain/address.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
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

/** The sweepers on a chain, each with its delay in seconds. */
export async function sweepersOn(db: Db, chainId: ChainId): Promise<ReadonlyMap<Address, number>> {
  const rows = await db
    .selectFrom('sweepers')
    .select(['sweeper', 'delay_seconds'])
    .where('chain_id', '=', chainId)
    .execute();
  return new Map(rows.map(({ sweeper, delay_seconds }) => [sweeper, delay_seconds]));
}
