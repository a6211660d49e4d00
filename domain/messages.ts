/**
 * Names and payloads of everything that is said to or by a workflow. Payloads are ids and plain strings:
 * they end in Temporal's history, which is no place for secrets or personal data.
 */
import type { CustomerId, EndpointId, EventId, PurseId, TransactionId } from './ids.ts';
import type { NetworkCode } from './registry.ts';
import type { PurseState } from './states.ts';

/** Task queue of purses and chain watchers. */
export const purseTaskQueue = 'purser';
/** Task queue of webhook retries: a storm of them delays no purse. */
export const webhookTaskQueue = 'purser-webhooks';

export const purseWorkflowType = 'purse';
export const chainWorkflowType = 'watchChain';
export const webhookWorkflowType = 'deliverWebhook';

// Workflow ids are business identity, so that a second start of the same story finds the first.
export const purseWorkflowId = (purseId: PurseId): string => `purse/${purseId}`;
export const chainWorkflowId = (network: NetworkCode): string => `chain/${network}`;
export const webhookWorkflowId = (eventId: EventId, endpointId: EndpointId): string =>
  `webhook/${eventId}/${endpointId}`;

export interface PurseInput {
  readonly purseId: PurseId;
}
export interface ChainInput {
  readonly network: NetworkCode;
}
export interface ScanInput extends ChainInput {
  /** Set by an operator's `resume`: a fork deeper than finality is followed, with reversals. */
  readonly acceptDeepReorg?: boolean;
}
export interface WebhookInput {
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
  /** Milliseconds until the next attempt is due. */
  readonly afterMs: number;
}

/** Update `issue` of a purse: waits until the address exists. The update id is the same for all callers. */
export const issueUpdate = 'issue';
export interface IssuedPurse {
  readonly purseId: PurseId;
  readonly address: string;
}

/** Signal: these deposits of the purse changed; their rows are the fact. */
export const depositsChangedSignal = 'depositsChanged';
export interface DepositsChanged {
  readonly transactionIds: readonly TransactionId[];
}

/** Signal: the purse's or its customer's row changed (blocked, unblocked, released). */
export const purseChangedSignal = 'purseChanged';

/** Signal for operators: try again what waits for a person. */
export const retrySignal = 'retry';

/** Signals that reach purses through the outbox. */
export type PurseSignal =
  | { readonly signal: typeof depositsChangedSignal; readonly payload: DepositsChanged }
  | { readonly signal: typeof purseChangedSignal; readonly payload: null };

/** Query `status` of a purse: what the run keeps in mind. */
export const statusQuery = 'status';
export interface PurseReport {
  readonly state: PurseState;
  readonly blocked: boolean;
  /** ISO 8601; null when the purse has no expiry any more. */
  readonly expiresAt: string | null;
  readonly unfinished: readonly UnfinishedDeposit[];
}

/**
 * Where a deposit stands, as the workflow needs to know it. `judge`: to be screened; `decide`: a person must;
 * `settle`: judged, waits for its block to be final; `done`: nothing to do until its row changes.
 */
export type DepositStep = 'judge' | 'decide' | 'settle' | 'done';
export interface UnfinishedDeposit {
  readonly transactionId: TransactionId;
  readonly step: DepositStep;
}

/** What a run loads first, and what each step of it gives back: the purse as its rows have it now. */
export interface PurseView {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly accountId: string;
  readonly address: string;
  readonly state: PurseState;
  readonly blocked: boolean;
  /** ISO 8601: when the purse expires unless a deposit is confirmed before; null when it has no timer. */
  readonly expiresAt: string | null;
}

export interface OpenedPurse {
  readonly purse: PurseView;
  readonly unfinished: readonly UnfinishedDeposit[];
  /** `inline`: screening needs no network, so it is a local activity: that halves the history events. */
  readonly screening: 'inline' | 'remote';
}

export interface DepositsStep {
  readonly purse: PurseView;
  readonly deposits: readonly UnfinishedDeposit[];
}

export type ArchiveOutcome =
  | { readonly outcome: 'archived'; readonly purse: PurseView }
  /** A deposit was confirmed meanwhile, or the state changed: the purse says what holds now. */
  | { readonly outcome: 'not_due'; readonly purse: PurseView }
  | { readonly outcome: 'unfinished'; readonly deposits: readonly UnfinishedDeposit[] }
  /** A scanner has not yet looked as far as the deadline: ask again. */
  | { readonly outcome: 'scanners_behind' };

/** Signal for operators of a stopped chain: go on from the fork that was accepted. */
export const resumeChainSignal = 'resume';

export const searchAttributes = {
  PurserAccount: 'Keyword',
  PurserCustomer: 'Keyword',
  PurserAddress: 'Keyword',
  PurserStatus: 'Keyword',
  PurserHeld: 'Bool',
} as const;

/** What became of an attempt to deliver: nothing is left to do, or the next is due after so many ms. */
export type WebhookAttempt =
  { readonly outcome: 'over' } | { readonly outcome: 'again'; readonly afterMs: number };
