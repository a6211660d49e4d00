import { beforeEach, expect, it } from 'vitest';
import { matchSweep } from '../../../activities/sweeping/matchSweep.ts';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import { openFindings } from '../../../db/findings/openFindings.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { listUnknown, matchUnknown, resumeLane } from '../../../db/sending/reconcileLane.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import type { Backup } from '../../restore.ts';
import { backUp, restore } from '../../restore.ts';
import { useElsewhere } from '../sending/laneWorld.ts';
import { eventually } from '../testStack.ts';
import { ether, planOne, usdt } from './failureWorld.ts';
import { explainAll, findings, stealFrom } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

let world: SweepingWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.usdt, 40n * usdt);
  await sweep(await planOne(world));
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
});

async function sweep(id: SweepId): Promise<void> {
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
}

/** The database of yesterday is put in the place of today's, and the scanner reads on from there. */
async function goBackTo(yesterday: Backup): Promise<void> {
  await world.watcher.pause();
  await restore(world.watcher.db, yesterday);
  world.watcher.resume({ acceptDeepReorg: false });
  await world.mine(4);
}

const lane = () => ({ chainId: world.deps.network.chainId, sender: world.sender });
const lost = async () => listUnknown(world.watcher.db, lane());

const open = () => openFindings(world.watcher.db, world.deps.accountId, world.deps.network.code);
const books = async () => ({
  custody: await world.book('custody', world.watcher.usdt),
  treasury: await world.book('treasury', world.watcher.usdt),
  outside: await world.book('outside', world.watcher.usdt),
});

const reason = 'the backup was of yesterday';

async function matchNone(): Promise<void> {
  const { hash } = must((await lost())[0]);
  expect(await matchUnknown(world.watcher.db, lane(), { hash, intent: null, reason })).toBe('matched');
}

async function matchTo(sweepId: SweepId) {
  const { db } = world.watcher;
  const { deriver } = world.signing;
  const { hash } = must((await lost())[0]);
  const deps = { db, rpc: world.deps.rpc, deriver, sweeper: world.contracts.sweeper };
  return matchSweep(deps, lane(), { sweepId, hash, reason });
}

/** Whatever is tried, nothing is signed, and the coins of the purse stay moved once. */
async function expectStill(): Promise<void> {
  expect(await world.stopped()).not.toBeNull();
  const sends = await world.sends();
  await world.tend(61_000);
  await world.mine(4);
  expect(await world.sends()).toEqual(sends);
  expect(await world.tokensOf(world.treasury)).toBe(90n * usdt);
}

it('of a sweep that was planned yesterday: the lane stops, a person matches it, and it is booked once', async () => {
  const id = await planOne(world);
  const yesterday = await backUp(world.watcher.db);
  await sweep(id);
  await goBackTo(yesterday);
  expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  expect(await lost()).toMatchObject([{ nonce: 1, succeeded: true }]);
  await expectStill();

  expect(await matchTo(newId('swp'))).toBe('other_sweep');
  expect(await open()).toHaveLength(1);
  expect(await matchTo(id)).toBe('matched');
  // The sweep explains what was found.
  expect(await open()).toEqual([]);
  await world.tend();
  expect(await world.sign(id)).toMatchObject({ outcome: 'ended' });
  expect(await world.settle(id)).toBe('completed');
  expect(await world.items(id)).toEqual(['swept']);
  expect(await books()).toEqual({ custody: 0n, treasury: -90n * usdt, outside: 0n });
  expect(await world.plan()).toEqual([]);
  expect(await world.tokensOf(world.treasury)).toBe(90n * usdt);
});

it('of a sweep that yesterday does not know: the lane stops, and what is planned anew moves nothing', async () => {
  const yesterday = await backUp(world.watcher.db);
  await sweep(await planOne(world));
  await goBackTo(yesterday);
  const again = await planOne(world);
  expect(await world.sign(again)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  // Tokens that left a purse in no transaction that this database knows.
  expect(await open()).toHaveLength(1);
  expect(await resumeLane(world.watcher.db, lane(), 2)).toBe('unmatched');
  await expectStill();

  await matchNone();
  await explainAll(world);
  expect(await world.stopped()).toBeNull();
  await world.mine(1);
  expect(await books()).toEqual({ custody: 0n, treasury: -40n * usdt, outside: -50n * usdt });
  expect(await world.sign(again)).toMatchObject({ outcome: 'left_out' });
  expect(await world.settle(again)).toBe('failed');
  // What is booked as left is not swept again, and cannot be matched any more.
  expect(await world.plan(await world.person())).toEqual([]);
  expect(await world.tokensOf(world.treasury)).toBe(90n * usdt);
});

it('what a person said has left otherwise is not matched to a sweep: it would be booked twice', async () => {
  const id = await planOne(world);
  const yesterday = await backUp(world.watcher.db);
  await sweep(id);
  await goBackTo(yesterday);
  const { accountId, network } = world.deps;
  const said = { explanation: 'the owner released it', by: 'ann' };
  const [found] = await open();
  expect(await resolveFinding(world.watcher.db, accountId, network.code, must(found), said)).toBe(
    'token_outflow',
  );
  expect(await matchTo(id)).toBe('intent_is_over');
  await matchNone();
});

it('of a sweep whose transaction had one of its two items: only that one is booked', async () => {
  const other = await world.newCustomer();
  await world.deposit(other, world.watcher.usdt, 30n * usdt);
  const id = await planOne(world);
  const yesterday = await backUp(world.watcher.db);
  // Without its authorization the first customer's purse could not be swept: the transaction has the other one alone.
  const { db } = world.watcher;
  await db
    .updateTable('sweep_items')
    .set({ floor: baseUnits(10n ** 18n) })
    .where('purse_id', '=', owner.purseId)
    .execute();
  await sweep(id);
  await goBackTo(yesterday);
  expect(await matchTo(id)).toBe('matched');
  await explainAll(world);
  expect(await world.settle(id)).toBe('completed');
  expect((await world.items(id)).toSorted()).toEqual(['skipped not_due', 'swept']);
  expect(await world.book('treasury', world.watcher.usdt)).toBe(-70n * usdt);
  expect(await world.tokensOf(world.treasury)).toBe(70n * usdt);
  expect(await world.plan()).toHaveLength(1);
});

it('of a sweep that was canceled, or that another transaction moved: it is not matched', async () => {
  const id = await planOne(world);
  await world.watcher.db
    .updateTable('sweep_items')
    .set({ amount: baseUnits(49n * usdt) })
    .where('sweep_id', '=', id)
    .execute();
  const yesterday = await backUp(world.watcher.db);
  await world.watcher.db
    .updateTable('sweep_items')
    .set({ amount: baseUnits(50n * usdt) })
    .where('sweep_id', '=', id)
    .execute();
  await sweep(id);
  await goBackTo(yesterday);
  expect(await matchTo(id)).toBe('other_sweep');
  await world.watcher.db
    .updateTable('sweep_items')
    .set({ amount: baseUnits(50n * usdt) })
    .where('sweep_id', '=', id)
    .execute();
  await world.watcher.db.transaction().execute(trx => cancelSweep(trx, world.deps.accountId, id));
  expect(await matchTo(id)).toBe('intent_is_over');
  expect(await lost()).toHaveLength(1);
});

it('a sweep whose nonce went to a transaction that is none of ours fails, and its deposits are swept anew', async () => {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await useElsewhere(world);
  await world.mine(4);
  expect(await world.stopped()).toBe('unknown_transaction');
  await matchNone();
  expect(await world.settle(id)).toBe('failed');
  expect(await world.items(id)).toEqual(['skipped reverted']);
  expect(await resumeLane(world.watcher.db, lane(), 2)).toBe('resumed');
  const [again] = await world.plan(await world.person());
  await sweep(must(again));
  expect(await world.tokensOf(world.treasury)).toBe(90n * usdt);
});

it('of a sweep of the network’s own coin: the balance that lacks it is explained by the sweep, and what is stolen later is found', async () => {
  const { eth } = world.watcher;
  const other = await world.newCustomer();
  await world.deposit(other, eth, 5n * ether);
  const sweeps = await world.plan();
  const yesterday = await backUp(world.watcher.db);
  for (const id of sweeps) await sweep(id);
  expect(await world.book('treasury', eth)).toBe(-5n * ether);
  await goBackTo(yesterday);
  const missing = async () => (await findings(world)).filter(line => line.startsWith('native_outflow'));
  await eventually('the round misses the coins', async () => (await missing()).length > 0);
  await world.mine(4);
  for (const id of sweeps) expect(await matchTo(id)).toBe('matched');
  await world.mine(4);
  expect(await open()).toEqual([]);
  for (const id of sweeps) expect(await world.settle(id)).toBe('completed');
  expect(await world.book('treasury', eth)).toBe(-5n * ether);
  expect(await world.book('outside', eth)).toBe(0n);
  expect(await world.book('custody', eth)).toBe(0n);

  await world.deposit(other, eth, 2n * ether);
  await stealFrom(world, other, { to: world.payee, value: ether });
  await world.mine(4);
  await eventually('the theft is found', async () => (await missing()).length > 1);
});
