import { expect, test } from 'vitest';
import type { Sizes } from '../../bench/size/measureTables.ts';
import { historySize, readHistory } from '../../bench/size/readHistory.ts';
import { growthOf } from '../../bench/size/sizeFigures.ts';

const sizes = (tables: Readonly<Record<string, readonly [number, number, number]>>): Sizes =>
  new Map(
    Object.entries(tables).map(([name, [rows, tableBytes, indexBytes]]) => [
      name,
      { rows, tableBytes, indexBytes },
    ]),
  );

test('a table grows by what its rows need, for each thing that was made', () => {
  const before = sizes({ accounts: [1, 100, 10], events: [10, 1000, 200], postings: [0, 50, 50] });
  const after = sizes({ accounts: [1, 100, 10], events: [40, 4000, 800], postings: [20, 2050, 4050] });
  const grown = sizes({ accounts: [1, 900, 10], events: [40, 9000, 1200], postings: [20, 2050, 5050] });
  expect(growthOf({ before, grown, after }, 10)).toEqual([
    { table: 'postings', rows: 2, tableBytes: 200, indexBytes: 400, grownBytes: 700 },
    { table: 'events', rows: 3, tableBytes: 300, indexBytes: 60, grownBytes: 900 },
    { table: 'all', rows: 5, tableBytes: 500, indexBytes: 460, grownBytes: 1600 },
  ]);
  const [, all] = growthOf({ before, grown, after }, 10, table => table === 'events');
  expect(all).toEqual({ table: 'all', rows: 3, tableBytes: 300, indexBytes: 60, grownBytes: 900 });
});

test('the growth of a history is what the server noted between its tasks', () => {
  const task = (eventId: number, bytes?: number) => ({
    eventId: String(eventId),
    ...(bytes === undefined
      ? {}
      : { workflowTaskStartedEventAttributes: { historySizeBytes: String(bytes) } }),
  });
  const events = [task(1), task(3, 300), task(12, 2000), task(13), task(17, 2900), task(22, 4000)];
  expect(historySize({ events })).toEqual({
    openedEvents: 11,
    openedBytes: 2000,
    signalEvents: 5,
    signalBytes: 1000,
  });
  expect(() => historySize({ events: events.slice(0, 3) })).toThrow('no second signal');
});

test('the recorded history is one that can be measured', async () => {
  const { openedBytes, signalBytes, signalEvents } = await readHistory();
  expect(openedBytes).toBeGreaterThan(signalBytes);
  // A lone deposit sends two signals, and adds ten events: test/workflows counts them.
  expect(signalEvents * 2).toBe(10);
});
