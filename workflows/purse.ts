import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
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
  PurseInput,
  PurseReport,
  PurseView,
} from '../domain/messages.ts';
import {
  depositsChangedSignal,
  issueUpdate,
  purseChangedSignal,
  retrySignal,
  statusQuery,
} from '../domain/messages.ts';
import { createAnnouncer } from './announce.ts';
import { createExpiryTimer } from './expiryTimer.ts';
import { OpenDeposits } from './openDeposits.ts';
import { archivePurse, openPurse, screenInline, screenRemotely, settleDeposits } from './steps.ts';

const issue = defineUpdate<IssuedPurse>(issueUpdate);
const depositsChanged = defineSignal<[DepositsChanged]>(depositsChangedSignal);
const purseChanged = defineSignal(purseChangedSignal);
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

  setHandler(issue, async () => {
    await condition(() => current !== undefined);
    return issuedPurse(current);
  });
  setHandler(depositsChanged, ({ transactionIds }) => {
    deposits.told(transactionIds);
  });
  setHandler(purseChanged, () => {
    rowChanged = true;
  });
  setHandler(retry, () => {
    deposits.retry();
  });
  setHandler(status, () => current && report(current, deposits));

  const opened = await openPurse({ purseId });
  const remote = opened.screening === 'remote';
  const screen = remote ? screenRemotely : screenInline;
  deposits.loaded(opened.unfinished);
  nowIs(opened.purse);

  for (;;) {
    await condition(() => rowChanged || deposits.hasWork() || mayExpire() || mayEnd());
    if (rowChanged) {
      rowChanged = false;
      nowIs((await openPurse({ purseId })).purse);
    }

    const { judge, settle } = deposits.takeWork();
    // One request to a provider each: a deposit it cannot decide holds up no other.
    for (const ids of remote ? judge.map(id => [id]) : [judge]) begin(ids, screen);
    begin(settle, settleDeposits);
    if (mayExpire()) await expire();
    // No await between this look at the queue and the end: what arrives later reopens the purse.
    if (rowChanged || !mayEnd()) continue;
    if (isOver()) return;
    await continueAsNew<typeof purse>({ purseId });
  }

  /** Starts work on deposits without waiting for it: a provider that is slow delays no other deposit. */
  function begin(ids: readonly TransactionId[], work: typeof settleDeposits): void {
    if (ids.length === 0) return;
    void work({ purseId, transactionIds: ids }).then(
      (step: DepositsStep) => {
        deposits.finished(step.deposits);
        nowIs(step.purse);
      },
      (error: unknown) => {
        log.error('these deposits need a person', { transactionIds: ids, error });
        deposits.finished(ids.map(transactionId => ({ transactionId, step: 'decide' })));
        if (current) nowIs(current);
        void sleep(askAgainMs).then(() => {
          deposits.retry(ids);
        });
      },
    );
  }

  async function expire(): Promise<void> {
    expiry.take();
    const deadline = current?.expiresAt ?? null;
    if (deadline === null || Date.parse(deadline) > Date.now()) {
      expiry.arm(deadline);
      return;
    }
    const result = await archivePurse({ purseId, at: new Date(Date.now()).toISOString() });
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
      case 'scanners_behind':
        expiry.postpone();
        return;
    }
  }

  function nowIs(view: PurseView): void {
    current = view;
    announce(view, report(view, deposits));
    expiry.arm(view.expiresAt);
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
    // in the rows, and the successor finds there what is unfinished.
    return (isOver() || workflowInfo().continueAsNewSuggested) && allHandlersFinished();
  }
}

function report(view: PurseView, deposits: OpenDeposits): PurseReport {
  return {
    state: view.state,
    blocked: view.blocked,
    expiresAt: view.expiresAt,
    unfinished: deposits.list(),
  };
}

function issuedPurse(view: PurseView | undefined): IssuedPurse {
  if (!view) throw new TypeError('the purse was awaited and is not there');
  return { purseId: view.purseId, address: view.address };
}
