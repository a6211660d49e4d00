import { beforeEach, expect, it } from 'vitest';
import { matchSweep } from '../../../activities/sweeping/matchSweep.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { openFindings } from '../../../db/findings/openFindings.ts';
import { listUnknown } from '../../../db/sending/reconcileLane.ts';
import type { DestinationId, SweepId } from '../../../domain/ids.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import { must } from '../../db/fixtures.ts';
import type { Backup } from '../../restore.ts';
import { backUp, restore } from '../../restore.ts';
import type { TransferWorld } from './transferWorld.ts';
import { clean, startTransferWorld } from './transferWorld.ts';

const usdt = 1_000_000n;
let world: TransferWorld;
let owner: Owner;
let swept: SweepId;
beforeEach(async () => {
  world = await startTransferWorld();
  owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  swept = await world.planOne();
});

/** The database of yesterday is put in the place of today's, and the scanner reads on from there. */
async function goBackTo(yesterday: Backup): Promise<void> {
  await world.watcher.pause();
  await restore(world.watcher.db, yesterday);
  world.watcher.resume({ acceptDeepReorg: false });
  await world.mine(4);
}

const books = async () => ({
  custody: await world.book('custody', world.watcher.usdt),
  treasury: await world.book('treasury', world.watcher.usdt),
  outside: await world.book('outside', world.watcher.usdt),
});

/** A person explains what is open; `to` got the tokens that left. */
async function explainAll(to?: DestinationId): Promise<void> {
  const { db } = world.watcher;
  const { accountId, network } = world.deps;
  for (const id of await openFindings(db, accountId, network.code)) {
    const { kind } = await db
      .selectFrom('findings')
      .select('kind')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const said = { explanation: 'the lost sweep', by: 'ann', ...(to && kind === 'token_outflow' && { to }) };
    await resolveFinding(db, accountId, network.code, id, said);
  }
  await world.mine(1);
}

it('what the operator paid for gas is nobody’s deposit, though yesterday does not know of the payment', async () => {
  // So that the operator has a lane.
  await world.sign(swept);
  await world.mine(4);
  const other = await world.newCustomer();
  await world.deposit(other, world.watcher.usdt, 60n * usdt);
  const [id] = await world.plan();
  const yesterday = await backUp(world.watcher.db);
  await world.sign(must(id));
  await world.mine(4);
  expect(await world.topUps()).toHaveLength(2);
  await goBackTo(yesterday);
  expect(await world.topUps()).toHaveLength(1);
  expect(await world.balanceOf(other.address)).toBeGreaterThan(0n);
  expect(await world.watcher.credited(other, world.watcher.eth)).toBe(0n);
  expect(await world.watcher.credited(owner, world.watcher.eth)).toBe(0n);
  const ofCoin = world.watcher.db
    .selectFrom('transactions')
    .select('id')
    .where('currency', '=', 'ETH' as never);
  expect(await ofCoin.execute()).toEqual([]);
  expect(await world.stopped()).toBe('unknown_transaction');
});

it('a purse’s sweep that yesterday still plans is matched by what it moved, and booked once', async () => {
  expect(await world.finish(swept)).toBe('completed');
  await world.deposit(owner, world.watcher.usdt, 30n * usdt);
  const id = await world.planOne();
  // What is left of the first payment is not enough.
  expect(await world.sign(id)).toMatchObject({ reason: 'purse_under_way' });
  await world.mine(4);
  const yesterday = await backUp(world.watcher.db);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
  await goBackTo(yesterday);
  expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });

  const { db } = world.watcher;
  // What the purse paid for the gas of the lost transaction.
  const missing = db.selectFrom('findings').select('id').where('kind', '=', 'native_outflow');
  await eventually('the round misses the gas', async () => (await missing.execute()).length > 0);
  await world.mine(4);
  const lane = { chainId: world.deps.network.chainId, sender: owner.address };
  const { hash } = must((await listUnknown(db, lane))[0]);
  const deps = { db, rpc: world.deps.rpc, deriver: world.signing.deriver, sweeper: null };
  const match = { hash, reason: 'the backup was of yesterday' };
  expect(await matchSweep(deps, lane, { ...match, sweepId: swept })).toBe('other_sweep');
  expect(await matchSweep(deps, lane, { ...match, sweepId: id })).toBe('matched');
  await explainAll();
  expect(await world.settle(id)).toBe('completed');
  expect(await books()).toEqual({ custody: 0n, treasury: -80n * usdt, outside: 0n });
  expect(await world.tokensOf(world.treasury)).toBe(80n * usdt);
  expect(await world.audit()).toEqual(clean);
});

it('a purse’s first transaction, which yesterday does not know, is booked as what the treasury got', async () => {
  await world.sign(swept);
  await world.mine(4);
  const yesterday = await backUp(world.watcher.db);
  expect(await world.sign(swept)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  await goBackTo(yesterday);
  expect(await world.sign(swept)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  await explainAll(world.treasuryId);
  expect(await books()).toEqual({ custody: 0n, treasury: -50n * usdt, outside: 0n });
  expect(await world.sign(swept)).not.toMatchObject({ outcome: 'sent' });
  expect(await world.tokensOf(world.treasury)).toBe(50n * usdt);
});
