/**
 * Names and payloads of every message to or from the workflow of a purse, and of the queries and signals that several
 * workflows share; those of the other workflows stand in `scanning/`, `sessions/` and `webhooks/`. Payloads are ids and
 * plain strings: they end in Temporal's history, which is no place for secrets or personal data. The histories of
 * running workflows have these names, so a name stays.
 */
import type { PurseState, Verdict } from './deposits/states.ts';
import type { CustomerId, PurseId, TransactionId } from './ids.ts';
import type { CurrencyCode } from './registry.ts';
import type { SessionSignal } from './sessions/messages.ts';

/** Task queue of purses and sessions, and of the workflows of chains. */
export const purseTaskQueue = 'purser';

/** How long after its last heartbeat a worker counts as dead, in ms, unless a run was started with another time. */
export const usualHeartbeatMs = 8_000;

/**
 * How long one worker may hold a workflow task of a purse, a session or a lookup, in ms; then another worker
 * gets it. A caller waits 8 s for a step: that is enough even if a frozen worker gets the task twice.
 */
export const workflowTaskTimeoutMs = 3500;

export const purseWorkflowType = 'purse';

// Workflow ids are business identity: a second start of the same story finds the first.
export const purseWorkflowId = (purseId: PurseId): string => `purse/${purseId}`;

/** The owner of a purse, as far as the code that starts its workflow knows it. */
export interface PurseOwner {
  readonly customerId: CustomerId;
  /** Null: not issued yet. */
  readonly address: string | null;
}

/** The static summary of a purse's workflow, set once, at its start. */
export function purseSummary(purseId: PurseId, owner: PurseOwner | undefined): string {
  if (!owner) return `Purse ${purseId}`;
  return owner.address === null
    ? `Purse of ${owner.customerId}`
    : `Purse ${owner.address} of ${owner.customerId}`;
}

export interface PurseInput {
  readonly purseId: PurseId;
}

export interface OpenInput extends PurseInput {
  /** Only unfinished deposits that come after this one. */
  readonly after?: TransactionId | undefined;
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
  /**
   * These deposits were decided without the provider. They do not wait for its answer, even if a request
   * still runs.
   */
  readonly decided?: true;
}

/**
 * Update for operators: decides a deposit of the purse by hand, as the API's compliance decision does. It
 * fails with a sentence if it changes nothing. The signal of the same name is older: a malformed or late
 * signal changes nothing, and the run's current details say so.
 */
export const decideUpdate = 'decide';

export const decideSignal = 'decide';

export interface ManualDecision {
  readonly transactionId: TransactionId;
  readonly verdict: Verdict;
  readonly reason: string;
  /** Who decided, by the name an operator gives. The signal may lack it, the update may not. */
  readonly by?: string;
}

export interface HandOutcome {
  /** `malformed`: cannot be read. `not_found`: not a deposit of this purse. */
  readonly outcome: 'recorded' | 'already_decided' | 'not_found' | 'malformed' | 'needs_approval';
  /** For `needs_approval`: what waits for a second person. */
  readonly approvalRequestId?: string;
  /** The verdict in force, for `already_decided`. Absent: the money was posted without a verdict. */
  readonly standing?: StandingVerdict;
}

export interface StandingVerdict {
  readonly verdict: Verdict;
  /** The name an operator gave, the id of an API key, or the name of a provider; null: an operator without a name. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** The answer of an accepted update `decide`. */
export interface Decided {
  readonly transactionId: TransactionId;
  readonly verdict: Verdict;
}

/** Signal: the row of the purse's customer changed (blocked, unblocked). */
export const purseChangedSignal = 'purseChanged';

/** Signal for operators: retry the steps that wait for a person. */
export const retrySignal = 'retry';

/** Signals that reach purses through the outbox. */
export type PurseSignal =
  | { readonly signal: typeof depositsChangedSignal; readonly payload: DepositsChanged }
  | { readonly signal: typeof purseChangedSignal; readonly payload: null };

export type OutboxMessage = PurseSignal | SessionSignal;

/** Query of purses, sessions, chain watchers and webhook retries. */
export const statusQuery = 'status';

/** The state that a purse's run holds in memory. */
export interface PurseReport {
  readonly state: PurseState;
  readonly blocked: boolean;
  /** ISO 8601; null once the purse has no expiry. */
  readonly expiresAt: string | null;
  readonly unfinished: readonly UnfinishedDeposit[];
  readonly stuck: readonly StuckStep[];
  /** The purse's held money without dust, as far as it was looked up; absent: none. */
  readonly held?: HeldMoney;
}

/** A step that has been failing for ten minutes and is still retried. A person must remove the cause. */
export interface StuckStep {
  readonly step: 'open' | 'judge' | 'settle' | 'decide' | 'archive';
  readonly reason: string;
}

/**
 * The step that a deposit needs next. `judge`: screening; `decide`: a person's decision; `settle`: judged,
 * waits for its block to be final; `done`: nothing until its row changes.
 */
export type DepositStep = 'judge' | 'decide' | 'settle' | 'done';

export interface UnfinishedDeposit {
  readonly transactionId: TransactionId;
  readonly step: DepositStep;
}

/** What a run loads first, and what each of its steps returns: the purse as its rows are now. */
export interface PurseView {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly accountId: string;
  readonly address: string;
  readonly state: PurseState;
  readonly blocked: boolean;
  /** ISO 8601: when the purse expires unless a deposit is confirmed before; null if it has no timer. */
  readonly expiresAt: string | null;
  /** Set if the purse holds money that only a person can free. */
  readonly held?: HeldMark;
}

/** Changes whenever the purse's held money changes. */
export interface HeldMark {
  readonly count: number;
  readonly last: TransactionId;
}

/** A deposit as an operator sees it. */
export interface DepositFacts {
  readonly transactionId: TransactionId;
  /** In whole units, such as `15.5`. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** Null if nobody could name the sender. */
  readonly from: string | null;
  /** ISO 8601: when the deposit was first seen. */
  readonly seenAt: string;
}

/** Held money that a person may free. */
export interface HeldMoney {
  /** How many deposits. */
  readonly count: number;
  /** By currency, in whole units. */
  readonly sums: readonly { readonly currency: CurrencyCode; readonly amount: string }[];
  /** The oldest of these deposits. */
  readonly deposits: readonly (DepositFacts & {
    /**
     * Who declined it: a person’s name, the id of an API key, or a provider; null: it came to a declined
     * purse.
     */
    readonly declinedBy: string | null;
  })[];
}

export interface DescribeInput {
  readonly purseId: PurseId;
  /** The deposits that wait for a person. */
  readonly transactionIds: readonly TransactionId[];
}

export interface DescribedPurse {
  readonly deposits: readonly DepositFacts[];
  /** Null: nothing is held. */
  readonly held: HeldMoney | null;
}

export interface OpenedPurse {
  readonly purse: PurseView;
  readonly unfinished: readonly UnfinishedDeposit[];
  /** Set if one answer cannot hold all unfinished deposits: the rest come after this one. */
  readonly more?: TransactionId | undefined;
  /** `inline`: screening needs no network, so it is a local activity. That halves the history events. */
  readonly screening: 'inline' | 'remote';
}

export interface DepositsInput {
  readonly purseId: PurseId;
  readonly transactionIds: readonly TransactionId[];
  /** The answer may omit deposits for which there was no time: the workflow asks for them again. */
  readonly partly?: true;
}

export interface DepositsStep {
  readonly purse: PurseView;
  readonly deposits: readonly UnfinishedDeposit[];
}

export type ArchiveOutcome =
  | { readonly outcome: 'archived'; readonly purse: PurseView }
  /** A deposit was confirmed meanwhile, or the state changed: `purse` is the current view. */
  | { readonly outcome: 'not_due'; readonly purse: PurseView }
  | { readonly outcome: 'unfinished'; readonly deposits: readonly UnfinishedDeposit[] }
  /** An open session may still pay to the purse: ask again. */
  | { readonly outcome: 'session_open' }
  /** A scanner has not passed the deadline yet: ask again. */
  | { readonly outcome: 'scanners_behind' };
