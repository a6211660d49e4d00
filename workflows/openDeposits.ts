import type { TransactionId } from '../domain/ids.ts';
import type { DepositStep, UnfinishedDeposit } from '../domain/messages.ts';

/** Judging asks a provider, and may wait for it; settling asks the rows alone. */
export type Work = 'judge' | 'settle';

/**
 * The deposits a run of a purse has in hand: those it was told of and has not looked at (news), those being
 * worked on, and where each unfinished one stands. Finished ones are forgotten, so it stays small for ever.
 *
 * A deposit is worked on once at a time, with one exception: what was decided while a provider is still being
 * asked is settled beside that, and what the asking ends with counts no more.
 */
export class OpenDeposits {
  readonly #news = new Set<TransactionId>();
  readonly #decided = new Set<TransactionId>();
  readonly #inWork = { judge: new Set<TransactionId>(), settle: new Set<TransactionId>() };
  readonly #overtaken = new Set<TransactionId>();
  readonly #steps = new Map<TransactionId, DepositStep>();

  /** Something about these changed: look at them. `decided`: none of them waits for a provider's answer. */
  told(ids: readonly TransactionId[], decided = false): void {
    for (const id of ids) {
      this.#news.add(id);
      if (decided) this.#decided.add(id);
    }
  }

  /** As rows have them; what is not known yet is to be looked at. */
  loaded(deposits: readonly UnfinishedDeposit[]): void {
    for (const { transactionId, step } of deposits) {
      if (this.#steps.has(transactionId)) continue;
      this.#steps.set(transactionId, step);
      this.#news.add(transactionId);
    }
  }

  /** Those of `ids` that wait for a person are to be tried again; without `ids`, all of them. */
  retry(ids: readonly TransactionId[] = [...this.#steps.keys()]): void {
    for (const id of ids) {
      if (this.#steps.get(id) !== 'decide') continue;
      this.#steps.set(id, 'judge');
      this.#news.add(id);
    }
  }

  hasWork(): boolean {
    return this.#news.values().some(id => this.#isFree(id));
  }

  /** Takes the news that can be worked on now, parted by what is to be done: one not judged yet is judged. */
  takeWork(): Readonly<Record<Work, readonly TransactionId[]>> {
    const ids = [...this.#news].filter(id => this.#isFree(id));
    const judge = ids.filter(id => this.#isToJudge(id));
    const settle = ids.filter(id => !judge.includes(id));
    for (const id of ids) {
      this.#news.delete(id);
      this.#decided.delete(id);
    }
    for (const id of judge) this.#inWork.judge.add(id);
    for (const id of settle) this.#inWork.settle.add(id);
    return { judge, settle };
  }

  /** The work on these ended, and this is where they stand. */
  finished(work: Work, deposits: readonly UnfinishedDeposit[]): void {
    for (const { transactionId: id, step } of deposits) {
      this.#inWork[work].delete(id);
      // What the provider's step read may be older than what the settling beside it found.
      if (work === 'judge' && this.#overtaken.delete(id)) continue;
      if (work === 'settle' && step !== 'judge' && this.#inWork.judge.has(id)) this.#overtaken.add(id);
      // Settling one that waits for a person finds it unjudged still: it goes on waiting, and being seen to.
      const waits = step === 'judge' && this.#steps.get(id) === 'decide';
      if (step === 'done') this.#steps.delete(id);
      else if (!waits) this.#steps.set(id, step);
    }
  }

  /** Nothing is being done or waits to be; deposits may still wait for their block, or for a person. */
  isIdle(): boolean {
    return this.#news.size === 0 && this.#inWork.judge.size === 0 && this.#inWork.settle.size === 0;
  }

  isEmpty(): boolean {
    return this.isIdle() && this.#steps.size === 0;
  }

  list(): readonly UnfinishedDeposit[] {
    return [...this.#steps].map(([transactionId, step]) => ({ transactionId, step }));
  }

  #isToJudge(id: TransactionId): boolean {
    if (this.#decided.has(id) || this.#inWork.judge.has(id)) return false;
    return (this.#steps.get(id) ?? 'judge') === 'judge';
  }

  #isFree(id: TransactionId): boolean {
    if (this.#inWork.settle.has(id)) return false;
    return !this.#inWork.judge.has(id) || this.#decided.has(id) || this.#overtaken.has(id);
  }
}
