/**
 * Names and payloads of everything that is said to or by a workflow. Payloads are ids and plain strings:
 * they end in Temporal's history, which is no place for secrets or personal data.
 */
import type { ChecksumAddress, TxHash } from './address.ts';
import type { ErrorCode } from './errors.ts';
import type { CustomerId, EndpointId, EventId, PurseId, SessionId, TransactionId } from './ids.ts';
import type { ChainId, CurrencyCode, NetworkCode } from './registry.ts';
import type { PaymentStatus, SessionStatus } from './session.ts';
import type { PurseState, Verdict } from './states.ts';
import type { TransferKind } from './transfer.ts';

/** Task queue of purses and chain watchers. */
export const purseTaskQueue = 'purser';
/** Task queue of webhook retries: a storm of them delays no purse. */
export const webhookTaskQueue = 'purser-webhooks';

export const purseWorkflowType = 'purse';
export const chainWorkflowType = 'watchChain';
export const webhookWorkflowType = 'deliverWebhook';
export const endpointWorkflowType = 'retryEndpoint';
export const sessionWorkflowType = 'session';
export const lookupWorkflowType = 'lookupTransaction';
export const rescanWorkflowType = 'rescanChain';

// Workflow ids are business identity, so that a second start of the same story finds the first.
export const purseWorkflowId = (purseId: PurseId): string => `purse/${purseId}`;
export const sessionWorkflowId = (sessionId: SessionId): string => `session/${sessionId}`;
export const chainWorkflowId = (network: NetworkCode): string => `chain/${network}`;
export const webhookWorkflowId = (eventId: EventId, endpointId: EndpointId): string =>
  `webhook/${eventId}/${endpointId}`;
export const endpointWorkflowId = (endpointId: EndpointId): string => `webhook/${endpointId}`;
export const lookupWorkflowId = (chainId: ChainId, txHash: TxHash): string =>
  `lookup/${String(chainId)}/${txHash}`;
export const rescanWorkflowId = (input: RescanInput): string =>
  `rescan/${input.network}/${'txHash' in input ? input.txHash : `${String(input.from)}-${String(input.to)}`}`;

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
  /** They were decided without the provider, which may be being asked still: they do not wait for its answer. */
  readonly decided?: true;
}

/**
 * Signal for operators: decides a deposit of the purse by hand, as the API's compliance decision does. What is
 * said wrongly, or too late, changes nothing; the run's history shows what came of it.
 */
export const decideSignal = 'decide';
export interface ManualDecision {
  readonly transactionId: TransactionId;
  readonly verdict: Verdict;
  readonly reason: string;
}
/** `malformed`: not to be read. `not_found`: not a deposit of this purse. */
export type HandOutcome = 'recorded' | 'already_decided' | 'not_found' | 'malformed';

/** Signal: the row of the purse's customer changed (blocked, unblocked). */
export const purseChangedSignal = 'purseChanged';

/** Signal for operators: try again what waits for a person. */
export const retrySignal = 'retry';

/** Signals that reach purses through the outbox. */
export type PurseSignal =
  | { readonly signal: typeof depositsChangedSignal; readonly payload: DepositsChanged }
  | { readonly signal: typeof purseChangedSignal; readonly payload: null };

/** Signal: something about the session changed; its rows are the fact. */
export const sessionChangedSignal = 'sessionChanged';
export interface SessionSignal {
  readonly signal: typeof sessionChangedSignal;
  readonly payload: null;
}
export type OutboxMessage = PurseSignal | SessionSignal;

export interface SessionInput {
  readonly sessionId: SessionId;
}

/** Where a session stands, as its workflow needs to know it. */
export interface SessionView {
  readonly sessionId: SessionId;
  readonly accountId: string;
  readonly customerId: CustomerId;
  readonly status: SessionStatus;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly payment: PaymentStatus | null;
  /** Its time is over: what it waits for before it expires; null before, or when nothing is in its way. */
  readonly waitsFor: 'deposits' | 'scanners' | null;
}

/** Query of purses, sessions, chain watchers and webhook retries. */
export const statusQuery = 'status';

/** What a purse's run keeps in mind. */
export interface PurseReport {
  readonly state: PurseState;
  readonly blocked: boolean;
  /** ISO 8601; null when the purse has no expiry any more. */
  readonly expiresAt: string | null;
  readonly unfinished: readonly UnfinishedDeposit[];
  readonly stuck: readonly StuckStep[];
}

/** A step that was tried for ten minutes and goes on being tried: what is in its way, a person must mend. */
export interface StuckStep {
  readonly step: 'open' | 'judge' | 'settle' | 'decide' | 'archive';
  readonly reason: string;
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
  /** Somebody is about to pay to it: ask again. */
  | { readonly outcome: 'session_open' }
  /** A scanner has not yet looked as far as the deadline: ask again. */
  | { readonly outcome: 'scanners_behind' };

/** Signal for operators of a stopped chain: go on from the fork that was accepted. */
export const resumeChainSignal = 'resume';

/** Where a chain's watcher stands; its heights are in the activity's heartbeat. */
export type ChainReport = ChainInput &
  (
    | { readonly state: 'scanning' }
    | { readonly state: 'stopped'; readonly code: ErrorCode; readonly message: string }
  );

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

/** What the retries of one event at one endpoint keep in mind: query `status`. */
export interface DeliveryReport {
  /** Attempts after the first. */
  readonly retries: number;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

/** Signal: the endpoint broke; its row is the fact. */
export const endpointBrokenSignal = 'broken';

export interface EndpointInput {
  readonly endpointId: EndpointId;
}
export interface ProbeInput extends EndpointInput {
  /** An operator asked for it: also before it is due. */
  readonly now: boolean;
}

/** What the workflow of a broken endpoint keeps in mind: query `status`. */
export interface EndpointReport {
  /** Failures in a row. */
  readonly failures: number;
  /** ISO 8601. */
  readonly failingSince: string;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

/** `over`: it is not broken any more, or nothing is owed to it. `again`: look once more after so many ms. */
export type EndpointProbe =
  { readonly outcome: 'over' } | ({ readonly outcome: 'again'; readonly afterMs: number } & EndpointReport);

export interface LookupInput extends ChainInput {
  readonly txHash: TxHash;
}

/** What a transaction does for a purse, of whichever account, as its chain tells it. Amounts are base units. */
export type TransferOnChain =
  | {
      readonly kind: 'listed';
      readonly purseId: PurseId;
      readonly route: TransferKind;
      readonly ordinal: string;
      readonly currency: CurrencyCode;
      readonly amount: string;
    }
  | {
      readonly kind: 'unlisted';
      readonly purseId: PurseId;
      /** Null for a native coin that no listed currency stands for. */
      readonly contract: ChecksumAddress | null;
      readonly amount: string;
    };

/**
 * Where a transaction is: `unknown` to the node, `pending` with what it would transfer, `failed` (it reverted,
 * and nothing moved), or `mined`.
 */
export type TransactionOnChain =
  | { readonly place: 'unknown' }
  | { readonly place: 'pending'; readonly transfers: readonly TransferOnChain[] }
  | { readonly place: 'failed'; readonly blockNumber: number }
  | {
      readonly place: 'mined';
      readonly blockNumber: number;
      readonly blockHash: string;
      readonly transfers: readonly TransferOnChain[];
    };

/** Blocks to be read again: from `from` to `to`, both counted, or the one that holds a transaction. */
export type RescanInput =
  (ChainInput & { readonly from: number; readonly to: number }) | (ChainInput & { readonly txHash: TxHash });

export interface RescanResult {
  readonly from: number;
  readonly to: number;
  /** How many transfers to purses were recorded that had not been. */
  readonly found: number;
}
