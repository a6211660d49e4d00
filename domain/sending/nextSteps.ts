import type { TxHash } from '../address.ts';
import type { FeePolicy, Fees, Market } from './fees.ts';
import { firstFees, isEnough, raisedFees } from './fees.ts';
import type { Attempt, Lane, LaneStop, Send } from './lane.ts';
import { mostCost } from './mostCost.ts';

/** What a node says about a sender. */
export interface ChainView {
  /** How many transactions of the sender are in blocks, up to the head: its lowest nonce that is free there. */
  readonly latest: number;
  /** The same with those in the node's pool. */
  readonly pending: number;
  readonly market: Market;
  /** Of the sender, at the head, in wei. */
  readonly balance: bigint;
  /** Of the lane's newest attempts those that the node has, in a block or in its pool. */
  readonly known: ReadonlySet<TxHash>;
}

export interface LanePolicy extends FeePolicy {
  /** How long an attempt may stay unmined until its price is raised, in ms. */
  readonly raiseAfterMs: number;
}

export type LaneStep =
  /** Nothing more is signed until a person has decided. */
  | { readonly do: 'stop'; readonly stop: LaneStop }
  /** Sends the same bytes again: the node has dropped them, or never got them. */
  | { readonly do: 'broadcast'; readonly nonce: number; readonly attempt: Attempt }
  /** Signs another transaction for the same nonce, which may be mined in place of the earlier ones. */
  | { readonly do: 'replace'; readonly send: Send; readonly fees: Fees; readonly empty: boolean }
  /** Uses a nonce that was given away and has no transaction for nothing, as all later ones wait for it. */
  | { readonly do: 'fill'; readonly nonce: number; readonly fees: Fees };

/**
 * What a lane needs now, in the order of its nonces. `open` are the sends that are not final. In this order:
 *
 * 1. The chain has used a nonce that the lane never gave away, or the pool holds one: stop.
 * 2. A nonce is below `latest`: a block has it. The scanner says which transaction it was.
 * 3. A nonce without a send: fill it. If even the present price is above the cap, wait.
 * 4. The intent was withdrawn, and the newest attempt still moves money: replace it by nothing. If the cap does not
 *    allow that, wait. Bytes whose movement is no longer due are not sent again.
 * 5. The newest attempt has waited long enough, is next in line or below the present price, and may be raised: replace it.
 *    It may not above the cap, nor above what the sender has: a node would refuse each replacement alike.
 * 6. The node does not have the newest attempt: send it again. Also if its price may not be raised: it is never forgotten,
 *    as all later nonces wait for it.
 */
export function nextSteps(
  lane: Lane,
  open: readonly Send[],
  chain: ChainView,
  policy: LanePolicy,
  now: Date,
): readonly LaneStep[] {
  const stop = stopOf(lane, chain);
  if (stop) return [{ do: 'stop', stop }];
  if (lane.stopped) return [];
  const byNonce = new Map(open.map(send => [send.nonce, send]));
  const steps: LaneStep[] = [];
  for (let nonce = chain.latest; nonce < lane.nextNonce; nonce += 1) {
    const send = byNonce.get(nonce);
    const step = send ? stepOf(send, chain, policy, now) : fill(nonce, chain, policy);
    if (step) steps.push(step);
  }
  return steps;
}

/** Why nothing may be signed for the lane; null if nothing is in the way. */
export function stopOf(
  { nextNonce }: Pick<Lane, 'nextNonce'>,
  { latest, pending }: Pick<ChainView, 'latest' | 'pending'>,
): LaneStop | null {
  const given = `the lane has given away the nonces below ${String(nextNonce)}`;
  if (latest > nextNonce) {
    return {
      code: 'chain_is_past',
      detail: `the chain has used nonces below ${String(latest)}, and ${given}`,
    };
  }
  if (pending > nextNonce) {
    return { code: 'pool_is_past', detail: `a node holds nonces below ${String(pending)}, and ${given}` };
  }
  return null;
}

function fill(nonce: number, { market }: ChainView, policy: LanePolicy): LaneStep | undefined {
  const fees = firstFees(market, policy);
  return fees && { do: 'fill', nonce, fees };
}

function stepOf(send: Send, chain: ChainView, policy: LanePolicy, now: Date): LaneStep | undefined {
  // A block that the node no longer has, or has not got yet: the scanner will say.
  if (send.status !== 'sent') return undefined;
  const newest = send.attempts.at(-1);
  if (!newest) return fill(send.nonce, chain, policy);
  const isKnown = chain.known.has(newest.hash);
  const wanted = raisedFees(newest.fees, chain.market, policy);
  const raised = wanted && mostCost({ ...newest, fees: wanted }) <= chain.balance ? wanted : undefined;
  if (send.withdrawn && !newest.isEmpty) {
    // Nothing costs less than the attempt. A node that does not have the attempt asks for no higher price.
    const nothing = { ...newest, gasLimit: gasOfNothing, value: 0n };
    const payable = wanted && mostCost({ ...nothing, fees: wanted }) <= chain.balance ? wanted : undefined;
    const fees = payable ?? (isKnown ? undefined : firstFees(chain.market, policy));
    return fees && { do: 'replace', send, fees, empty: true };
  }
  if (raised && isSlow(send.nonce, newest, chain, policy, now)) {
    return { do: 'replace', send, fees: raised, empty: newest.isEmpty };
  }
  if (isKnown) return undefined;
  return { do: 'broadcast', nonce: send.nonce, attempt: newest };
}

/** More than a transaction that moves nothing needs; a rollup adds to the 21,000. */
export const gasOfNothing = 100_000n;

/** Those behind another one wait for it, not for their price, unless that is too low for any block. */
function isSlow(
  nonce: number,
  { fees, signedAt }: Attempt,
  { latest, market }: ChainView,
  { raiseAfterMs }: LanePolicy,
  now: Date,
): boolean {
  const isOld = now.getTime() - signedAt.getTime() >= raiseAfterMs;
  return isOld && (nonce === latest || !isEnough(fees, market));
}
