import { mostPerGas } from './fees.ts';
import type { Attempt, IntentKind } from './lane.ts';
import { mostCost } from './mostCost.ts';

type Cost = Pick<Attempt, 'gasLimit' | 'value' | 'fees'>;
type Asking = Cost & { readonly kind: IntentKind };

/** What a lane has nonces and coins for. Amounts are in wei. */
export interface LaneRoom {
  /** How many nonces may be unmined at a time. */
  readonly inFlight: number;
  /** How many are. */
  readonly openNonces: number;
  /** The newest attempts of those. */
  readonly open: readonly Cost[];
  /** Of the sender. */
  readonly balance: bigint;
  /** What it may still spend on gas today. */
  readonly gasLeft: bigint;
}

export interface ChosenSends<Asked> {
  readonly ready: readonly Asked[];
  /** The lane has no nonce for them. */
  readonly full: readonly Asked[];
  /** What the sender lacks for each, in wei, with all that it has under way. */
  readonly lacking: readonly { readonly asked: Asked; readonly lacks: bigint }[];
  /** With them, gas could cost more than is left of today's. */
  readonly overGas: readonly Asked[];
}

/** Which of several calls a lane can send now: the first that fit, so that one that costs too much does not hinder cheaper ones. */
export function chooseSends<Asked>(
  all: readonly Asked[],
  costOf: (asked: Asked) => Asking,
  { inFlight, openNonces, open, balance, gasLeft }: LaneRoom,
): ChosenSends<Asked> {
  let coins = balance - open.reduce((sum, cost) => sum + mostCost(cost), 0n);
  let gas = gasLeft;
  const ready: Asked[] = [];
  const full: Asked[] = [];
  const lacking: { asked: Asked; lacks: bigint }[] = [];
  const overGas: Asked[] = [];
  for (const asked of all) {
    const asking = costOf(asked);
    const [cost, ofGas] = [mostCost(asking), gasOf(asking)];
    if (openNonces + ready.length >= inFlight) full.push(asked);
    else if (cost > coins) lacking.push({ asked, lacks: cost - coins });
    else if (ofGas > gas) overGas.push(asked);
    else {
      ready.push(asked);
      coins -= cost;
      gas -= ofGas;
    }
  }
  return { ready, full, lacking, overGas };
}

/** What is paid to a purse for its gas counts as gas. */
function gasOf({ kind, gasLimit, value, fees }: Asking): bigint {
  return gasLimit * mostPerGas(fees) + (kind === 'top_up' ? value : 0n);
}
