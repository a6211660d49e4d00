import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import type { Alongside } from '../../db/sending/saveAttempt.ts';
import type { TxHash } from '../../domain/address.ts';
import type { Intent, Send } from '../../domain/sending/lane.ts';

/** A call that somebody asks to send for an intent. */
export interface Asked {
  readonly intent: Intent;
  readonly call: OutgoingCall;
  readonly alongside?: Alongside | undefined;
}

/** What became of a call that was to be sent for an intent. */
export type Sending = { readonly outcome: 'sent'; readonly nonce: number; readonly hash: TxHash } | Waits;

/** Nothing was signed, and the intent has no nonce. */
export interface Waits {
  readonly outcome: 'waiting';
  readonly reason: WaitingReason;
  readonly detail: string;
}

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

export function waits(reason: WaitingReason, detail: string): Waits {
  return { outcome: 'waiting', reason, detail };
}

/** Of an intent that has its nonce. */
export function sentAs({ nonce, minedHash, attempts }: Send): Sending {
  const hash = minedHash ?? attempts.at(-1)?.hash;
  if (hash === undefined) throw new Error(`nonce ${String(nonce)} of an intent has no transaction`);
  return { outcome: 'sent', nonce, hash };
}
