import { expect, test } from 'vitest';
import { atFixedTimes } from '../../bench/isolation/atFixedTimes.ts';
import type { MeasuredPhase, NeighbourTimes } from '../../bench/isolation/isolationFigures.ts';
import { barOf, isolationFigures } from '../../bench/isolation/isolationFigures.ts';
import { creditMs } from '../../bench/isolation/measureNeighbour.ts';
import { cpuOfTree, parseBusy, parseStat } from '../../bench/processes/cpuOfTree.ts';
import { isMet, percentile } from '../../bench/report.ts';

const all = (ms: number): NeighbourTimes => ({
  apiRead: [ms],
  apiWrite: [ms],
  credit: [ms],
  webhook: [ms],
});

const phase = (
  name: string,
  times: NeighbourTimes,
  cores?: Readonly<Record<string, number>>,
): MeasuredPhase => ({
  name,
  offered: 'something',
  result: { sent: 1, refused: 0, unsent: 0, wrong: [] },
  times,
  scan: [],
  cores,
});

test('a percentile is the least value that the share does not exceed', () => {
  const values = Array.from({ length: 40 }, (_, at) => 40 - at);
  expect(percentile(values, 0.5)).toBe(20);
  expect(percentile(values, 0.95)).toBe(38);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.95)).toBeNaN();
  // A missing result is the slowest of all.
  expect(percentile([1, Infinity], 0.95)).toBe(Infinity);
});

test('the bar is twice the calm figure, but never below a value that nobody minds', () => {
  expect(barOf('apiRead', 'dust', 60, 10)).toMatchObject({
    bar: 50,
    value: 60,
    wanted: 'atMost',
    unit: 'ms',
  });
  expect(barOf('apiWrite', 'dust', 60, 40).bar).toBe(80);
  expect(barOf('credit', 'dust', 60, 400).bar).toBe(1000);
  expect(barOf('webhook', 'dust', 60, 800).bar).toBe(1600);
  expect(isMet(barOf('apiRead', 'dust', 50, 10))).toBe(true);
  expect(isMet(barOf('apiRead', 'dust', 50.01, 10))).toBe(false);
});

test('calm before and after are one sample, and each figure of each phase has its bar against it', () => {
  const before = { times: all(30), scan: [], cores: undefined };
  const after = { times: all(60), scan: [], cores: undefined };
  const { bars, calm, calmBefore, calmAfter } = isolationFigures(before, after, [
    phase('customer', { ...all(100), apiRead: [130] }),
    phase('dust', all(2000)),
  ]);
  expect(calm.apiRead).toEqual({ p50: 30, p95: 60 });
  expect([calmBefore.apiRead.p95, calmAfter.apiRead.p95]).toEqual([30, 60]);
  expect(bars.map(bar => [bar.figure, bar.value, bar.bar, isMet(bar)])).toEqual([
    ['API read p95, customer hot', 130, 120, false],
    ['API write p95, customer hot', 100, 120, true],
    ['credit p95, customer hot', 100, 1000, true],
    ['webhook p95, customer hot', 100, 1000, true],
    ['API read p95, dust hot', 2000, 120, false],
    ['API write p95, dust hot', 2000, 120, false],
    ['credit p95, dust hot', 2000, 1000, false],
    ['webhook p95, dust hot', 2000, 1000, false],
  ]);
});

test('a figure without measurements meets no bar', () => {
  const quiet = { times: all(1), scan: [], cores: undefined };
  const { bars } = isolationFigures(quiet, quiet, [phase('dust', { ...all(1), credit: [] })]);
  expect(bars.filter(bar => !isMet(bar)).map(bar => bar.figure)).toEqual(['credit p95, dust hot']);
});

test('the hot load is charged for the cores used beyond those of calm', () => {
  const before = { times: all(1), scan: [], cores: { stack: 0.4, chains: 0.1 } };
  const after = { times: all(1), scan: [], cores: { stack: 0.6, chains: 0.1, others: 1 } };
  const hot = { stack: 1.1, chains: 0.2, 'hot load': 0.2, others: 0.5 };
  const { hot: phases } = isolationFigures(before, after, [
    phase('dust', all(1), hot),
    phase('purse', all(1)),
  ]);
  expect(phases.map(({ hotCores }) => hotCores)).toEqual([0.9, null]);
});

test('a credit counts from the block that makes the deposit final', () => {
  const minedAt = new Map([
    [10, 1000],
    [12, 2000],
  ]);
  expect(creditMs({ block: 10, creditedAt: 2150 }, minedAt, 3)).toBe(150);
  expect(creditMs(null, minedAt, 3)).toBe(Infinity);
  expect(() => creditMs({ block: 11, creditedAt: 2150 }, minedAt, 3)).toThrow('final');
});

test('work begins at its times, whether or not earlier work is done', async () => {
  const begun: number[] = [];
  const began = performance.now();
  const last = Promise.withResolvers<string>();
  const given = await atFixedTimes(4, 50, async nth => {
    begun.push(performance.now() - began);
    if (nth === 3) last.resolve('the last');
    return nth === 0 ? last.promise : String(nth);
  });
  expect(given).toEqual(['the last', '1', '2', '3']);
  begun.forEach((ms, nth) => {
    expect(ms, String(nth)).toBeGreaterThanOrEqual(20 * nth - 2);
  });
});

test('a failure among work at fixed times is reported, and the rest still begins', async () => {
  let begun = 0;
  const working = atFixedTimes(3, 100, async nth => {
    begun += 1;
    if (nth === 0) throw new Error('the first');
    return Promise.resolve(nth);
  });
  await expect(working).rejects.toThrow('the first');
  expect(begun).toBe(3);
});

test('a line of /proc is parsed whatever the name of the process', () => {
  const rest = `S 7 1 1 0 -1 4194560 100 0 0 0 250 50 30 20 20 0 11 0 12345`;
  expect(parseStat(`42 (a) b (c) ${rest}`)).toEqual({ pid: 42, parent: 7, seconds: 3.5 });
});

test('the machine is busy except for idle time and waits for the disk', () => {
  expect(parseBusy('cpu  100 20 30 9000 800 4 5 6 7 0\ncpu0 1 1 1 1 1 1 1 1 1 0\n')).toBe(1.65);
});

test.runIf(process.platform === 'linux')('processor time is charged to the group of the process', () => {
  const names = new Map([[process.pid, 'ours']]);
  const before = cpuOfTree(names, 'stack');
  for (const until = performance.now() + 100; performance.now() < until;);
  const after = cpuOfTree(names, 'stack');
  expect(after?.['ours'] ?? 0).toBeGreaterThan(before?.['ours'] ?? Infinity);
});
