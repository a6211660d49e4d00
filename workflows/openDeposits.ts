import type { TransactionId } from '../domain/ids.ts';
import type { DepositStep, UnfinishedDeposit } from '../domain/messages.ts';

/** Judging asks a provider, and may wait for it; settling needs only the rows. */
export type Work = 'judge' | 'settle';

/** How many more deposits may be worked on, by kind of work. */
export type Room = Readonly<Record<Work, number>>;

/** No limit. */
export const allRoom: Room = { judge: Infinity, settle: Infinity };

/**
 * The deposits that a run of a purse tracks: those it was signalled and has not looked at (news), those being
 * worked on, and where each unfinished one stands. Finished ones are forgotten, so it stays small for ever.
 *
 * A deposit is worked on once at a time, with one exception. If it is decided while a provider is still being
 * asked, it is settled meanwhile, and the result of the asking no longer counts.
 */
export class OpenDeposits {
  readonly #news = new Set<TransactionId>();
  readonly #decided = new Set<TransactionId>();
  readonly #inWork = { judge: new Set<TransactionId>(), settle: new Set<TransactionId>() };
  readonly #overtaken = new Set<TransactionId>();
  readonly #steps = new Map<TransactionId, DepositStep>();

  /** Something about these changed: look at them. `decided`: none of them waits for a provider's answer. */
  changed(ids: readonly TransactionId[], decided = false): void {
    for (const id of ids) {
      this.#news.add(id);
      if (decided) this.#decided.add(id);
    }
  }

  /** As the rows have them; those that are not known yet become news. */
  loaded(deposits: readonly UnfinishedDeposit[]): void {
    for (const { transactionId, step } of deposits) {
      if (this.#steps.has(transactionId)) continue;
      this.#steps.set(transactionId, step);
      this.#news.add(transactionId);
    }
  }

  /** Tries those of `ids` again that wait for a person; without `ids`, all of them. */
  retry(ids: readonly TransactionId[] = [...this.#steps.keys()]): void {
    for (const id of ids) {
      if (this.#steps.get(id) !== 'decide') continue;
      this.#steps.set(id, 'judge');
      this.#news.add(id);
    }
  }

  /** How many news there are. */
  waiting(): number {
    return this.#news.size;
  }

  /** What is left of `most` while others are worked on. */
  roomIn(most: Room): Room {
    return {
      judge: most.judge - this.#inWork.judge.size,
      settle: most.settle - this.#inWork.settle.size,
    };
  }

  hasWork(room: Room): boolean {
    return this.#news.values().some(id => this.#isFree(id) && room[this.#workOn(id)] > 0);
  }

  /** Takes the news that can be worked on now, grouped by what they need: unjudged deposits are judged. */
  takeWork(room: Room): Readonly<Record<Work, readonly TransactionId[]>> {
    const taken: Record<Work, TransactionId[]> = { judge: [], settle: [] };
    for (const id of this.#news) {
      if (!this.#isFree(id)) continue;
      const work = this.#workOn(id);
      if (taken[work].length < room[work]) taken[work].push(id);
    }
    const { judge, settle } = taken;
    for (const id of [...judge, ...settle]) {
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
      // The judging step may have read older rows than the settling beside it.
      if (work === 'judge' && this.#overtaken.delete(id)) continue;
      if (work === 'settle' && step !== 'judge' && this.#inWork.judge.has(id)) this.#overtaken.add(id);
      // Settling finds a deposit that waits for a person still unjudged: it goes on waiting for that person.
      const waits = step === 'judge' && this.#steps.get(id) === 'decide';
      if (step === 'done') this.#steps.delete(id);
      else if (!waits) this.#steps.set(id, step);
    }
  }

  /**
   * The work ended before it came to these deposits. Those that were to be settled are not judged instead.
   */
  leftOver(work: Work, ids: readonly TransactionId[]): void {
    for (const id of ids) {
      this.#inWork[work].delete(id);
      if (work === 'judge') this.#overtaken.delete(id);
      else this.#decided.add(id);
      this.#news.add(id);
    }
  }

  /** No work is under way or waiting; deposits may still wait for their block, or for a person. */
  isIdle(): boolean {
    return this.#news.size === 0 && this.#inWork.judge.size === 0 && this.#inWork.settle.size === 0;
  }

  isEmpty(): boolean {
    return this.isIdle() && this.#steps.size === 0;
  }

  list(): readonly UnfinishedDeposit[] {
    return [...this.#steps].map(([transactionId, step]) => ({ transactionId, step }));
  }

  #workOn(id: TransactionId): Work {
    if (this.#decided.has(id) || this.#inWork.judge.has(id)) return 'settle';
    return (this.#steps.get(id) ?? 'judge') === 'judge' ? 'judge' : 'settle';
  }

  #isFree(id: TransactionId): boolean {
    if (this.#inWork.settle.has(id)) return false;
    return !this.#inWork.judge.has(id) || this.#decided.has(id) || this.#overtaken.has(id);
  }
}
