import type { AccountId, PurseId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import type { LaneId } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';
import { openFindings } from '../findings/openFindings.ts';
import { stopLane } from './stopLane.ts';

/**
 * Makes a lane that begins with `nextNonce`, unless there is one: of an operator's key, or of a purse. If a finding is open, an
 * operator's lane is stopped from the first.
 */
export async function openLane(
  db: Db,
  { chainId, sender }: LaneId,
  of: {
    readonly accountId: AccountId;
    readonly network: NetworkCode;
    readonly nextNonce: number;
    readonly purseId?: PurseId;
  },
): Promise<void> {
  const { accountId, network, nextNonce, purseId } = of;
  await db
    .insertInto('lanes')
    .values({
      chain_id: chainId,
      sender,
      account_id: accountId,
      network,
      next_nonce: nextNonce,
      purse_id: purseId ?? null,
    })
    .onConflict(conflict => conflict.columns(['chain_id', 'sender']).doNothing())
    .execute();
  if (purseId !== undefined) return;
  const [findingId] = await openFindings(db, accountId, network);
  if (findingId === undefined) return;
  await stopLane(db, { chainId, sender }, { code: 'unexplained_outflow', detail: `finding ${findingId}` });
}
