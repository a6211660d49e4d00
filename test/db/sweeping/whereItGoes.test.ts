import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { TestScan } from '../fixtures.ts';
import { address, must } from '../fixtures.ts';
import { says } from '../destinations/destinationWorld.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, payThroughSession, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

// Where sweeps go (rules of money, 11): to the form's receiver if it is an active destination, else to the treasury.
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
});
afterAll(() => database.drop());

/** Where a deposit goes whose session had this receiver. */
async function goesTo(receiver: string | null): Promise<string> {
  const owner = await world.newCustomer();
  const id = await world.credited(owner, enough);
  await payThroughSession(database.db, owner, receiver, [id]);
  const { sweepIds, left } = await world.plan();
  const [sweepId] = sweepIds;
  if (sweepId === undefined) return left.join();
  return must((await world.items(sweepId))[0]).destination;
}

const upper = (given: string): string => `0x${given.slice(2).toUpperCase()}`;

it('a form’s receiver that is an active destination gets what its sessions were paid', async () => {
  const own = await world.newDestination();
  expect(await goesTo(upper(own.address))).toBe(own.address);
  expect(await goesTo(null)).toBe(world.treasury.address);
});

it('a receiver that is the treasury, too, has one item with what no form named', async () => {
  const owner = await world.newCustomer();
  const id = await world.credited(owner, enough);
  await payThroughSession(database.db, owner, world.treasury.address, [id]);
  await world.credited(owner, 2n * enough);
  const { sweepIds } = await world.plan();
  const items = await world.items(must(sweepIds[0]));
  expect(items.map(({ amount }) => amount)).toEqual([3n * enough]);
});

it('a receiver that is no destination leaves it to the treasury', async () => {
  expect(await goesTo(upper(address()))).toBe(world.treasury.address);
});

it('a receiver that is a quarantine leaves it to the treasury', async () => {
  const own = await world.newDestination();
  await sql`update destinations set kind = 'quarantine' where id = ${own.id}`.execute(database.db);
  expect(await goesTo(own.address)).toBe(world.treasury.address);
});

it('a treasury that is a quarantine, or that nobody named, gets nothing', async () => {
  const left = `no_destination ETH 1 ${String(enough)}`;
  await sql`update destinations set kind = 'quarantine' where id = ${world.treasury.id}`.execute(database.db);
  expect(await goesTo(null)).toBe(left);
  const another = await startPlannerWorld(database.db, scan);
  await database.db.deleteFrom('treasuries').where('account_id', '=', another.accountId).execute();
  world = another;
  expect(await goesTo(null)).toBe(left);
});

it('a destination that our books disabled gets nothing', async () => {
  const own = await world.newDestination();
  await sql`update destinations set disabled_at = now() where id = ${own.id}`.execute(database.db);
  expect(await goesTo(own.address)).toBe(world.treasury.address);
});

it('a destination that a block disabled gets nothing, although the block is not final', async () => {
  const own = await world.newDestination();
  await scan.commit({ destinations: [says('disabled', world.contract, own.address)] });
  expect(await goesTo(own.address)).toBe(world.treasury.address);
});

it('a destination that is proposed and not active yet gets nothing', async () => {
  const own = await world.newDestination();
  await sql`update destination_events set active_at = '2100-01-01' where address = ${own.address}`.execute(
    database.db,
  );
  expect(await goesTo(own.address)).toBe(world.treasury.address);
});

it('deposits of one purse that go to two destinations are two items of one sweep', async () => {
  const own = await world.newDestination();
  const owner = await world.newCustomer();
  const id = await world.credited(owner, enough);
  await world.credited(owner, 2n * enough);
  await payThroughSession(database.db, owner, own.address, [id]);
  const { sweepIds } = await world.plan();
  expect(sweepIds).toHaveLength(1);
  const items = await world.items(must(sweepIds[0]));
  expect(new Map(items.map(({ destination, amount }) => [destination, amount]))).toEqual(
    new Map([
      [own.address, enough],
      [world.treasury.address, 2n * enough],
    ]),
  );
});
