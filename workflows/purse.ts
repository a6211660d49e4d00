import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { PurseInput, PurseView } from '../domain/messages.ts';
import { archivePurse, openPurse } from './activityProxies.ts';
import { DepositSteps } from './depositSteps.ts';
import { createExpiryTimer } from './expiryTimer.ts';
import { HandDecisions } from './handDecisions.ts';
import { OpenDeposits } from './openDeposits.ts';
import { handleMessages } from './purseMessages.ts';
import { PurseShown } from './purseShown.ts';

/**
 * The story of one purse: issue its address, judge and settle what arrives, expire when nothing does.
 *
 * Handlers only record; the one loop below acts. Signals say which rows to look at, and everything is decided
 * from the rows, so a signal that is sent twice, late or out of order changes nothing. A run that late money
 * reopened loads its purse and goes the same way. If the purse is archived or declined, the run has no timer.
 * It ends when no deposit is unfinished and the purse holds no money any more.
 */
export async function purse({ purseId }: PurseInput): Promise<void> {
  const deposits = new OpenDeposits();
  const expiry = createExpiryTimer('purse');
  const shown = new PurseShown(purseId, deposits, () => decisions.notTaken());
  const decisions: HandDecisions = new HandDecisions(
    purseId,
    () => shown.stuckAt('decide'),
    () => shown.showDetails(),
  );
  const row = { changed: false };
  handleMessages({ shown, deposits, decisions, row });

  const opened = await openPurse({ purseId }, shown.stuckAt('open'));
  const steps = new DepositSteps({ purseId, screening: opened.screening, deposits, shown, nowIs });
  deposits.loaded(opened.unfinished);
  /** The last unfinished deposit that was loaded, if the purse has more of them. */
  let loadAfter = opened.more;
  nowIs(opened.purse);

  for (;;) {
    await condition(() => hasNews() || steps.hasWork() || mayLoad() || mayExpire() || mayEnd());
    if (row.changed) {
      row.changed = false;
      nowIs((await openPurse({ purseId }, shown.stuckAt('open'))).purse);
    }
    decisions.begin();
    if (mayLoad()) {
      const next = await openPurse({ purseId, after: loadAfter }, shown.stuckAt('open'));
      deposits.loaded(next.unfinished);
      loadAfter = next.more;
    }
    steps.begin();
    if (mayExpire()) await expire();
    // No await between this look at the queue and the end: what arrives later reopens the purse.
    if (hasNews() || !mayEnd()) continue;
    if (isOver()) return;
    await continueAsNew<typeof purse>({ purseId });
  }

  function nowIs(view: PurseView): void {
    shown.nowIs(view);
    expiry.arm(view.expiresAt);
  }

  async function expire(): Promise<void> {
    expiry.take();
    const deadline = shown.current?.expiresAt ?? null;
    if (deadline === null || Date.parse(deadline) > Date.now()) {
      expiry.arm(deadline);
      return;
    }
    const at = new Date(Date.now()).toISOString();
    const result = await archivePurse({ purseId, at }, shown.stuckAt('archive'));
    switch (result.outcome) {
      case 'archived':
      case 'not_due':
        nowIs(result.purse);
        return;
      case 'unfinished':
        // The expiry stays due, and is retried when these are finished.
        deposits.loaded(result.deposits);
        expiry.arm(deadline);
        return;
      case 'session_open':
      case 'scanners_behind':
        expiry.postpone();
        return;
    }
  }

  function hasNews(): boolean {
    return row.changed || decisions.hasNews();
  }

  /** The next unfinished deposits are loaded when those before them are done, or wait for something. */
  function mayLoad(): boolean {
    return loadAfter !== undefined && deposits.isIdle();
  }

  /** An unfinished deposit keeps its purse alive, for as long as it takes. */
  function mayExpire(): boolean {
    return expiry.isDue() && deposits.isEmpty() && loadAfter === undefined;
  }

  function isOver(): boolean {
    const isActive = shown.current?.state === 'ACTIVE';
    return !isActive && deposits.isEmpty() && loadAfter === undefined && !shown.holdsMoney;
  }

  /** The run may end, for good or in a successor, only when nobody waits for its answer. */
  function mayEnd(): boolean {
    // A successor begins even while work is under way: a busy purse would never get one otherwise. The work
    // ends in the rows, and the successor finds there what is unfinished. A decision is in no row until it is
    // carried out, so the run waits for it.
    const nothingBegun = decisions.isIdle() && !shown.isDescribing && allHandlersFinished();
    return (isOver() || workflowInfo().continueAsNewSuggested) && nothingBegun;
  }
}
