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

/** How many signals that were not taken are shown, the last ones. */
const shownAtOnce = 5;

/** What operators decide over a purse's deposits, by signal or by update: carried out one after the other. */
export class HandDecisions {
  readonly #purseId: PurseId;
  readonly #onStuck: () => OnStuck;
  readonly #changed: () => void;
  readonly #said: unknown[] = [];
  #notTaken: readonly NotTaken[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #begun = 0;

  /** `changed`: there is something else to show. */
  constructor(purseId: PurseId, onStuck: () => OnStuck, changed: () => void) {
    this.#purseId = purseId;
    this.#onStuck = onStuck;
    this.#changed = changed;
  }

  /** A signal gave this, whatever it is. */
  told(decision: unknown): void {
    this.#said.push(decision);
  }

  /** A signal came by a name that no handler has. */
  misnamed(name: string): void {
    this.#refused(`There is no signal '${name.slice(0, 60).toWellFormed()}'.`);
  }

  hasNews(): boolean {
    return this.#said.length > 0;
  }

  /** Begins with what signals gave, without waiting: one that cannot be carried out now holds up no deposit. */
  begin(): void {
    for (const decision of this.#said.splice(0)) {
      this.#underWay += 1;
      this.#last = this.#last.then(() => this.#carryOut(decision));
    }
  }

  /** Carries an update out. Fails with a sentence where it changes nothing. */
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

  /** What it changes comes back as a signal; what it does not is shown, and harms nobody. */
  async #carryOut(said: unknown): Promise<void> {
    try {
      const result = await decideByHand(this.#asInput(said), this.#onStuck());
      if (result.outcome === 'recorded') return;
      log.warn('a decision by signal changed nothing', { outcome: result.outcome });
      const { decision, fault } = readDecision(said);
      this.#refused(decision ? refusalOf(decision.transactionId, result) : fault);
    } catch (error) {
      if (isCancellation(error)) return;
      log.error('a decision by signal could not be carried out', { error });
      this.#refused('It could not be carried out: the worker’s log says why.');
    } finally {
      this.#underWay -= 1;
    }
  }

  /** The same for who waits for the answer: what changes nothing fails. */
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

/** Validates an update before it is in the history: nothing but what can be read is. */
export function refuseUnreadable(input: unknown): void {
  const { fault } = readFullDecision(input);
  if (fault !== undefined) throw refusal('malformed', fault);
}

function refusal(type: HandOutcome['outcome'], message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}
