import { log, patched, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { HeldMark, HeldMoney, PurseReport, PurseView, StuckStep } from '../domain/messages.ts';
import type { OnStuck } from './activityProxies.ts';
import { describeDeposits } from './activityProxies.ts';
import { askAgainMs } from './askAgain.ts';
import type { NotTaken } from './handDecisions.ts';
import type { OpenDeposits } from './openDeposits.ts';
import { createAnnouncer } from './operatorView.ts';
import { purseDetails } from './purseDetails.ts';
import { WaitingDeposits } from './waitingDeposits.ts';

/**
 * Where a purse stands, and what an operator sees of it: search attributes, details, the answer to `status`.
 */
export class PurseShown {
  readonly #purseId: PurseId;
  readonly #deposits: OpenDeposits;
  readonly #notTaken: () => readonly NotTaken[];
  readonly #announce = createAnnouncer();
  readonly #waiting = new WaitingDeposits();
  readonly #stuck = new Set<StuckStep>();
  #current: PurseView | undefined;
  #holdsMoney = false;
  #held: HeldMoney | undefined;
  /** The mark that `#held` was looked up for. */
  #heldAt: HeldMark | undefined;
  #describing = 0;

  constructor(purseId: PurseId, deposits: OpenDeposits, notTaken: () => readonly NotTaken[]) {
    this.#purseId = purseId;
    this.#deposits = deposits;
    this.#notTaken = notTaken;
  }

  /** The purse as it was last read; undefined before the first time. */
  get current(): PurseView | undefined {
    return this.#current;
  }

  /** The purse holds money that only a person can free: its run goes on, so that they find it. */
  get holdsMoney(): boolean {
    return this.#holdsMoney;
  }

  /** Facts for operators are being looked up. */
  get isDescribing(): boolean {
    return this.#describing > 0;
  }

  nowIs(view: PurseView): void {
    this.#current = view;
    // Older histories have runs that ended although their purse holds money.
    this.#holdsMoney = view.held !== undefined && patched('2026-11-held-money');
    if (!this.#holdsMoney) this.#held = this.#heldAt = undefined;
    this.show();
  }

  /** Records why these deposits wait for a person. */
  because(ids: readonly TransactionId[], why: string): void {
    this.#waiting.because(ids, why);
  }

  /** Shows that a step does not get through, while it does not. */
  stuckAt(step: StuckStep['step']): OnStuck {
    let shown: StuckStep | undefined;
    return reason => {
      if (shown) this.#stuck.delete(shown);
      shown = reason === null ? undefined : { step, reason };
      if (shown) this.#stuck.add(shown);
      this.show();
    };
  }

  show(): void {
    const unfinished = this.#deposits.list();
    const undecided = unfinished.filter(({ step }) => step === 'decide');
    this.#waiting.are(undecided.map(({ transactionId }) => transactionId));
    this.#describe();
    this.#announce(this.#current, { unfinished, stuck: [...this.#stuck] });
    this.showDetails();
  }

  /**
   * Costs no event, so it may be done at any time. Until the purse is loaded, the details say why it is not.
   */
  showDetails(): void {
    const progress = {
      unfinished: this.#deposits.list(),
      stuck: [...this.#stuck],
      waiting: this.#waiting.list(),
      held: this.#held,
      notTaken: this.#notTaken(),
    };
    setCurrentDetails(purseDetails(this.#current, progress));
  }

  report(): PurseReport | undefined {
    if (!this.#current) return undefined;
    const { state, blocked, expiresAt } = this.#current;
    return {
      state,
      blocked,
      expiresAt,
      unfinished: this.#deposits.list(),
      stuck: [...this.#stuck],
      ...(this.#held ? { held: this.#held } : {}),
    };
  }

  /** Looks up the facts that an operator needs and that are not known. Nothing waits for them. */
  #describe(): void {
    const ids = this.#waiting.unasked();
    const mark = this.#holdsMoney ? this.#current?.held : undefined;
    const isNew = mark?.count !== this.#heldAt?.count || mark?.last !== this.#heldAt?.last;
    if ((ids.length === 0 && !isNew) || !patched('2026-11-held-money')) return;
    this.#waiting.asked(ids);
    this.#heldAt = mark;
    this.#describing += 1;
    void describeDeposits({ purseId: this.#purseId, transactionIds: ids })
      .then(
        described => {
          this.#waiting.answered(described.deposits);
          if (this.#holdsMoney) this.#held = described.held ?? undefined;
        },
        (error: unknown) => {
          log.warn('could not describe the deposits that wait for a person', { error });
          this.#describeLater(ids, mark);
        },
      )
      .then(() => {
        this.#describing -= 1;
        this.show();
      });
  }

  #describeLater(ids: readonly TransactionId[], mark: HeldMark | undefined): void {
    void sleep(askAgainMs, { summary: 'Look up again what waits for a person, or is held' }).then(() => {
      this.#waiting.askingFailed(ids);
      // If more money came to be held meanwhile, it was looked up already.
      if (this.#heldAt === mark) this.#heldAt = undefined;
      this.show();
    });
  }
}
