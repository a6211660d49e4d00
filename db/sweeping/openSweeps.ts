import type { NetworkCode } from '../../domain/registry.ts';
import type { OpenSweep } from '../../domain/sweeping/messages.ts';
import type { Db } from '../connect.ts';

/** How many are looked at in a round; the others wait until some of these have ended. */
const most = 500;

/** The sweeps of a network that have not ended, the oldest first. */
export async function openSweeps(db: Db, network: NetworkCode): Promise<readonly OpenSweep[]> {
  return db
    .selectFrom('sweeps')
    .select(['id as sweepId', 'account_id as accountId'])
    .where('network', '=', network)
    .where('completed_at', 'is', null)
    .orderBy('id')
    .limit(most)
    .execute();
}
