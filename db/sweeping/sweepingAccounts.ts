import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** The accounts with a sweeper on a network whose signer has not stopped there. */
export async function sweepingAccounts(db: Db, network: NetworkCode): Promise<readonly AccountId[]> {
  const rows = await db
    .selectFrom('sweepers as s')
    .select('s.account_id')
    .where('s.network', '=', network)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('lanes as l')
            .select('l.sender')
            .whereRef('l.account_id', '=', 's.account_id')
            .whereRef('l.chain_id', '=', 's.chain_id')
            .where('l.stopped_at', 'is not', null),
        ),
      ),
    )
    .orderBy('s.account_id')
    .execute();
  return rows.map(({ account_id }) => account_id);
}

/** The networks with a sweeper. */
export async function sweepingNetworks(db: Db): Promise<readonly NetworkCode[]> {
  const rows = await db.selectFrom('sweepers').select('network').distinct().execute();
  return rows.map(({ network }) => network);
}
