import { Interface } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SweepSigningDeps } from '../../../activities/sweeping/deps.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import { gwei } from '../sending/laneWorld.ts';
import { customersWith, ether, planOne, withNode } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

let world: SweepingWorld;
beforeEach(async () => {
  world = await startSweepingWorld();
});

const sweepRow = () =>
  world.watcher.db
    .selectFrom('sweeps')
    .select(['status', 'waiting_code'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
const eventTypes = async (): Promise<readonly string[]> => {
  const rows = await world.watcher.db
    .selectFrom('events')
    .select('type')
    .where('resource_type', '=', 'sweep')
    .orderBy('position')
    .execute();
  return rows.map(({ type }) => type);
};
const finish = async (id: Parameters<SweepingWorld['settle']>[0]) => {
  await world.mine(4);
  return world.settle(id);
};

describe('a sweep that cannot be sent', () => {
  it('for want of gas waits without a nonce, and is sent when gas comes', async () => {
    await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.setBalance(world.sender, 10n ** 12n);
    const told: unknown[] = [];
    const sign = () => world.sign(id, { onSigned: signed => told.push(signed) });
    expect(await sign()).toMatchObject({ outcome: 'waiting', reason: 'balance_too_low' });
    expect(await sweepRow()).toEqual({ status: 'planned', waiting_code: 'balance_too_low' });
    expect(await world.sends()).toEqual([]);
    expect(told).toEqual([]);
    await world.setBalance(world.sender, ether);
    const sent = await sign();
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(told).toMatchObject([{ sweepId: id, nonce: 0, hash: sent.outcome === 'sent' && sent.hash }]);
    await sign();
    expect(told).toHaveLength(1);
    expect(await sweepRow()).toEqual({ status: 'sent', waiting_code: null });
    expect(await finish(id)).toBe('completed');
  });

  it('as the price is above the cap waits, and is sent when it falls', async () => {
    await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.setBaseFee(1000n * gwei);
    await world.mine(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'price_above_cap' });
    expect(await world.sends()).toEqual([]);
    await world.setBaseFee(gwei);
    await world.mine(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await finish(id)).toBe('completed');
  });

  it('as the sweeper is paused, or does not know the key, waits and costs nothing', async () => {
    await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.asOwner('pause', []);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'sweeper_paused' });
    await world.asOwner('unpause', []);
    await world.asOwner('removeOperator', [world.sender]);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'not_an_operator' });
    expect(await world.sends()).toEqual([]);
    await world.asOwner('addOperator', [world.sender]);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await finish(id)).toBe('completed');
  });

  it('as there is no code at the sweeper waits: a transaction to nowhere succeeds and moves nothing', async () => {
    await customersWith(world, 1, ether);
    const id = await planOne(world);
    const code = await world.anvil.request('eth_getCode', [world.contracts.sweeper, 'latest']);
    await world.anvil.request('anvil_setCode', [world.contracts.sweeper, '0x']);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'sweeper_not_deployed' });
    await world.anvil.request('anvil_setCode', [world.contracts.sweeper, code]);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  });
});

describe('a batch that reverts as a whole', () => {
  it('as the sweeper was paused meanwhile moves nothing; its deposits wait for another', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.anvil.request('anvil_dropAllTransactions', []);
    await world.asOwner('pause', []);
    expect(await world.tend()).toEqual(['broadcast 0']);
    expect(await finish(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped reverted']);
    expect(await world.balanceOf(owner?.address ?? '')).toBe(ether);
    expect(await world.book('treasury', world.watcher.eth)).toBe(0n);
    await world.asOwner('unpause', []);
    const [again] = await world.plan(await world.person());
    // The delegation stays although the batch was reverted (EIP-7702), so no authorization is needed.
    expect(await world.sign(again ?? id)).toMatchObject({ outcome: 'sent' });
    expect(await finish(again ?? id)).toBe('completed');
  });
});

describe('a sweep whose items would all move nothing', () => {
  it('has failed, is told once, and takes no nonce', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.setBalance(owner?.address ?? '', 1n);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.settle(id)).toBe('failed');
    expect(await world.sign(id)).toEqual({ outcome: 'ended' });
    expect(await world.items(id)).toEqual(['skipped balance']);
    expect(await eventTypes()).toEqual(['SWEEP_FAILED']);
    expect(await world.sends()).toEqual([]);
  });

  it('stays so, although a signer judges otherwise before that is booked', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.setBalance(owner?.address ?? '', 1n);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    await world.setBalance(owner?.address ?? '', ether);
    await expect(world.sign(id)).rejects.toMatchObject({ type: 'temporarily_unavailable' });
    expect(await world.sends()).toEqual([]);
    expect(await world.settle(id)).toBe('failed');
  });
});

describe('signers', () => {
  it('that sign at once send once', async () => {
    await customersWith(world, 2, ether);
    const id = await planOne(world);
    const sent = await Promise.allSettled(Array.from({ length: 6 }, () => world.sign(id)));
    const hashes = sent.flatMap(one =>
      one.status === 'fulfilled' && one.value.outcome === 'sent' ? [one.value.hash] : [],
    );
    expect(new Set(hashes).size).toBe(1);
    expect(await world.sends()).toMatchObject([{ nonce: 0, intent: id, attempts: 1 }]);
    expect(await finish(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(2n * ether);
  });

  it('that crash between the disk and the node leave bytes that are sent later', async () => {
    await customersWith(world, 1, ether);
    const id = await planOne(world);
    const cut = withNode(world, async (method, params) => {
      if (method === 'eth_sendRawTransaction') throw new Error('power cut');
      return world.deps.rpc.call(method, params);
    });
    await expect(world.sign(id, cut)).rejects.toThrow('power cut');
    expect(await world.settle(id)).toBe('sent');
    expect(await world.sign(id)).toEqual({ outcome: 'ended' });
    expect(await world.tend()).toEqual(['broadcast 0']);
    expect(await finish(id)).toBe('completed');
  });
});

describe('a node that lies in eth_call', () => {
  const sweepItem = 'sweepItem((address,address,uint256,uint256,address))';
  const selector = new Interface([`function ${sweepItem}`]).getFunction('sweepItem')?.selector ?? '';
  const lying = (lie: Rpc['call']): Partial<SweepSigningDeps> =>
    withNode(world, async (method, params) => {
      const [call] = params as readonly { readonly data?: string }[];
      const isAsked = method === 'eth_call' && call?.data?.startsWith(selector) === true;
      return isAsked ? lie(method, params) : world.deps.rpc.call(method, params);
    });

  it('that all is well has the sweeper skip what it must', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    await world.setBalance(owner?.address ?? '', ether - 1n);
    expect(
      await world.sign(
        id,
        lying(() => Promise.resolve('0x')),
      ),
    ).toMatchObject({ outcome: 'sent' });
    expect(await finish(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped balance']);
    expect(await eventTypes()).toEqual(['SWEEP_FAILED']);
  });

  it('that nothing would move has the sweep wait its turn, and no coins move', async () => {
    const [owner] = await customersWith(world, 1, ether);
    const id = await planOne(world);
    const skipped = new Interface(['error Skipped(uint8)']).encodeErrorResult('Skipped', [4]);
    const lie = () => Promise.reject(new RpcRefusal('own eth_call', 3, 'execution reverted', skipped));
    expect(await world.sign(id, lying(lie))).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.plan()).toEqual([]);
    expect(await world.balanceOf(owner?.address ?? '')).toBe(ether);
  });

  it('or takes no state overrides, is not believed: the sweeper itself decides', async () => {
    await customersWith(world, 2, ether);
    const id = await planOne(world);
    const code = new Interface(['error Skipped(uint8)']).encodeErrorResult('Skipped', [2]);
    const lie = () => Promise.reject(new RpcRefusal('own eth_call', 3, 'execution reverted', code));
    expect(await world.sign(id, lying(lie))).toMatchObject({ outcome: 'sent' });
    expect(await finish(id)).toBe('completed');
  });
});
