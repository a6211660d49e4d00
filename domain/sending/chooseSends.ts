import type { Attempt } from './lane.ts';
import { mostCost } from './mostCost.ts';

type Cost = Pick<Attempt, 'gasLimit' | 'value' | 'fees'>;

/** What a lane has room and coins for. */
export interface LaneRoom {
  /** How many nonces may be unmined at a time. */
  readonly inFlight: number;
  /** Of the sender, in wei. */
  readonly balance: bigint;
  /** The newest attempts of what is not mined, and how many nonces that are. */
  readonly open: readonly Cost[];
  readonly openNonces: number;
}

export interface ChosenSends<Asked> {
  readonly ready: readonly Asked[];
  /** The lane has no nonce for them. */
  readonly full: readonly Asked[];
  /** What the sender lacks for each, in wei, with all that it has under way. */
  readonly lacking: readonly { readonly asked: Asked; readonly lacks: bigint }[];
}

/** Which of several calls a lane can send now: the first that fit, so that one that costs too much does not hinder cheaper ones. */
export function chooseSends<Asked>(
  all: readonly Asked[],
  costOf: (asked: Asked) => Cost,
  { inFlight, balance, open, openNonces }: LaneRoom,
): ChosenSends<Asked> {
  let left = balance - open.reduce((sum, cost) => sum + mostCost(cost), 0n);
  const ready: Asked[] = [];
  const full: Asked[] = [];
  const lacking: { asked: Asked; lacks: bigint }[] = [];
  for (const asked of all) {
    const cost = mostCost(costOf(asked));
    if (openNonces + ready.length >= inFlight) full.push(asked);
    else if (cost > left) lacking.push({ asked, lacks: cost - left });
    else {
      ready.push(asked);
      left -= cost;
    }
  }
  return { ready, full, lacking };
}
