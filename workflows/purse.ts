import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  patched,
  setCurrentDetails,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { TransactionId } from '../domain/ids.ts';
import type {
  Decided,
  DepositsChanged,
  DepositsStep,
  HeldMark,
  HeldMoney,
  IssuedPurse,
  OpenedPurse,
  PurseInput,
  PurseReport,
  PurseView,
  StuckStep,
} from '../domain/messages.ts';
import {
  decideSignal,
  decideUpdate,
  depositsChangedSignal,
  issueUpdate,
  purseChangedSignal,
  retrySignal,
  statusQuery,
} from '../domain/messages.ts';
import type { OnStuck } from './activityProxies.ts';
import {
  archivePurse,
  describeDeposits,
  openPurse,
  reasonOf,
  screenInline,
  screenRemotely,
  settleDeposits,
} from './activityProxies.ts';
import { createExpiryTimer } from './expiryTimer.ts';
import { HandDecisions, refuseUnreadable } from './handDecisions.ts';
import type { Room, Work } from './openDeposits.ts';
import { allRoom, OpenDeposits } from './openDeposits.ts';
import { createAnnouncer } from './operatorView.ts';
import { purseDetails } from './purseDetails.ts';
import { WaitingDeposits } from './waitingDeposits.ts';

const issue = defineUpdate<IssuedPurse>(issueUpdate);
const depositsChanged = defineSignal<[DepositsChanged]>(depositsChangedSignal);
const purseChanged = defineSignal(purseChangedSignal);
const decide = defineSignal<[unknown]>(decideSignal);
const decideNow = defineUpdate<Decided, [unknown]>(decideUpdate);
const retry = defineSignal(retrySignal);
const status = defineQuery<PurseReport | undefined>(statusQuery);

/**
 * How long a provider that gave no verdict within its time is left alone; a person can decide meanwhile. So is what could not
 * be looked up for showing.
 */
const askAgainMs = 60 * 60 * 1000;

const howToDecide =
  'Decide a deposit by hand: {"transactionId": "txn_…", "verdict": "approve" | "decline", "reason": "…", "by": "who decided"}.';

/** How many deposits one step is given: it takes a second or two, and its payload stays small. */
const batch = 50;
/**
 * How many are worked on at a time. From memory: two steps, as all of them wait for the same locks. Of a provider each
 * is a step of its own, and may be one that waits long: many, though fewer than the 2,000 steps that a run may have.
 */
const atOnce: Readonly<Record<OpenedPurse['screening'], Room>> = {
  inline: { judge: 2 * batch, settle: 2 * batch },
  remote: { judge: 10 * batch, settle: 2 * batch },
};

/**
 * The story of one purse: issue its address, judge and settle what arrives, expire when nothing does.
 *
 * Handlers only record; the one loop below acts. Signals say which rows to look at, and everything is decided
 * from the rows, so a signal sent twice, late or out of order changes nothing. A run that late money reopened
 * loads its purse and goes the same way: archived or declined, it has no timer, and ends with its last
 * deposit, or when nothing is held any more.
 */
export async function purse({ purseId }: PurseInput): Promise<void> {
  const deposits = new OpenDeposits();
  const expiry = createExpiryTimer('purse');
  const announce = createAnnouncer();
  let current: PurseView | undefined;
  let rowChanged = false;
  const decisions = new HandDecisions(purseId, () => shownAs('decide'), showDetails);
  const waiting = new WaitingDeposits();
  /** The purse holds money that only a person can free: its run stays, for them to find. */
  let holds = false;
  let held: HeldMoney | undefined;
  /** What `held` was looked up for. */
  let heldAt: HeldMark | undefined;
  let describing = 0;
  const stuck = new Set<StuckStep>();

  setHandler(
    issue,
    async () => {
      await condition(() => current !== undefined);
      return issuedPurse(current);
    },
    { description: 'Give the purse its address if it has none, and answer it.' },
  );
  setHandler(
    depositsChanged,
    ({ transactionIds, decided }) => {
      deposits.told(transactionIds, decided);
    },
    {
      description: 'Purser’s own: these deposits changed, their rows say how. {"transactionIds": ["txn_…"]}',
    },
  );
  setHandler(
    decide,
    decision => {
      decisions.told(decision);
    },
    {
      description: `${howToDecide} One that is not taken changes nothing, and is told in the current details: use the update.`,
    },
  );
  setHandler(decideNow, decision => decisions.decide(decision), {
    validator: refuseUnreadable,
    description: `${howToDecide} What changes nothing is refused, with the reason.`,
  });
  setHandler(
    purseChanged,
    () => {
      rowChanged = true;
    },
    { description: 'Purser’s own: look at the purse’s row again, and at its customer’s.' },
  );
  setHandler(
    retry,
    () => {
      deposits.retry();
    },
    { description: 'Try again what waits for a person: the provider is asked again.' },
  );
  setHandler(status, () => current && report(current, deposits, stuck, held), {
    description: 'Where the purse and each of its unfinished deposits stand.',
  });
  // The last one: what came before its handler was set would be taken for misnamed.
  setDefaultSignalHandler(name => {
    decisions.misnamed(name);
  });

  const opened = await openPurse({ purseId }, shownAs('open'));
  const remote = opened.screening === 'remote';
  const screen = remote ? screenRemotely : screenInline;
  deposits.loaded(opened.unfinished);
  // The last of the unfinished ones that were loaded, where the purse has more of them.
  let loadAfter = opened.more;
  let most = allRoom;
  nowIs(opened.purse);

  for (;;) {
    await condition(
      () => isTold() || deposits.hasWork(deposits.roomIn(most)) || mayLoad() || mayExpire() || mayEnd(),
    );
    if (rowChanged) {
      rowChanged = false;
      nowIs((await openPurse({ purseId }, shownAs('open'))).purse);
    }
    decisions.begin();

    if (mayLoad()) {
      const next = await openPurse({ purseId, after: loadAfter }, shownAs('open'));
      deposits.loaded(next.unfinished);
      loadAfter = next.more;
    }

    // Not asked before there are many: a marker costs an event. A run that took them all at once before goes on so.
    if (most === allRoom && deposits.waiting() > batch && patched('2026-11-batches')) {
      most = atOnce[opened.screening];
    }
    const { judge, settle } = deposits.takeWork(deposits.roomIn(most));
    // One request to a provider each: a deposit it cannot decide holds up no other.
    for (const ids of remote ? judge.map(id => [id]) : inBatches(judge)) begin('judge', ids, screen);
    for (const ids of inBatches(settle)) begin('settle', ids, settleDeposits);
    if (mayExpire()) await expire();
    // No await between this look at the queue and the end: what arrives later reopens the purse.
    if (isTold() || !mayEnd()) continue;
    if (isOver()) return;
    await continueAsNew<typeof purse>({ purseId });
  }

  function inBatches(ids: readonly TransactionId[]): readonly (readonly TransactionId[])[] {
    const size = most === allRoom ? ids.length : batch;
    const batches: (readonly TransactionId[])[] = [];
    for (let at = 0; at < ids.length; at += size) batches.push(ids.slice(at, at + size));
    return batches;
  }

  /** Starts work on deposits without waiting for it: a provider that is slow delays no other deposit. */
  function begin(work: Work, ids: readonly TransactionId[], run: typeof settleDeposits): void {
    if (ids.length === 0) return;
    const partly = most === allRoom ? {} : ({ partly: true } as const);
    void run({ purseId, transactionIds: ids, ...partly }, shownAs(work)).then(
      (step: DepositsStep) => {
        deposits.finished(work, step.deposits);
        if (work === 'judge') waiting.because(undecidedOf(step), 'The provider leaves it to a person.');
        const answered = new Set(step.deposits.map(({ transactionId }) => transactionId));
        deposits.leftOver(
          work,
          ids.filter(id => !answered.has(id)),
        );
        nowIs(step.purse);
      },
      (error: unknown) => {
        log.error('these deposits need a person', { transactionIds: ids, error });
        const undecided = ids.map(transactionId => ({ transactionId, step: 'decide' }) as const);
        deposits.finished(work, undecided);
        waiting.because(
          ids,
          `The provider gave no verdict, and is asked again within the hour: ${reasonOf(error)}`,
        );
        if (current) nowIs(current);
        void sleep(askAgainMs, { summary: `Ask the provider again: ${ids.join(', ').slice(0, 300)}` }).then(
          () => {
            deposits.retry(ids);
          },
        );
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
    // Histories of before have runs that ended though their purse holds money.
    holds = view.held !== undefined && patched('2026-11-held-money');
    if (!holds) held = heldAt = undefined;
    show();
    expiry.arm(view.expiresAt);
  }

  function isTold(): boolean {
    return rowChanged || decisions.hasNews();
  }

  function show(): void {
    const unfinished = deposits.list();
    waiting.are(unfinished.filter(({ step }) => step === 'decide').map(({ transactionId }) => transactionId));
    describe();
    announce(current, { unfinished, stuck: [...stuck] });
    showDetails();
  }

  /** Costs no event, so it may be done at any time. Before the purse could be loaded they say why not. */
  function showDetails(): void {
    const progress = { unfinished: deposits.list(), stuck: [...stuck], waiting: waiting.list(), held };
    setCurrentDetails(purseDetails(current, { ...progress, notTaken: decisions.notTaken() }));
  }

  /** Has those facts looked up that an operator needs and that are not known. Nothing waits for them. */
  function describe(): void {
    const ids = waiting.unasked();
    const mark = holds ? current?.held : undefined;
    const isNew = mark?.count !== heldAt?.count || mark?.last !== heldAt?.last;
    if ((ids.length === 0 && !isNew) || !patched('2026-11-held-money')) return;
    waiting.asked(ids);
    heldAt = mark;
    describing += 1;
    void describeDeposits({ purseId, transactionIds: ids })
      .then(
        described => {
          waiting.told(described.deposits);
          if (holds) held = described.held ?? undefined;
        },
        (error: unknown) => {
          log.warn('what waits for a person could not be described', { error });
          void sleep(askAgainMs, { summary: 'Look up again what waits for a person, or is held' }).then(
            () => {
              waiting.notTold(ids);
              // What came to be held meanwhile was looked up.
              if (heldAt === mark) heldAt = undefined;
              show();
            },
          );
        },
      )
      .then(() => {
        describing -= 1;
        show();
      });
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
    return current?.state !== 'ACTIVE' && deposits.isEmpty() && loadAfter === undefined && !holds;
  }

  /** The next of the unfinished ones are loaded when those before them are done, or wait for something. */
  function mayLoad(): boolean {
    return loadAfter !== undefined && deposits.isIdle();
  }

  /** An unfinished deposit keeps its purse alive, for as long as it takes. */
  function mayExpire(): boolean {
    return expiry.isDue() && deposits.isEmpty() && loadAfter === undefined;
  }

  /** The run may end, in itself or in a successor, only when nobody waits for an answer of it. */
  function mayEnd(): boolean {
    // A successor is begun even while work is under way, or a busy purse would never come to it: the work ends
    // in the rows, and the successor finds there what is unfinished. A decision is in no row until it is carried out.
    const nothingBegun = decisions.isIdle() && describing === 0 && allHandlersFinished();
    return (isOver() || workflowInfo().continueAsNewSuggested) && nothingBegun;
  }
}

function undecidedOf({ deposits }: DepositsStep): readonly TransactionId[] {
  return deposits.filter(({ step }) => step === 'decide').map(({ transactionId }) => transactionId);
}

function report(
  view: PurseView,
  deposits: OpenDeposits,
  stuck: Iterable<StuckStep>,
  held: HeldMoney | undefined,
): PurseReport {
  return {
    state: view.state,
    blocked: view.blocked,
    expiresAt: view.expiresAt,
    unfinished: deposits.list(),
    stuck: [...stuck],
    ...(held ? { held } : {}),
  };
}

function issuedPurse(view: PurseView | undefined): IssuedPurse {
  if (!view) throw new TypeError('the purse was awaited and is not there');
  return { purseId: view.purseId, address: view.address };
}
