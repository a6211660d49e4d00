import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPlanRound } from '../../../activities/sweeping/planRound.ts';
import { measureSweeps } from '../../../db/sweeping/measureSweeps.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import type { TestScan } from '../fixtures.ts';
import { network } from '../fixtures.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

// Credited money that no active destination gets: told once a day.
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
  for (const amount of [enough, 2n * enough]) await world.credited(await world.newCustomer(), amount);
});
afterAll(() => database.drop());

/** What the planner does, with the rights that it has. */
const rounds = (count = 1) =>
  asMemberOf(database, 'purser_worker', db => {
    const planRound = createPlanRound({ db, registry, poolOf: () => expect.fail('nobody asks a node') });
    return Promise.all(Array.from({ length: count }, () => planRound({ network: network.code })));
  });
const setTreasury = (isSet: boolean) =>
  isSet
    ? database.db
        .insertInto('treasuries')
        .values({
          account_id: world.accountId,
          network: network.code,
          destination_id: world.treasury.id,
        })
        .execute()
    : database.db.deleteFrom('treasuries').where('account_id', '=', world.accountId).execute();
const told = () =>
  database.db
    .selectFrom('events')
    .select(['type', 'resource_type', 'resource_id', 'resource_version', 'data'])
    .where('account_id', '=', world.accountId)
    .where('type', '=', 'SENDING_PAUSED')
    .orderBy('position')
    .execute();
const pass = (interval: string) =>
  sql`update missing_destinations set told_at = told_at - ${interval}::interval`.execute(database.db);
const isWaiting = async () => {
  const rows = database.db.selectFrom('missing_destinations').select('since');
  const row = await rows.where('account_id', '=', world.accountId).executeTakeFirst();
  return row !== undefined && row.since !== null;
};

it('is told with what waits, once, however many planners look', async () => {
  await setTreasury(false);
  await rounds(3);
  await rounds();
  expect(await told()).toEqual([
    {
      ...{ type: 'SENDING_PAUSED', resource_type: 'account', resource_id: world.accountId },
      resource_version: 1,
      data: {
        ...{ network: network.code, chainId: network.chainId, findingId: null, allNetworks: false },
        ...{ reason: 'no_destination', waiting: [{ currency: 'ETH', purses: 2, amount: '0.06' }] },
      },
    },
  ]);
  expect(await isWaiting()).toBe(true);
  expect((await measureSweeps(database.db))[0]).toMatchObject({ homeless: 1 });
});

it('is told again after a day, and not before', async () => {
  await setTreasury(false);
  await rounds();
  await pass('23 hours 59 minutes');
  await rounds();
  expect(await told()).toHaveLength(1);
  await pass('2 minutes');
  await rounds(2);
  expect((await told()).map(one => one.resource_version)).toEqual([1, 2]);
});

it('ends with a destination, and is not told twice a day if it begins anew', async () => {
  await setTreasury(false);
  await rounds();
  await setTreasury(true);
  await rounds();
  // What is planned is claimed; the next look sees that nothing waits.
  expect(await isWaiting()).toBe(false);
  await setTreasury(false);
  await world.credited(await world.newCustomer(), enough);
  await rounds();
  expect(await isWaiting()).toBe(true);
  expect(await told()).toHaveLength(1);
});

it('is not told of money that has a destination', async () => {
  await rounds();
  expect(await told()).toEqual([]);
  expect(await isWaiting()).toBe(false);
});
