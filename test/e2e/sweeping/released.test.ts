import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditBooks } from '../../../cli/audit/auditBooks.ts';
import type { Resolution } from '../../../db/findings/resolveFinding.ts';
import { resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { readNonce } from '../../../chain/readNonce.ts';
import { resumeLane } from '../../../db/sending/reconcileLane.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { ether, outcomes, planOne, usdt } from './failureWorld.ts';
import { findings } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// The sweeper's owner releases coins of a purse. Once a person has said so, the purse is swept of what is there.
let world: SweepingWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = await world.newCustomer();
});

const zero = `0x${'00'.repeat(20)}`;

/** A purse that was swept once has code that obeys the sweeper; then it gets more. */
async function sweptThenPaid(currency: Currency, first: bigint, later: bigint): Promise<void> {
  await world.deposit(owner, currency, first);
  await sweep();
  await world.deposit(owner, currency, later);
}

async function sweep(): Promise<void> {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
}

async function release(currency: Currency, amount: bigint, to: string): Promise<void> {
  await world.asOwner('release', [owner.address, currency.contract ?? zero, String(amount), to]);
  for (let blocks = 0; blocks < 30; blocks += 1) {
    await world.mine(1);
    if ((await findings(world)).some(one => one.endsWith('final'))) return;
  }
  expect.fail('nothing was found');
}

async function explain(more: Partial<Resolution> = {}): Promise<void> {
  const { db } = world.watcher;
  const { accountId, network } = world.deps;
  const { id } = await db.selectFrom('findings').select('id').executeTakeFirstOrThrow();
  const resolution = { explanation: 'ticket 812', by: 'ann', ...more };
  expect(await resolveFinding(db, accountId, network.code, id, resolution)).toBeDefined();
  const latest = await readNonce(world.deps.rpc, world.sender);
  expect(await resumeLane(db, { chainId: network.chainId, sender: world.sender }, latest)).toBe('resumed');
  await world.mine(1);
}

async function audit() {
  const { db, registry, pool, eth } = world.watcher;
  await bookFees(db, [eth], 100);
  const { checks, verdict } = await auditBooks({ db, registry, poolOf: () => pool });
  return { verdict, differences: checks.flatMap(({ differences }) => differences) };
}
const clean = { verdict: 'clean', differences: [] };

describe('what the sweeper’s owner released', () => {
  it('of a token is booked outside, and the rest is swept', async () => {
    const { usdt: token } = world.watcher;
    await sweptThenPaid(token, 40n * usdt, 30n * usdt);
    const planned = await planOne(world);
    await release(token, 12n * usdt, Wallet.createRandom().address);
    expect(await audit()).toMatchObject({ verdict: 'different', differences: [{ expected: 30n * usdt }] });
    await explain();
    expect(await world.book('outside', token)).toBe(-12n * usdt);
    expect(await audit()).toEqual(clean);
    // It was planned when more was there.
    expect(await world.sign(planned)).toMatchObject({ outcome: 'left_out' });
    expect(await world.settle(planned)).toBe('failed');
    expect([...(await outcomes(world, planned)).values()]).toEqual(['balance']);
    const [next] = await world.plan(await world.person());
    expect(await world.sign(must(next))).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect(await world.settle(must(next))).toBe('completed');
    expect(await world.tokensOf(owner.address)).toBe(0n);
    expect(await world.tokensOf(world.treasury)).toBe(58n * usdt);
    expect(await world.book('custody', token)).toBe(0n);
    expect(await world.plan(await world.person())).toEqual([]);
    expect(await audit()).toEqual(clean);
  });

  it('of the coin to the treasury is booked there; the round finds it once, and what arrives later', async () => {
    const { eth } = world.watcher;
    await sweptThenPaid(eth, ether, ether);
    await release(eth, ether / 4n, world.treasury);
    await explain({ to: world.treasuryId });
    expect(await world.book('treasury', eth)).toBe(-ether - ether / 4n);
    expect(await audit()).toEqual(clean);
    await world.mine(8);
    expect(await findings(world)).toEqual([`native_outflow ${String(ether / 4n)} resolved`]);
    await sweep();
    expect(await world.balanceOf(owner.address)).toBe(0n);
    expect(await world.book('custody', eth)).toBe(0n);
    expect(await audit()).toEqual(clean);
    await world.mine(8);
    expect(await findings(world)).toHaveLength(1);
  });
});
