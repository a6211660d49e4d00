import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse, well } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { down, error, fail, failing, rest, startPoolWorld, states } from './poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

describe('a breaker', () => {
  it('opens after five failures in a row, and not after fewer', async () => {
    const rpcs = world.alone();
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 4);
    world.first.misbehave = well;
    await (await rpcs.pick()).call('eth_blockNumber', []);
    expect(rpcs.health()).toEqual([{ name: 'ETHEREUM#1', state: 'well', failures: 0, wrong: null }]);

    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 5);
    const asked = world.first.asked.length;
    expect(rpcs.health()).toMatchObject([{ state: 'open', failures: 5 }]);
    expect(await rest(rpcs)).toBe(1000);
    expect(world.first.asked).toHaveLength(asked);
  });

  it('opens once for calls that failed together', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = down;
    await Promise.all(Array.from({ length: 8 }, () => error(rpc.call('eth_blockNumber', []))));
    expect(await rest(rpcs)).toBe(1000);
  });

  it('opens although small calls succeed between the failures', async () => {
    const rpcs = world.alone();
    world.first.misbehave = failing('eth_getLogs');
    const rpc = await rpcs.pick();
    for (let n = 0; n < 5; n++) {
      await rpc.call('eth_blockNumber', []);
      await error(rpc.call('eth_getLogs', []));
    }
    expect(states(rpcs)).toEqual(['open']);
  });

  it('does not sum failures of different methods', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = down;
    for (const method of ['eth_getLogs', 'eth_getBlockByHash', 'eth_call']) {
      await error(rpc.call(method, []));
      await error(rpc.call(method, []));
    }
    expect(states(rpcs)).toEqual(['well']);
  });

  it('lets one probe decide, which is the identity check', async () => {
    const rpcs = world.alone();
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 5);
    world.first.misbehave = well;
    world.clock.pass(1000);
    expect(states(rpcs)).toEqual(['open']);
    world.first.asked.length = 0;
    await Promise.all([rpcs.pick(), rpcs.pick(), rpcs.pick()]);
    expect(world.first.asked).toEqual(['eth_chainId']);
    expect(states(rpcs)).toEqual(['well']);
  });

  it('stays open twice as long after each failed probe, up to a minute', async () => {
    const rpcs = world.alone();
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 5);
    world.first.misbehave = down;
    const rests: unknown[] = [];
    for (let ms = 1000; rests.length < 8;) {
      world.clock.pass(ms);
      const resting = await error(rpcs.pick());
      ms = 'retryAfterMs' in resting ? Number(resting.retryAfterMs) : 0;
      rests.push(ms);
    }
    expect(rests).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('opens again after fewer failures until the failing method has succeeded', async () => {
    const rpcs = world.alone();
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 5);
    world.clock.pass(1000);
    await fail(rpcs, 2);
    expect(states(rpcs)).toEqual(['well']);
    await fail(rpcs, 1);
    expect(await rest(rpcs)).toBe(2000);

    world.clock.pass(2000);
    world.first.misbehave = well;
    await (await rpcs.pick()).call('eth_blockNumber', []);
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 4);
    expect(states(rpcs)).toEqual(['well']);
    await fail(rpcs, 1);
    expect(await rest(rpcs)).toBe(1000);
  });

  it('counts refusals, but not of unknown methods and parameters', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    for (const code of [-32601, -32602]) {
      world.first.misbehave = (call, response) => response.end(refuse(call, code));
      for (let n = 0; n < 6; n++) await error(rpc.call('eth_getBlockReceipts', []));
    }
    expect(rpcs.health()).toMatchObject([{ state: 'well', failures: 0 }]);
    world.first.misbehave = (call, response) => response.end(refuse(call, -32000));
    for (let n = 0; n < 5; n++) await error(rpc.call('eth_getLogs', []));
    expect(states(rpcs)).toEqual(['open']);
  });

  it('opens for contradictions: each counts as two failures', async () => {
    const rpcs = world.pool();
    const rpc = await rpcs.pick();
    rpcs.blame(rpc);
    rpcs.blame(rpc);
    await rpc.call('eth_blockNumber', []);
    expect(rpcs.health()[0]).toMatchObject({ state: 'well', failures: 4 });
    rpcs.blame(rpc);
    expect(states(rpcs)).toEqual(['open', 'well']);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
  });

  it('forgets failures that are two minutes old', async () => {
    const rpcs = world.alone();
    rpcs.blame(await rpcs.pick());
    world.clock.pass(120_000);
    expect(rpcs.health()).toMatchObject([{ failures: 0 }]);
  });
});
