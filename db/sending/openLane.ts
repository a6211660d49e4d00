import type { AccountId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';
import { openFindings } from '../findings/openFindings.ts';
import { stopLane } from './stopLane.ts';

/** Makes a lane that begins with `nextNonce`, unless there is one. If a finding is open, the lane is stopped from the first. */
export async function openLane(
  db: Db,
  { chainId, sender }: LaneId,
  of: { readonly accountId: AccountId; readonly network: NetworkCode; readonly nextNonce: number },
): Promise<void> {
  const { accountId, network, nextNonce } = of;
  await db
    .insertInto('lanes')
    .values({ chain_id: chainId, sender, account_id: accountId, network, next_nonce: nextNonce })
    .onConflict(conflict => conflict.columns(['chain_id', 'sender']).doNothing())
    .execute();
  const [findingId] = await openFindings(db, accountId, network);
  if (findingId === undefined) return;
  await stopLane(db, { chainId, sender }, { code: 'unexplained_outflow', detail: `finding ${findingId}` });
}
