/**
 * Names and payloads of every message to or from the workflows of sweeping: the planner of a network, and each sweep. They
 * carry ids and plain strings alone: whoever signs believes no argument.
 */
import type { SweepId } from '../ids.ts';
import type { NetworkCode } from '../registry.ts';
import type { SweepStatus } from './sweep.ts';

/** Task queue of the signer's activities. It has no workflows. */
export const signerTaskQueue = 'purser-signer';

export const plannerWorkflowType = 'planSweeps';
export const plannerWorkflowId = (network: NetworkCode): string => `sweeping/${network}`;

export const sweepWorkflowId = (id: SweepId): string => `sweep/${id}`;

/** Signal of a planner: look now. */
export const planNowSignal = 'planNow';

export interface PlannerInput {
  readonly network: NetworkCode;
}

/** The planner of a network as an operator sees it. */
export interface PlannerReport {
  readonly network: NetworkCode;
  /** How many sweeps had not ended at the last look; null before the first, and if they could not be listed. */
  readonly open: number | null;
  /** What went wrong at the last look; null if nothing did. */
  readonly failure: string | null;
}

export interface OpenSweep {
  readonly sweepId: SweepId;
  readonly accountId: string;
}

export interface SweepInput {
  readonly sweepId: SweepId;
  readonly accountId: string;
}

/** A sweep as an operator sees it. */
export interface SweepReport {
  readonly sweepId: SweepId;
  readonly status: SweepStatus;
  /** Whole units of each currency, such as `15.5 USDC`. */
  readonly amounts: readonly string[];
  readonly items: number;
  /** Null until the transaction is in a block. */
  readonly hash: string | null;
  /** What it cost, in whole units of the native coin; null until it is in a block. */
  readonly fee: string | null;
  /** Why it is not sent yet, why it failed, or why it was canceled. */
  readonly reason: string | null;
}

/**
 * The reason of a sweep that waits for nobody: a payment for its purse's gas, or another sweep of the purse, is on its way (method
 * `transfer`).
 */
export const purseUnderWay = 'purse_under_way';

/** What the signer did about a sweep. */
export type SweepSending =
  | { readonly outcome: 'sent'; readonly hash: string }
  /** Nothing was signed; it is tried again. */
  | { readonly outcome: 'waiting'; readonly reason: string; readonly detail: string }
  /** No item of it would move anything. */
  | { readonly outcome: 'left_out' }
  /** It was canceled, or has ended otherwise. */
  | { readonly outcome: 'ended' };
