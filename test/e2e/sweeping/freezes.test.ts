import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { createPlanRound } from '../../../activities/sweeping/planRound.ts';
import { surveySweeps } from '../../../db/sweeping/planSweeps.ts';
import type { Registry } from '../../../domain/registry.ts';
import { asMemberOf } from '../../db/asMemberOf.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { payThroughSession } from '../../db/sweeping/plannerWorld.ts';
import { ether, freeze, freezeView, usdt } from './failureWorld.ts';
import { told } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// A token's issuer freezes a destination. As USDT does, the token takes what is sent to it all the same, and it stays there.
let world: SweepingWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.usdt, 40n * usdt);
});

function withView(view: string): Registry {
  const { registry, usdt: token } = world.watcher;
  const currencies = registry.currencies.map(one =>
    one.code === token.code ? { ...one, freezeView: view } : one,
  );
  return { ...registry, currencies };
}

/** What the planner does, when nobody else holds a deposit. */
async function round(view = freezeView): Promise<void> {
  const { db, database, pool } = world.watcher;
  await db
    .transaction()
    .execute(trx => sql`select from transactions order by id for no key update`.execute(trx));
  await asMemberOf(database, 'purser_worker', worker =>
    createPlanRound({ db: worker, registry: withView(view), poolOf: () => pool })({
      network: world.deps.network.code,
    }),
  );
}

const planned = async () => {
  const rows = await world.watcher.db
    .selectFrom('sweep_items')
    .select(['currency', 'destination'])
    .orderBy('currency')
    .execute();
  return rows.map(({ currency, destination }) => `${currency} ${destination}`);
};

/** What a person who asks by name is told. */
async function left() {
  const { db, registry } = world.watcher;
  const wish = {
    accountId: world.deps.accountId,
    network: world.deps.network.code,
    requestedBy: await world.person(),
  };
  return (await surveySweeps(db, registry, wish)).left;
}

it('nothing of that token is planned to it, which is told once; all else goes on', async () => {
  const { usdt: token, eth, db } = world.watcher;
  const own = await world.newDestination();
  const [other, third] = [await world.newCustomer(), await world.newCustomer()];
  await world.deposit(other, eth, ether);
  await world.deposit(third, token, 50n * usdt);
  const { id } = await db
    .selectFrom('transactions')
    .select('id')
    .where('purse_id', '=', third.purseId)
    .executeTakeFirstOrThrow();
  await payThroughSession(db, third, own.address, [id]);
  await freeze(world, world.treasury);
  await round();
  await round();
  expect(await planned()).toEqual(
    [`${eth.code} ${world.treasury}`, `${token.code} ${own.address}`].toSorted(),
  );
  expect(await left()).toContainEqual({
    ...{ reason: 'destination_frozen', currency: token.code, purses: 1, amount: 40n * usdt },
  });
  const about = { network: world.deps.network.code, currency: token.code, destinationId: world.treasuryId };
  const paused = {
    type: 'SENDING_PAUSED',
    data: { ...about, reason: 'destination_frozen', findingId: null },
  };
  expect(await told(world)).toMatchObject([paused]);

  await freeze(world, null);
  await round();
  await round();
  expect(await told(world)).toMatchObject([paused, { type: 'SENDING_RESUMED', data: about }]);
  const all = await planned();
  expect(all.filter(one => one === `${token.code} ${world.treasury}`)).toHaveLength(1);
  const versions = await db
    .selectFrom('events')
    .select('resource_version')
    .where('resource_id', '=', world.treasuryId)
    .orderBy('position')
    .execute();
  // The first is that of DESTINATION_CREATED, which the API tells.
  expect(versions.map(one => one.resource_version)).toEqual([2, 3, 4]);
});

it('no simulation shows it: what was planned before is sent there', async () => {
  const [id] = await world.plan();
  await freeze(world, world.treasury);
  expect(await world.sign(must(id))).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(must(id))).toBe('completed');
  expect(await world.tokensOf(world.treasury)).toBe(40n * usdt);
});

it('a token that has no such list changes nothing: neither does it freeze, nor does it end a freeze', async () => {
  await freeze(world, world.treasury);
  await round();
  await round('isFrozen(address)');
  expect(await planned()).toEqual([]);
  expect(await told(world)).toHaveLength(1);
  await world.watcher.db.deleteFrom('frozen_destinations').execute();
  await round('isFrozen(address)');
  expect(await planned()).toEqual([`${world.watcher.usdt.code} ${world.treasury}`]);
});
