import type { SenderView } from '../../chain/sending/readSender.ts';
import { readLane, readOpenSends } from '../../db/sending/readLane.ts';
import { stopLane } from '../../db/sending/stopLane.ts';
import type { Fees } from '../../domain/sending/fees.ts';
import { firstFees } from '../../domain/sending/fees.ts';
import type { Send } from '../../domain/sending/lane.ts';
import { stopOf } from '../../domain/sending/nextSteps.ts';
import { beginLane } from './beginLane.ts';
import type { SenderDeps } from './deps.ts';
import { laneOf } from './deps.ts';
import type { Waits } from './sending.ts';
import { waits } from './sending.ts';

/** A lane that has nonces to give away. */
export interface LaneView {
  /** The next nonce. */
  readonly first: number;
  /** What is bid for each nonce. */
  readonly fees: Fees;
  /** What is not mined. */
  readonly open: readonly Send[];
}

/** Where a lane stands, as its rows and `view` say; begins it if it is new. Why nothing can be sent now, if that is so. */
export async function lookAtLane(deps: SenderDeps, view: SenderView): Promise<LaneView | Waits> {
  const { db, policy } = deps;
  const id = laneOf(deps);
  const lane = (await readLane(db, id)) ?? (await beginLane(deps, id, view));
  if (!lane) return waits('lane_stopped', 'the key has pending transactions that no lane signed');
  const stop = stopOf(lane, view);
  if (stop) await stopLane(db, id, stop);
  const reason = stop ?? lane.stopped;
  if (reason) return waits('lane_stopped', reason.detail);
  const open = (await readOpenSends(db, id)).filter(({ nonce }) => nonce >= view.latest);
  if (open.length >= policy.inFlight) {
    return waits('lane_full', `nonces that are not mined yet: ${String(open.length)}`);
  }
  const fees = firstFees(view.market, policy);
  if (!fees) return waits('price_above_cap', 'the network asks for more than the cap');
  return { first: lane.nextNonce, fees, open };
}
