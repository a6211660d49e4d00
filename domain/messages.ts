/**
 * Names and payloads of everything that is said to or by a workflow. Payloads are ids and plain strings:
 * they end in Temporal's history, which is no place for secrets or personal data.
 */
import type { PurseState, Verdict } from './deposits/states.ts';
import type { CustomerId, PurseId, TransactionId } from './ids.ts';
import type { CurrencyCode } from './registry.ts';
import type { SessionSignal } from './sessions/messages.ts';

/** Task queue of purses and sessions, and of the workflows of chains. */
export const purseTaskQueue = 'purser';

/**
 * How long one worker may keep a step of a purse, a session or a lookup to itself, in ms; then another gets it. A caller
 * who waits for the step waits for 8 s: that is enough when a worker that froze is given it first, and a second time.
 */
export const workflowTaskTimeoutMs = 3500;

export const purseWorkflowType = 'purse';

// Workflow ids are business identity, so that a second start of the same story finds the first.
export const purseWorkflowId = (purseId: PurseId): string => `purse/${purseId}`;

/** Whose a purse is, as far as it is known where its workflow is begun. */
export interface PurseOwner {
  readonly customerId: CustomerId;
  /** Null: not issued yet. */
  readonly address: string | null;
}

/** The static summary of a purse's workflow, which is set once, when it begins. */
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
  /** They were decided without the provider, which may be being asked still: they do not wait for its answer. */
  readonly decided?: true;
}

/**
 * Update for operators: decides a deposit of the purse by hand, as the API's compliance decision does, and fails with a
 * sentence when it changes nothing. A signal of the same name was there before it: what is said wrongly by that, or too
 * late, is told in the run's current details.
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
  /** `malformed`: not to be read. `not_found`: not a deposit of this purse. */
  readonly outcome: 'recorded' | 'already_decided' | 'not_found' | 'malformed';
  /** Of `already_decided`: what stands. Without it: the money was posted, and nobody judged it. */
  readonly standing?: StandingVerdict;
}

export interface StandingVerdict {
  readonly verdict: Verdict;
  /** The name an operator gave, the id of an API key, or the name of a provider; null: an operator without a name. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What an update `decide` that was not refused answers. */
export interface Decided {
  readonly transactionId: TransactionId;
  readonly verdict: Verdict;
}

/** Signal: the row of the purse's customer changed (blocked, unblocked). */
export const purseChangedSignal = 'purseChanged';

/** Signal for operators: try again what waits for a person. */
export const retrySignal = 'retry';

/** Signals that reach purses through the outbox. */
export type PurseSignal =
  | { readonly signal: typeof depositsChangedSignal; readonly payload: DepositsChanged }
  | { readonly signal: typeof purseChangedSignal; readonly payload: null };

export type OutboxMessage = PurseSignal | SessionSignal;

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
  /** What the purse holds beside dust, as far as it was looked up; absent: nothing. */
  readonly held?: HeldMoney;
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
  /** Where it holds money that only a person can free. */
  readonly held?: HeldMark;
}

/** Tells whether what a purse holds is still the same. */
export interface HeldMark {
  readonly count: number;
  readonly last: TransactionId;
}

/** A deposit as an operator is shown it. */
export interface DepositFacts {
  readonly transactionId: TransactionId;
  /** In whole units, such as `15.5`. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** Null where nobody could name the sender. */
  readonly from: string | null;
  /** ISO 8601: when it was first seen. */
  readonly seenAt: string;
}

/** Held money that a person may free. */
export interface HeldMoney {
  /** How many deposits. */
  readonly count: number;
  /** By currency, in whole units. */
  readonly sums: readonly { readonly currency: CurrencyCode; readonly amount: string }[];
  /** The oldest of them. */
  readonly deposits: readonly (DepositFacts & {
    /** Who declined it: a person’s name, the id of an API key, a provider; null: it came to a declined purse. */
    readonly declinedBy: string | null;
  })[];
}

export interface DescribeInput {
  readonly purseId: PurseId;
  /** Those that wait for a person. */
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
  /** There are more unfinished ones than one answer holds: those after this one. */
  readonly more?: TransactionId | undefined;
  /** `inline`: screening needs no network, so it is a local activity: that halves the history events. */
  readonly screening: 'inline' | 'remote';
}

export interface DepositsInput {
  readonly purseId: PurseId;
  readonly transactionIds: readonly TransactionId[];
  /** The answer may leave out those that there was no time for: they are asked for again. */
  readonly partly?: true;
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

/** What workflows are found by, with its type. The Temporal server must know them all before a worker starts. */
export const searchAttributes = {
  PurserAccount: 'Keyword',
  PurserCustomer: 'Keyword',
  PurserAddress: 'Keyword',
  PurserStatus: 'Keyword',
  /** It waits for a person. */
  PurserNeedsAttention: 'Bool',
  /** The same, by the name it had before: written for one release more. */
  PurserHeld: 'Bool',
} as const;
