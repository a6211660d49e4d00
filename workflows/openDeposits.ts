import type { TransactionId } from '../domain/ids.ts';
import type { DepositStep, UnfinishedDeposit } from '../domain/messages.ts';

/**
 * The deposits a run of a purse has in hand: those it was told of and has not looked at (news), those being
 * worked on, and where each unfinished one stands. Finished ones are forgotten, so it stays small for ever.
 */
export class OpenDeposits {
  readonly #news = new Set<TransactionId>();
  readonly #inWork = new Set<TransactionId>();
  readonly #steps = new Map<TransactionId, DepositStep>();

  /** Something about these changed: look at them. */
  told(ids: readonly TransactionId[]): void {
    for (const id of ids) this.#news.add(id);
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
    return this.#news.values().some(id => !this.#inWork.has(id));
  }

  /** Takes the news that can be worked on now, parted by what is to be done: one not judged yet is judged. */
  takeWork(): { readonly judge: readonly TransactionId[]; readonly settle: readonly TransactionId[] } {
    const ids = [...this.#news].filter(id => !this.#inWork.has(id));
    for (const id of ids) {
      this.#news.delete(id);
      this.#inWork.add(id);
    }
    const judge = ids.filter(id => (this.#steps.get(id) ?? 'judge') === 'judge');
    return { judge, settle: ids.filter(id => !judge.includes(id)) };
  }

  /** The work on these ended, and this is where they stand. */
  finished(deposits: readonly UnfinishedDeposit[]): void {
    for (const { transactionId, step } of deposits) {
      this.#inWork.delete(transactionId);
      // Settling one that waits for a person finds it unjudged still: it goes on waiting, and being seen to.
      const waits = step === 'judge' && this.#steps.get(transactionId) === 'decide';
      if (step === 'done') this.#steps.delete(transactionId);
      else if (!waits) this.#steps.set(transactionId, step);
    }
  }

  /** Nothing is being done or waits to be; deposits may still wait for their block, or for a person. */
  isIdle(): boolean {
    return this.#news.size === 0 && this.#inWork.size === 0;
  }

  isEmpty(): boolean {
    return this.isIdle() && this.#steps.size === 0;
  }

  list(): readonly UnfinishedDeposit[] {
    return [...this.#steps].map(([transactionId, step]) => ({ transactionId, step }));
  }
}
