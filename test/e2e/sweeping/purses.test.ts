import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import {
  blacklist,
  customersWith,
  ether,
  installEarly,
  outcomes,
  planOne,
  poison,
  usdt,
  withNode,
} from './failureWorld.ts';
import { explainAll } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// One purse's trouble is never another purse's.
let world: SweepingWorld;
beforeEach(async () => {
  world = await startSweepingWorld();
});

const stateOf = async ({ address }: Owner): Promise<string> => {
  const { state } = await world.watcher.db
    .selectFrom('sweep_authorizations')
    .select('state')
    .where('authority', '=', address)
    .executeTakeFirstOrThrow();
  return state;
};
const swept = (owners: readonly Owner[]) => owners.map(({ address }) => [address, 'swept'] as const);
const setNonce = (owner: Owner, nonce: number) =>
  world.anvil.request('anvil_setNonce', [owner.address, `0x${nonce.toString(16)}`]);

describe('in a batch of ten', () => {
  it('a purse whose authorization is stale is left out when a person has explained it, and the nine are swept', async () => {
    const [stale, ...nine] = await customersWith(world, 10, ether);
    await setNonce(must(stale), 1);
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await explainAll(world)).toBe(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await outcomes(world, id)).toEqual(new Map([[stale?.address, 'not_authorized'], ...swept(nine)]));
    expect(await world.balanceOf(world.treasury)).toBe(9n * ether);
    expect(await stateOf(must(stale))).toBe('stale');
    // It is planned again by name only.
    expect(await world.plan()).toEqual([]);
  });

  it('a purse whose authorization becomes stale while the batch is on its way is skipped, and the nine are swept', async () => {
    const [stale, ...nine] = await customersWith(world, 10, ether);
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await setNonce(must(stale), 1);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await outcomes(world, id)).toEqual(new Map([[stale?.address, 'code'], ...swept(nine)]));
    expect(await world.balanceOf(must(stale).address)).toBe(ether);
    expect(await world.book('treasury', world.watcher.eth)).toBe(-9n * ether);
  });

  it('a purse with foreign code is left out when a person has explained it, whatever a call says, and the nine are swept', async () => {
    const [foreign, ...nine] = await customersWith(world, 10, ether);
    await world.anvil.request('anvil_setCode', [foreign?.address, `0xef0100${'11'.repeat(20)}`]);
    const id = await planOne(world);
    const agrees = withNode(world, async (method, params) => {
      const [call] = params as readonly { readonly gas?: string }[];
      // The call of one item; the others have no gas of their own.
      return method === 'eth_call' && call?.gas !== undefined ? '0x' : world.deps.rpc.call(method, params);
    });
    expect(await world.sign(id, agrees)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await explainAll(world)).toBe(1);
    expect(await world.sign(id, agrees)).toMatchObject({ outcome: 'sent' });
    expect(
      await world.watcher.db
        .selectFrom('sweep_signed_items')
        .select('dropped_reason')
        .where('batch_index', 'is', null)
        .execute(),
    ).toEqual([{ dropped_reason: 'code' }]);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await outcomes(world, id)).toEqual(new Map([[foreign?.address, 'code'], ...swept(nine)]));
  });
});

describe('a token that refuses one purse', () => {
  async function twoWithTokens() {
    const [listed, other] = [await world.newCustomer(), await world.newCustomer()];
    for (const owner of [listed, other]) await world.deposit(owner, world.watcher.usdt, 30n * usdt);
    await world.deposit(listed, world.watcher.eth, ether);
    const id = await planOne(world);
    return { listed, other, id };
  }

  it('before the batch is signed has that item left out: nothing is paid for it, and all others go', async () => {
    const { listed, other, id } = await twoWithTokens();
    await blacklist(world, listed.address);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect((await world.items(id)).toSorted()).toEqual(['skipped refused', 'swept', 'swept']);
    const left = await world.watcher.db
      .selectFrom('sweep_signed_items')
      .select('dropped_reason')
      .where('batch_index', 'is', null)
      .execute();
    expect(left).toEqual([{ dropped_reason: 'refused' }]);
    expect(await world.tokensOf(listed.address)).toBe(30n * usdt);
    expect(await world.tokensOf(other.address)).toBe(0n);
    expect(await world.balanceOf(listed.address)).toBe(0n);
  });

  it('after that is skipped by the sweeper, and takes no other with it', async () => {
    const { listed, other, id } = await twoWithTokens();
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await blacklist(world, listed.address);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect((await world.items(id)).toSorted()).toEqual(['skipped refused', 'swept', 'swept']);
    expect(await world.tokensOf(listed.address)).toBe(30n * usdt);
    expect(await world.tokensOf(other.address)).toBe(0n);
    expect(await world.book('treasury', world.watcher.usdt)).toBe(-30n * usdt);
  });
});

describe('an authorization that a stranger uses first', () => {
  it('leaves the coins where they are, and the purse is swept without it', async () => {
    const [owner] = await customersWith(world, 1, ether);
    await installEarly(world, must(owner));
    await world.mine(1);
    expect(await world.balanceOf(must(owner).address)).toBe(ether);
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await stateOf(must(owner))).toBe('used');
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
  });

  it('while the sweep is on its way changes nothing', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.anvil.request('anvil_dropAllTransactions', []);
    await installEarly(world, must(owner));
    await world.mine(1);
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
  });

  it('and that a reorg gives back can be used after all', async () => {
    const [owner] = await customersWith(world, 1, ether);
    await installEarly(world, must(owner));
    await world.mine(1);
    const id = await planOne(world);
    await world.setBalance(world.sender, 1n);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'balance_too_low' });
    expect(await stateOf(must(owner))).toBe('used');
    await world.anvil.reorg(1);
    await world.mine(1);
    await world.setBalance(world.sender, 1n);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting' });
    expect(await stateOf(must(owner))).toBe('unused');
    await world.setBalance(world.sender, ether);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await stateOf(must(owner))).toBe('in_flight');
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.items(id)).toEqual(['swept']);
  });
});

it('an authorization that a node once called stale by mistake is used when a person asks by name', async () => {
  const [owner] = await customersWith(world, 1, ether);
  const id = await planOne(world);
  const lying = withNode(world, async (method, params) => {
    const isOfPurse = method === 'eth_getTransactionCount' && params[0] === owner?.address;
    return isOfPurse ? '0x7' : world.deps.rpc.call(method, params);
  });
  expect(await world.sign(id, lying)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  expect(await explainAll(world)).toBe(1);
  expect(await world.sign(id, lying)).toEqual({ outcome: 'left_out' });
  expect(await world.settle(id)).toBe('failed');
  expect(await stateOf(must(owner))).toBe('stale');
  const again = must((await world.plan(await world.person()))[0]);
  expect(await world.sign(again)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(again)).toBe('completed');
});

it('transfers of nothing out of a purse disturb nothing', async () => {
  const owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.usdt, 30n * usdt);
  const { contract } = world.watcher.usdt;
  const stranger = Wallet.createRandom();
  await world.setBalance(stranger.address, ether);
  const data = poison(owner.address, stranger.address);
  const { rpcUrl, faucetKey } = world.anvil;
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await sendTransaction({ rpcUrl, key: stranger.privateKey, to: must(contract ?? undefined), data });
  await pay({ rpcUrl, key: faucetKey, to: owner.address, currency: world.watcher.usdt, amount: 30n * usdt });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
  expect(await world.stopped()).toBeNull();
  const next = await planOne(world);
  expect(await world.sign(next)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(next)).toBe('completed');
  expect(await world.tokensOf(world.treasury)).toBe(60n * usdt);
});
