import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { endSweep } from '../../../db/sweeping/endSweep.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { must } from '../fixtures.ts';
import { reverse } from '../payments.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, payThroughSession, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

// Coins that were moved for a deposit which then left the chain count for others of the purse (rules of money, 14).
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
let owner: Owner;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
  owner = await world.newCustomer();
  await moveForNothing();
});
afterAll(() => database.drop());

const end = (id: SweepId) =>
  database.db
    .transaction()
    .execute(trx => endSweep(trx, { id }, 'completed', null, () => ({ status: 'swept' })));

/** A deposit is swept, and its block leaves the chain: the sweep moved other coins of the purse. */
async function moveForNothing(): Promise<void> {
  const id = await world.credited(owner, enough);
  await end(must((await world.plan()).sweepIds[0]));
  await reverse(database.db, id);
}

const amounts = async (id: SweepId | undefined): Promise<readonly bigint[]> =>
  (await world.items(must(id))).map(({ amount }) => amount);

it('a deposit that is no more than that stays: its coins are at the treasury', async () => {
  await world.credited(owner, enough);
  expect(await world.plan()).toEqual({ sweepIds: [], left: [`shortfall ETH 1 ${String(enough)}`] });
});

it('of more, the rest is swept, once, and later deposits are swept whole', async () => {
  await world.credited(owner, enough);
  await world.credited(owner, 2n * enough);
  const { sweepIds } = await world.plan();
  expect(await amounts(sweepIds[0])).toEqual([2n * enough]);
  await end(must(sweepIds[0]));
  expect(await world.plan()).toEqual({ sweepIds: [], left: [] });
  await world.credited(owner, 5n * enough);
  expect(await amounts((await world.plan()).sweepIds[0])).toEqual([5n * enough]);
});

it('of two items of the purse the first moves less', async () => {
  const own = await world.newDestination();
  const id = await world.credited(owner, 3n * enough);
  await payThroughSession(database.db, owner, own.address, [id]);
  await world.credited(owner, 4n * enough);
  const first = await world.plan();
  expect(new Set(await amounts(first.sweepIds[0]))).toEqual(new Set([2n * enough, 4n * enough]));
  await end(must(first.sweepIds[0]));
  expect(await world.plan()).toEqual({ sweepIds: [], left: [] });
});

it('a small first group takes its part alone, and the rest is taken from the next', async () => {
  const own = await world.newDestination();
  const half = enough / 2n;
  const id = await world.credited(owner, half);
  await payThroughSession(database.db, owner, own.address, [id]);
  await world.credited(owner, 4n * enough);
  const planned = await world.plan({ requestedBy: world.person });
  expect(await amounts(planned.sweepIds[0])).toEqual([3n * enough + half]);
  expect(planned.left).toEqual([`shortfall ETH 1 ${String(half)}`]);
});

it('other purses and currencies are swept whole', async () => {
  await world.credited(owner, 50_000_000n, 'USDT_ETH');
  await world.credited(await world.newCustomer(), enough);
  const all = await amounts((await world.plan()).sweepIds[0]);
  expect(new Set(all)).toEqual(new Set([50_000_000n, enough]));
});

it('what waits for that goes with the next deposit, and is then swept, too', async () => {
  const waiting = await world.credited(owner, enough);
  expect((await world.plan({ requestedBy: world.person })).sweepIds).toEqual([]);
  await world.credited(owner, enough);
  const planned = must((await world.plan()).sweepIds[0]);
  expect(await amounts(planned)).toEqual([enough]);
  const { swept_in } = await database.db
    .selectFrom('transactions')
    .select('swept_in')
    .where('id', '=', waiting)
    .executeTakeFirstOrThrow();
  expect(swept_in).toBe(planned);
});
