import { expect, onTestFinished, test } from 'vitest';
import { BenchChain } from '../../bench/sweep/benchChain.ts';
import type { Gas } from '../../bench/sweep/measureGas.ts';
import { measureGas } from '../../bench/sweep/measureGas.ts';
import { measureLane } from '../../bench/sweep/measureLane.ts';
import { prepareLane } from '../../bench/sweep/prepareLane.ts';
import { readContracts } from '../../bench/sweep/readContracts.ts';
import { startBenchNode } from '../../bench/sweep/startBenchNode.ts';
import { sweepFigures } from '../../bench/sweep/sweepFigures.ts';
import { isMet } from '../../bench/report.ts';
import { createTestDatabase } from '../database.ts';

const small = { gasOf: [1, 2], items: 2, batches: 2, rounds: 1 };

test('gas is measured beside contracts without guards, and a batch is as large as a transaction takes', async () => {
  const { sweeps, transfer, wrong } = await measureGas(await readContracts(), [2, 50]);
  expect(wrong).toEqual([]);
  expect(sweeps.map(({ items }) => items)).toEqual(Array.from({ length: 4 }, () => [2, 2, 48, 48]).flat());
  const perItem = (by: string, turn: string, items: number): number =>
    sweeps.find(one => one.by === by && one.coin === 'token' && one.turn === turn && one.items === items)
      ?.perItem ?? Number.NaN;
  expect(perItem('ours', 'later', 48)).toBeLessThan(perItem('ours', 'later', 2));
  expect(perItem('ours', 'first', 48)).toBeGreaterThan(perItem('ours', 'later', 48));
  expect(perItem('bare', 'later', 48)).toBeGreaterThan(transfer.perItem);
  expect(perItem('ours', 'later', 48)).toBeGreaterThan(perItem('bare', 'later', 48));
});

test('a lane sends its batches, the bare loop the same bytes, and all items are swept', async () => {
  const { db, drop } = await createTestDatabase();
  onTestFinished(drop);
  const rpc = await startBenchNode({ add: onTestFinished });
  const chain = new BenchChain((method, params) => rpc.call(method, params), await readContracts());
  const lane = await prepareLane(chain, db, rpc, small);
  const times = await measureLane(lane, small);
  expect(times.wrong).toEqual([]);
  expect(times.rounds.signed).toHaveLength(1);
  const statuses = await db.selectFrom('sends').select('status').distinct().execute();
  expect(statuses).toEqual([{ status: 'final' }]);
  // A round to warm up and a measured one, of both ways.
  const { nonces } = await db
    .selectFrom('sends')
    .select(({ fn }) => fn.count<number>('nonce').as('nonces'))
    .executeTakeFirstOrThrow();
  expect(nonces).toBe(2 * 2 * small.batches);
});

test('items that were skipped are told', async () => {
  const { db, drop } = await createTestDatabase();
  onTestFinished(drop);
  const rpc = await startBenchNode({ add: onTestFinished });
  const chain = new BenchChain((method, params) => rpc.call(method, params), await readContracts());
  const lane = await prepareLane(chain, db, rpc, small);
  const abi = chain.abi('Sweeper');
  const data = abi.encodeFunctionData('disableDestination', [lane.treasury]);
  await chain.send({ from: 'deployer', to: lane.sweeper, data });
  // The signer itself would leave them out.
  const { wrong } = await measureLane(lane, { ...small, rounds: 0 }, ['signed']);
  expect(wrong).toEqual(['0 of 4 items of the lane were swept']);
});

const gas: Gas = {
  sweeps: [{ by: 'ours', coin: 'token', turn: 'later', items: 10, perItem: 20_001, totalPerItem: 23_000 }],
  transfer: { perItem: 13_000, totalPerItem: 34_000 },
  wrong: [],
};

test('a lane is compared with the loop that ran right after it', () => {
  const rounds = [
    { lane: 10, bare: 5 },
    { lane: 100, bare: 60 },
    { lane: 20, bare: 2 },
  ];
  const { bars, lane } = sweepFigures(gas, { rounds: { signed: rounds, whole: rounds }, wrong: [] }, small);
  expect(lane.signed).toEqual({ batchesPerMinute: 6, barePerMinute: 24, ratio: 0.5, ratios: [0.1, 0.6] });
  expect(bars.map(isMet)).toEqual([false, true]);
});
