import { ApplicationFailure, isCancellation, log, workflowInfo } from '@temporalio/workflow';
import { readDecision, readFullDecision, refusalOf } from '../domain/deposits/decision.ts';
import type { PurseId } from '../domain/ids.ts';
import type { Decided, HandOutcome } from '../domain/messages.ts';
import { decideSignal, decideUpdate } from '../domain/messages.ts';
import type { OnStuck } from './activityProxies.ts';
import { decideByHand } from './activityProxies.ts';

/** A signal that changed nothing, though its sender was told that it succeeded. */
export interface NotTaken {
  /** ISO 8601. */
  readonly at: string;
  /** What was wrong with it, as sentences. */
  readonly why: string;
}

/** How many signals that were not taken are shown: the last ones. */
const shownAtOnce = 5;

/** Carries out what operators decide over a purse's deposits, by signal or by update, one after the other. */
export class HandDecisions {
  readonly #purseId: PurseId;
  readonly #onStuck: () => OnStuck;
  readonly #changed: () => void;
  readonly #received: unknown[] = [];
  #notTaken: readonly NotTaken[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #begun = 0;

  /** `changed` is called when there is something else to show. */
  constructor(purseId: PurseId, onStuck: () => OnStuck, changed: () => void) {
    this.#purseId = purseId;
    this.#onStuck = onStuck;
    this.#changed = changed;
  }

  /** A signal brought this decision, which may be anything. */
  received(decision: unknown): void {
    this.#received.push(decision);
  }

  /** A signal came whose name has no handler. */
  misnamed(name: string): void {
    this.#refused(`There is no signal '${name.slice(0, 60).toWellFormed()}'.`);
  }

  hasNews(): boolean {
    return this.#received.length > 0;
  }

  /**
   * Begins to carry out what signals brought, without waiting: a decision that cannot be carried out now
   * delays no deposit.
   */
  begin(): void {
    for (const decision of this.#received.splice(0)) {
      this.#underWay += 1;
      this.#last = this.#last.then(() => this.#carryOut(decision));
    }
  }

  /** Carries out an update. Fails with a sentence if it changes nothing. */
  decide(input: unknown): Promise<Decided> {
    this.#underWay += 1;
    const done = this.#last.then(() => this.#decideOrFail(input));
    this.#last = done.catch(() => undefined);
    return done;
  }

  isIdle(): boolean {
    return this.#underWay === 0;
  }

  notTaken(): readonly NotTaken[] {
    return this.#notTaken;
  }

  /**
   * What the decision changes comes back as a signal. If it changes nothing, that is shown, and does no harm.
   */
  async #carryOut(input: unknown): Promise<void> {
    try {
      const result = await decideByHand(this.#asInput(input), this.#onStuck());
      if (result.outcome === 'recorded') return;
      log.warn('a decision by signal changed nothing', { outcome: result.outcome });
      const { decision, fault } = readDecision(input);
      this.#refused(decision ? refusalOf(decision.transactionId, result) : fault);
    } catch (error) {
      if (isCancellation(error)) return;
      log.error('a decision by signal could not be carried out', { error });
      this.#refused('It could not be carried out. The worker’s log says why.');
    } finally {
      this.#underWay -= 1;
    }
  }

  /** The same for a sender who waits for the answer: a decision that changes nothing fails. */
  async #decideOrFail(input: unknown): Promise<Decided> {
    try {
      const { decision, fault } = readDecision(input);
      if (!decision) throw refusal('malformed', fault);
      const result = await decideByHand(this.#asInput(decision), this.#onStuck());
      const { transactionId, verdict } = decision;
      if (result.outcome === 'recorded') return { transactionId, verdict };
      throw refusal(result.outcome, refusalOf(transactionId, result));
    } finally {
      this.#underWay -= 1;
    }
  }

  #asInput(decision: unknown) {
    this.#begun += 1;
    const token = `${workflowInfo().runId}/${String(this.#begun)}`;
    return { purseId: this.#purseId, decision, token };
  }

  #refused(what: string): void {
    const at = new Date(Date.now()).toISOString();
    const why = `${what} The update \`${decideUpdate}\` answers at once; the signal \`${decideSignal}\` cannot.`;
    this.#notTaken = [...this.#notTaken, { at, why }].slice(-shownAtOnce);
    this.#changed();
  }
}

/** Validates an update before it enters the history: only a readable decision does. */
export function refuseUnreadable(input: unknown): void {
  const { fault } = readFullDecision(input);
  if (fault !== undefined) throw refusal('malformed', fault);
}

function refusal(type: HandOutcome['outcome'], message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}
