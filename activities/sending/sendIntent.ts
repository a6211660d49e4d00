import { readSender } from '../../chain/sending/readSender.ts';
import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import { signCall } from '../../chain/sending/outgoingCall.ts';
import { findSend, readLane, readOpenSends } from '../../db/sending/readLane.ts';
import type { Alongside } from '../../db/sending/saveAttempt.ts';
import { takeNonce } from '../../db/sending/saveAttempt.ts';
import { stopLane } from '../../db/sending/stopLane.ts';
import type { TxHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import { firstFees } from '../../domain/sending/fees.ts';
import type { Intent, LaneId, Send } from '../../domain/sending/lane.ts';
import { mostCost } from '../../domain/sending/mostCost.ts';
import { stopOf } from '../../domain/sending/nextSteps.ts';
import { beginLane } from './beginLane.ts';
import type { SenderDeps } from './deps.ts';
import { giveToNode } from './giveToNode.ts';

/** `waiting`: nothing was signed, and the intent has no nonce. */
export type Sending =
  | { readonly outcome: 'sent'; readonly nonce: number; readonly hash: TxHash }
  | { readonly outcome: 'waiting'; readonly reason: WaitingReason; readonly detail: string };

export type WaitingReason =
  /** A person must decide first. */
  | 'lane_stopped'
  /** As many nonces are unmined as the policy allows. */
  | 'lane_full'
  /** The network asks for more than the policy's cap. */
  | 'price_above_cap'
  /** With it, gas could cost more within 24 hours than the policy allows. */
  | 'daily_gas_spent'
  /** The sender cannot pay for it, with all that it has under way. */
  | 'balance_too_low';

/** Other signers of the lane may take the nonce, as often as they have something to send. */
const mostTries = 5;

/**
 * Sends a call for an intent: once, however often and wherever this is called. The nonce and the bytes are on disk
 * before a node gets them, with what `alongside` saves. If no node takes them, `tendLane` sends them again. Throws
 * `rpc_unavailable`, `rpc_inconsistent`, and `temporarily_unavailable` if others took each nonce, or changed the intent.
 */
export async function sendIntent(
  deps: SenderDeps,
  intent: Intent,
  call: OutgoingCall,
  alongside?: Alongside,
): Promise<Sending> {
  const { db, rpc, key, network } = deps;
  const id = laneOf(deps);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await findSend(db, id, intent);
    if (known) return sentAs(known);
    // Before the lane is read: every nonce that a node knows was given away before that.
    const view = await readSender(rpc, key.address);
    const lane = (await readLane(db, id)) ?? (await beginLane(deps, id, view));
    if (!lane) return waiting('lane_stopped', 'the key has pending transactions that no lane signed');
    const stop = stopOf(lane, view);
    if (stop) await stopLane(db, id, stop);
    const reason = stop ?? lane.stopped;
    if (reason) return waiting('lane_stopped', reason.detail);

    const { policy } = deps;
    const open = (await readOpenSends(db, id)).filter(({ nonce }) => nonce >= view.latest);
    if (open.length >= policy.inFlight) {
      return waiting('lane_full', `${String(open.length)} nonces are not mined yet`);
    }
    const fees = firstFees(view.market, policy);
    if (!fees) return waiting('price_above_cap', 'the network asks for more than the cap');
    const { gasLimit, value } = call;
    const needed = [{ gasLimit, value, fees }, ...open.flatMap(send => send.attempts.at(-1) ?? [])]
      .map(mostCost)
      .reduce((sum, cost) => sum + cost, 0n);
    if (view.balance < needed) {
      return waiting('balance_too_low', `the sender lacks ${String(needed - view.balance)} wei`);
    }

    const nonce = lane.nextNonce;
    const signed = await signCall(key, network.chainId, nonce, call, fees);
    const attempt = { ...signed, isEmpty: false, gasLimit, value, fees };
    const taken = await takeNonce(db, id, { nonce, intent }, attempt, policy.dailyGas, alongside);
    if (taken === 'over_daily_gas') {
      return waiting('daily_gas_spent', 'it could cost more than the gas of a day has left');
    }
    if (taken === 'taken') {
      await giveToNode(rpc, signed.raw);
      return { outcome: 'sent', nonce, hash: signed.hash };
    }
  }
  throw new PurserError(
    'temporarily_unavailable',
    'Other signers of the lane took each nonce, or the intent was changed.',
  );
}

function laneOf({ network, key }: SenderDeps): LaneId {
  return { chainId: network.chainId, sender: key.address };
}

function sentAs({ nonce, minedHash, attempts }: Send): Sending {
  const hash = minedHash ?? attempts.at(-1)?.hash;
  if (hash === undefined) throw new Error(`nonce ${String(nonce)} of an intent has no transaction`);
  return { outcome: 'sent', nonce, hash };
}

function waiting(reason: WaitingReason, detail: string): Sending {
  return { outcome: 'waiting', reason, detail };
}
