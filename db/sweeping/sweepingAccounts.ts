import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isPaused } from '../sending/isPaused.ts';
import { newestLane } from '../sending/newestLane.ts';

/**
 * The accounts with a sweeper on a network whose operator's key has not been stopped there, and where nothing is paused. If the
 * key was replaced, the newest decides: the lane of a stolen one stays stopped.
 */
export async function sweepingAccounts(db: Db, network: NetworkCode): Promise<readonly AccountId[]> {
  const { rows } = await sql<{ readonly accountId: AccountId }>`
    select s.account_id as "accountId" from sweepers s
    left join lateral ${newestLane} newest on true
    where s.network = ${network} and newest.stopped_at is null
      and not ${isPaused(sql.ref('s.account_id'), sql.ref('s.network'))}
    order by s.account_id
  `.execute(db);
  return rows.map(({ accountId }) => accountId);
}

/** The networks with a sweeper. */
export async function sweepingNetworks(db: Db): Promise<readonly NetworkCode[]> {
  const rows = await db.selectFrom('sweepers').select('network').distinct().execute();
  return rows.map(({ network }) => network);
}
