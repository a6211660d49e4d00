import type { AddressDeriver } from '../../chain/deriveAddress.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { readInput } from '../../chain/sweeping/readInput.ts';
import { sweptItems } from '../../chain/sweeping/sweepCall.ts';
import type { PurseTransfer } from '../../chain/sweeping/transferCall.ts';
import { transferredBy } from '../../chain/sweeping/transferCall.ts';
import type { Db } from '../../db/connect.ts';
import type { Matched } from '../../db/sending/reconcileLane.ts';
import { matchUnknown } from '../../db/sending/reconcileLane.ts';
import type { PlanItem } from '../../db/sweeping/readSweepPlan.ts';
import { readSweepPlan } from '../../db/sweeping/readSweepPlan.ts';
import { saveMatched } from '../../db/sweeping/saveMatched.ts';
import type { Address, TxHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { LaneId } from '../../domain/sending/lane.ts';

interface Deps {
  readonly db: Db;
  readonly rpc: Rpc;
  readonly deriver: AddressDeriver;
  /** Null where purses send by themselves. */
  readonly sweeper: Address | null;
}

export type MatchedSweep =
  | Matched
  /** There is no such planned sweep on the lane's network, or the transaction moves something else. */
  | 'other_sweep';

/**
 * Records that a transaction which the database does not know was a sweep that it still plans: an older database was restored. The
 * transaction itself says which items it had, so each is booked as it was moved. Throws `rpc_unavailable`.
 */
export async function matchSweep(
  { db, rpc, deriver, sweeper }: Deps,
  lane: LaneId,
  { sweepId, hash, reason }: { readonly sweepId: SweepId; readonly hash: TxHash; readonly reason: string },
): Promise<MatchedSweep> {
  const plan = await readSweepPlan(db, sweepId);
  const moved = await readMoved(rpc, sweeper, lane, hash);
  if (!plan || !moved || plan.chainId !== lane.chainId) return 'other_sweep';
  const included = placesOf(moved, plan.items, deriver);
  if (!included) return 'other_sweep';
  const all = plan.items.map(({ position }) => position);
  return matchUnknown(db, lane, { hash, intent: { kind: 'sweep', id: sweepId }, reason }, trx =>
    saveMatched(trx, sweepId, { chainId: lane.chainId, hash, all, included }),
  );
}

/** What a transaction of the lane moved out of purses; undefined if it is no sweep. */
async function readMoved(
  rpc: Rpc,
  sweeper: Address | null,
  { sender }: LaneId,
  hash: TxHash,
): Promise<readonly PurseTransfer[] | undefined> {
  const call = await readInput(rpc, hash);
  if (!call) return undefined;
  if (sweeper !== null) return call.to === sweeper ? sweptItems(call.data) : undefined;
  const moved = transferredBy(sender, call);
  return moved && [moved];
}

/** The positions of what was moved among the planned items; undefined if something else was moved, too. */
function placesOf(
  moved: readonly PurseTransfer[],
  planned: readonly PlanItem[],
  deriver: AddressDeriver,
): readonly number[] | undefined {
  const left = new Map(
    planned
      .filter(item => item.fingerprint === deriver.fingerprint)
      .map(({ position, index, token, amount, destination }) => [
        [deriver.derive(index).address, token, amount, destination].join(' '),
        position,
      ]),
  );
  const places: number[] = [];
  for (const { purse, token, amount, to } of moved) {
    const key = [purse, token, amount, to].join(' ');
    const position = left.get(key);
    if (position === undefined) return undefined;
    left.delete(key);
    places.push(position);
  }
  return places;
}
