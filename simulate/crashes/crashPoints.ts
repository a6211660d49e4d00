import type { CrashPoint } from './crashPoint.ts';
import { after, afterDo, afterReturned, before } from './place.ts';
import { sweepCrashPoints } from './sweepCrashPoints.ts';
import { transferCrashPoints } from './transferCrashPoints.ts';

const scanPending = { part: 'worker', story: 'pending', file: 'activities/scanning/scanPending.ts' } as const;
const scanStep = { part: 'worker', story: 'paid', file: 'activities/scanning/scanStep.ts' } as const;
const proveBlocks = { part: 'worker', story: 'paid', file: 'activities/scanning/proveBlocks.ts' } as const;
const relaySignals = { part: 'relay', story: 'paid', file: 'db/outbox/relaySignals.ts' } as const;
const judgeDeposits = { part: 'worker', story: 'paid', file: 'activities/judgeDeposits.ts' } as const;
const settleDeposits = { part: 'worker', story: 'paid', file: 'activities/settleDeposits.ts' } as const;
const judgeDust = { part: 'worker', story: 'dust', file: 'activities/loops/judgeDust.ts' } as const;
const publishEvents = { part: 'dispatcher', story: 'paid', file: 'db/events/publishEvents.ts' } as const;
const deliverOnce = {
  part: 'dispatcher',
  story: 'paid',
  file: 'activities/webhooks/deliverOnce.ts',
} as const;

const commitCall =
  'commitBlock(scan.deps.db, cursor, block, await rulesAt(scan, rpc, heights, block.number))';
const recordPending = 'await recordPending(deps.db, network.chainId, hits);';
const markProven = 'await markProven(deps.db, network.chainId, block, block.number <= finalHeight);';
const screen = 'const answer = await provider.screen(open.request, open.known);';
const settle = 'next = await settleDeposit(db, currencyIn(registry), id);';

/**
 * Every boundary between a block that was seen and a webhook that was acknowledged, in the order in which a deposit
 * passes them, and then those of its sweep: the ends of transactions, and the calls to other systems, each from both sides.
 */
export const crashPoints: readonly CrashPoint[] = [
  { ...scanPending, name: 'a pending payment is read', ...before(recordPending, 'hits.length > 0') },
  { ...scanPending, name: 'a pending payment is recorded', ...after(recordPending, 'hits.length > 0') },

  { ...scanStep, name: 'a block is read', ...before(`return ${commitCall};`, 'block.hits.length > 0') },
  {
    ...{ part: 'worker', story: 'paid', name: 'a block is written, not committed' },
    file: 'db/scanning/commitBlock.ts',
    ...before(
      'return { result: moved, events: [...seenEvents(seen), ...unsupported, ...events] };',
      'seen.length > 0',
    ),
  },
  { ...scanStep, name: 'a block is committed', ...afterReturned(commitCall, 'block.hits.length > 0') },
  { ...proveBlocks, name: 'the second node confirmed a block', ...before(markProven) },
  { ...proveBlocks, name: 'the proof of a block is saved', ...after(markProven) },
  {
    ...{ part: 'worker', story: 'paid', name: 'a deposit is final, not committed' },
    file: 'db/scanning/markFinal.ts',
    ...before('return marked.filter(({ quiet }) => !quiet);', 'marked.length > 0'),
  },
  {
    ...{ part: 'worker', story: 'forked', name: 'blocks are taken back, not committed' },
    file: 'db/scanning/rollbackChain.ts',
    ...before('return moved;'),
  },
  {
    ...{ ...scanStep, story: 'forked', name: 'blocks are taken back' },
    ...after('const moved = await resolveFork(scan, rpc, cursor, block);'),
  },

  { ...relaySignals, name: 'signals are claimed', ...after('  onClaimed();') },
  { ...relaySignals, name: 'a signal is sent', ...before('sent += 1;') },
  {
    ...{ ...relaySignals, name: 'a sent signal is removed' },
    ...after("        .where('leased_by', '=', lease)\n        .execute();"),
  },

  { ...judgeDeposits, name: 'the provider is about to be asked', ...before(screen) },
  { ...judgeDeposits, name: 'the provider answered', ...after(screen) },
  {
    ...{ ...judgeDeposits, name: 'a verdict is written, not committed' },
    ...before('return { result: undefined, events };'),
  },
  {
    ...{ ...judgeDeposits, story: 'declined', name: 'a decline is written, not committed' },
    ...after('if (purseDeclined) await signalOtherDeposits(trx, id);', 'purseDeclined'),
  },
  {
    ...{ ...judgeDeposits, name: 'a verdict is committed' },
    ...after('if (answer) await recordVerdict(deps.db, answer);', 'answer'),
  },
  {
    ...{ part: 'worker', story: 'paid', name: 'a credit is written, not committed' },
    file: 'db/deposits/settleDeposit.ts',
    ...before('return { result: step, events };', "step.step === 'post'"),
  },
  { ...settleDeposits, name: 'a credit is committed', ...afterDo(settle, "next.step === 'post'") },
  {
    ...{ ...settleDeposits, story: 'declined', name: 'declined money is held' },
    ...afterDo(settle, "next.step === 'post' && next.to === 'held'"),
  },
  {
    ...{ part: 'worker', story: 'forked', name: 'a credit is taken back, not committed' },
    file: 'db/deposits/settleDeposit.ts',
    ...before('return { result: step, events };', "step.step === 'reverse'"),
  },
  {
    ...{ ...settleDeposits, story: 'forked', name: 'a credit is taken back' },
    ...afterDo(settle, "next.step === 'reverse'"),
  },
  {
    ...{ part: 'worker', story: 'paid', name: 'a session is recomputed, not committed' },
    file: 'db/sessions/recomputeSession.ts',
    ...before('return { result: await viewSession(trx, id, at), events };'),
  },

  {
    ...{ ...judgeDust, name: 'dust is claimed' },
    ...before('const { ids, answers, failure } = await askAll(deps, claimed);'),
  },
  {
    ...{ ...judgeDust, name: 'dust is approved' },
    ...after(
      'if (approvals.length > 0) await recordApprovals(db, purseId, approvals);',
      'approvals.length > 0',
    ),
  },
  {
    ...{ part: 'worker', story: 'dust', name: 'dust is posted, not committed' },
    file: 'db/deposits/postDust.ts',
    ...before('const done = new Set(dust.map(({ id }) => id));'),
  },
  {
    ...{ ...judgeDust, name: 'dust is posted' },
    ...before('if (failure !== undefined) throw failure;'),
  },

  {
    ...{ ...publishEvents, name: 'events are numbered, not committed' },
    ...after('const numbered = await numberEvents(trx, accounts, perStep.events);', 'numbered > 0'),
  },
  {
    ...{ ...publishEvents, name: 'deliveries are made' },
    file: 'activities/webhooks/publishTurn.ts',
    ...after(
      'const { numbered, fannedOut } = await this.#publish(accounts.filter(id => !this.#resting.has(id)));',
      'fannedOut > 0',
    ),
  },
  {
    ...{ part: 'dispatcher', story: 'paid', name: 'a delivery is claimed' },
    file: 'activities/webhooks/dispatchWebhooks.ts',
    ...after('const loaded = await loadDelivery(db, secrets, delivery);'),
  },
  {
    ...{ ...deliverOnce, name: 'the receiver acknowledged' },
    ...before('const spread = Math.random();'),
  },
  {
    ...{ ...deliverOnce, name: 'an acknowledged delivery is recorded' },
    ...before('return { state, ...(delayMs === undefined ? {} : { afterMs: delayMs }) };'),
  },
  {
    ...{ ...deliverOnce, story: 'refused', name: 'the retries of a refused delivery are started' },
    ...before('const now = Date.now();', 'delayMs !== undefined'),
  },

  ...sweepCrashPoints,
  ...transferCrashPoints,
];
