import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  log,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { TransactionId } from '../domain/ids.ts';
import type {
  DepositsChanged,
  DepositsStep,
  IssuedPurse,
  ManualDecision,
  PurseInput,
  PurseReport,
  PurseView,
  StuckStep,
} from '../domain/messages.ts';
import {
  decideSignal,
  depositsChangedSignal,
  issueUpdate,
  purseChangedSignal,
  retrySignal,
  statusQuery,
} from '../domain/messages.ts';
import { createAnnouncer } from './announce.ts';
import { createExpiryTimer } from './expiryTimer.ts';
import type { Work } from './openDeposits.ts';
import { OpenDeposits } from './openDeposits.ts';
import type { OnStuck } from './steps.ts';
import {
  archivePurse,
  decideByHand,
  openPurse,
  screenInline,
  screenRemotely,
  settleDeposits,
} from './steps.ts';

const issue = defineUpdate<IssuedPurse>(issueUpdate);
const depositsChanged = defineSignal<[DepositsChanged]>(depositsChangedSignal);
const purseChanged = defineSignal(purseChangedSignal);
const decide = defineSignal<[ManualDecision]>(decideSignal);
const retry = defineSignal(retrySignal);
const status = defineQuery<PurseReport | undefined>(statusQuery);

/** How long a provider that gave no verdict within its time is left alone; a person can decide meanwhile. */
const askAgainMs = 60 * 60 * 1000;

/**
 * The story of one purse: issue its address, judge and settle what arrives, expire when nothing does.
 *
 * Handlers only record; the one loop below acts. Signals say which rows to look at, and everything is decided
 * from the rows, so a signal sent twice, late or out of order changes nothing. A run that late money reopened
 * loads its purse and goes the same way: archived or declined, it has no timer, and ends with its last
 * deposit.
 */
export async function purse({ purseId }: PurseInput): Promise<void> {
  const deposits = new OpenDeposits();
  const expiry = createExpiryTimer();
  const announce = createAnnouncer();
  let current: PurseView | undefined;
  let rowChanged = false;
  const decisions: ManualDecision[] = [];
  let decided = Promise.resolve();
  let deciding = 0;
  const stuck = new Set<StuckStep>();

  setHandler(issue, async () => {
    await condition(() => current !== undefined);
    return issuedPurse(current);
  });
  setHandler(depositsChanged, ({ transactionIds, decided }) => {
    deposits.told(transactionIds, decided);
  });
  setHandler(
    decide,
    decision => {
      decisions.push(decision);
    },
    { description: 'Decide a deposit by hand: {transactionId, verdict: approve | decline, reason}.' },
  );
  setHandler(purseChanged, () => {
    rowChanged = true;
  });
  setHandler(
    retry,
    () => {
      deposits.retry();
    },
    { description: 'Try again what waits for a person: the provider is asked again.' },
  );
  setHandler(status, () => current && report(current, deposits, stuck), {
    description: 'Where the purse and each of its unfinished deposits stand.',
  });

  const opened = await openPurse({ purseId }, shownAs('open'));
  const remote = opened.screening === 'remote';
  const screen = remote ? screenRemotely : screenInline;
  deposits.loaded(opened.unfinished);
  nowIs(opened.purse);

  for (;;) {
    await condition(() => isTold() || deposits.hasWork() || mayExpire() || mayEnd());
    if (rowChanged) {
      rowChanged = false;
      nowIs((await openPurse({ purseId }, shownAs('open'))).purse);
    }
    for (const decision of decisions.splice(0)) {
      deciding += 1;
      // In their order, and without waiting: one that cannot be carried out now holds up no deposit.
      decided = decided.then(() => carryOut(decision));
    }

    const { judge, settle } = deposits.takeWork();
    // One request to a provider each: a deposit it cannot decide holds up no other.
    for (const ids of remote ? judge.map(id => [id]) : [judge]) begin('judge', ids, screen);
    begin('settle', settle, settleDeposits);
    if (mayExpire()) await expire();
    // No await between this look at the queue and the end: what arrives later reopens the purse.
    if (isTold() || !mayEnd()) continue;
    if (isOver()) return;
    await continueAsNew<typeof purse>({ purseId });
  }

  /** Starts work on deposits without waiting for it: a provider that is slow delays no other deposit. */
  function begin(work: Work, ids: readonly TransactionId[], run: typeof settleDeposits): void {
    if (ids.length === 0) return;
    void run({ purseId, transactionIds: ids }, shownAs(work)).then(
      (step: DepositsStep) => {
        deposits.finished(work, step.deposits);
        nowIs(step.purse);
      },
      (error: unknown) => {
        log.error('these deposits need a person', { transactionIds: ids, error });
        const undecided = ids.map(transactionId => ({ transactionId, step: 'decide' }) as const);
        deposits.finished(work, undecided);
        if (current) nowIs(current);
        void sleep(askAgainMs).then(() => {
          deposits.retry(ids);
        });
      },
    );
  }

  /** What it changes comes back as a signal; what it does not is shown in the history, and harms nobody. */
  async function carryOut(decision: ManualDecision): Promise<void> {
    try {
      const { outcome } = await decideByHand({ purseId, decision }, shownAs('decide'));
      if (outcome !== 'recorded') log.warn('a decision by signal changed nothing', { outcome });
    } catch (error) {
      if (!isCancellation(error)) log.error('a decision by signal could not be carried out', { error });
    } finally {
      deciding -= 1;
    }
  }

  async function expire(): Promise<void> {
    expiry.take();
    const deadline = current?.expiresAt ?? null;
    if (deadline === null || Date.parse(deadline) > Date.now()) {
      expiry.arm(deadline);
      return;
    }
    const result = await archivePurse(
      { purseId, at: new Date(Date.now()).toISOString() },
      shownAs('archive'),
    );
    switch (result.outcome) {
      case 'archived':
      case 'not_due':
        nowIs(result.purse);
        return;
      case 'unfinished':
        // Due it stays: it is tried again when these are finished.
        deposits.loaded(result.deposits);
        expiry.arm(deadline);
        return;
      case 'session_open':
      case 'scanners_behind':
        expiry.postpone();
        return;
    }
  }

  function nowIs(view: PurseView): void {
    current = view;
    show();
    expiry.arm(view.expiresAt);
  }

  function isTold(): boolean {
    return rowChanged || decisions.length > 0;
  }

  function show(): void {
    announce(current, { unfinished: deposits.list(), stuck: [...stuck] });
  }

  /** Shows that a step does not get through, for as long as it does not. */
  function shownAs(step: StuckStep['step']): OnStuck {
    let shown: StuckStep | undefined;
    return reason => {
      if (shown) stuck.delete(shown);
      shown = reason === null ? undefined : { step, reason };
      if (shown) stuck.add(shown);
      show();
    };
  }

  function isOver(): boolean {
    return current?.state !== 'ACTIVE' && deposits.isEmpty();
  }

  /** An unfinished deposit keeps its purse alive, for as long as it takes. */
  function mayExpire(): boolean {
    return expiry.isDue() && deposits.isEmpty();
  }

  /** The run may end, in itself or in a successor, only when nobody waits for an answer of it. */
  function mayEnd(): boolean {
    // A successor is begun even while work is under way, or a busy purse would never come to it: the work ends
    // in the rows, and the successor finds there what is unfinished. A decision is in no row until it is carried out.
    const nothingBegun = deciding === 0 && allHandlersFinished();
    return (isOver() || workflowInfo().continueAsNewSuggested) && nothingBegun;
  }
}

function report(view: PurseView, deposits: OpenDeposits, stuck: Iterable<StuckStep>): PurseReport {
  return {
    state: view.state,
    blocked: view.blocked,
    expiresAt: view.expiresAt,
    unfinished: deposits.list(),
    stuck: [...stuck],
  };
}

function issuedPurse(view: PurseView | undefined): IssuedPurse {
  if (!view) throw new TypeError('the purse was awaited and is not there');
  return { purseId: view.purseId, address: view.address };
}
