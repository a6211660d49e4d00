import { log, patched, sleep } from '@temporalio/workflow';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { DepositsStep, OpenedPurse, PurseView } from '../domain/messages.ts';
import { reasonOf, screenInline, screenRemotely, settleDeposits } from './activityProxies.ts';
import { askAgainMs } from './askAgain.ts';
import type { OpenDeposits, Room, Work } from './openDeposits.ts';
import { allRoom } from './openDeposits.ts';
import type { PurseShown } from './purseShown.ts';

/** How many deposits one step is given: it takes a second or two, and its payload stays small. */
const batch = 50;
/**
 * How many deposits are worked on at a time. Judged from memory: two steps, as all of them wait for the same
 * locks. Judged by a remote provider, each deposit is a step of its own, which may wait long. So they are
 * many, though fewer than the 2,000 steps that a run may have.
 */
const atOnce: Readonly<Record<OpenedPurse['screening'], Room>> = {
  inline: { judge: 2 * batch, settle: 2 * batch },
  remote: { judge: 10 * batch, settle: 2 * batch },
};

interface DepositStepsParts {
  readonly purseId: PurseId;
  readonly screening: OpenedPurse['screening'];
  readonly deposits: OpenDeposits;
  readonly shown: PurseShown;
  /** Called with the purse as a step left it. */
  readonly nowIs: (view: PurseView) => void;
}

/** The steps that judge and settle a purse's deposits, many at a time. */
export class DepositSteps {
  readonly #parts: DepositStepsParts;
  #most = allRoom;

  constructor(parts: DepositStepsParts) {
    this.#parts = parts;
  }

  /** Whether there is work that fits beside what is under way. */
  hasWork(): boolean {
    const { deposits } = this.#parts;
    return deposits.hasWork(deposits.roomIn(this.#most));
  }

  /** Begins all that fits, without waiting for it. */
  begin(): void {
    const { deposits, screening } = this.#parts;
    // The patch is not asked for before there are many deposits, as its marker costs an event. A run that
    // took all of them at once before goes on so.
    if (this.#most === allRoom && deposits.waiting() > batch && patched('2026-11-batches')) {
      this.#most = atOnce[screening];
    }
    const { judge, settle } = deposits.takeWork(deposits.roomIn(this.#most));
    const isRemote = screening === 'remote';
    const screen = isRemote ? screenRemotely : screenInline;
    // One request to a provider each: a deposit it cannot decide holds up no other.
    const judged = isRemote ? judge.map(id => [id]) : this.#inBatches(judge);
    for (const ids of judged) this.#begin('judge', ids, screen);
    for (const ids of this.#inBatches(settle)) this.#begin('settle', ids, settleDeposits);
  }

  #inBatches(ids: readonly TransactionId[]): readonly (readonly TransactionId[])[] {
    const size = this.#most === allRoom ? ids.length : batch;
    const batches: (readonly TransactionId[])[] = [];
    for (let at = 0; at < ids.length; at += size) batches.push(ids.slice(at, at + size));
    return batches;
  }

  /** Starts work on deposits without waiting for it: a provider that is slow delays no other deposit. */
  #begin(work: Work, ids: readonly TransactionId[], run: typeof settleDeposits): void {
    if (ids.length === 0) return;
    const { purseId, shown } = this.#parts;
    const partly = this.#most === allRoom ? {} : ({ partly: true } as const);
    void run({ purseId, transactionIds: ids, ...partly }, shown.stuckAt(work)).then(
      step => this.#ended(work, ids, step),
      (error: unknown) => this.#failed(work, ids, error),
    );
  }

  #ended(work: Work, ids: readonly TransactionId[], step: DepositsStep): void {
    const { deposits, shown, nowIs } = this.#parts;
    deposits.finished(work, step.deposits);
    if (work === 'judge') shown.because(undecidedOf(step), 'The provider leaves it to a person.');
    const answered = new Set(step.deposits.map(({ transactionId }) => transactionId));
    deposits.leftOver(
      work,
      ids.filter(id => !answered.has(id)),
    );
    nowIs(step.purse);
  }

  #failed(work: Work, ids: readonly TransactionId[], error: unknown): void {
    const { deposits, shown, nowIs } = this.#parts;
    log.error('these deposits need a person', { transactionIds: ids, error });
    const undecided = ids.map(transactionId => ({ transactionId, step: 'decide' }) as const);
    deposits.finished(work, undecided);
    const why = `The provider gave no verdict, and is asked again within the hour: ${reasonOf(error)}`;
    shown.because(ids, why);
    if (shown.current) nowIs(shown.current);
    void sleep(askAgainMs, { summary: `Ask the provider again: ${ids.join(', ').slice(0, 300)}` }).then(
      () => {
        deposits.retry(ids);
      },
    );
  }
}

function undecidedOf({ deposits }: DepositsStep): readonly TransactionId[] {
  return deposits.filter(({ step }) => step === 'decide').map(({ transactionId }) => transactionId);
}
