import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBlockHash } from '../../../domain/address.ts';
import { well } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { down, error, fail, failing, limit, rest, startPoolWorld, states } from './poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

describe('the identity of endpoints', () => {
  it('excludes an endpoint with another chain id, and the network continues with the other', async () => {
    world.first.chainId = 1;
    const rpcs = world.pool();
    const rpc = await rpcs.pick();
    expect(rpc.name).toBe('ETHEREUM#2');
    expect(states(rpcs)).toEqual(['wrong_chain', 'well']);
    expect(rpcs.health()[0]?.wrong).toContain('chain 1 ');
    expect(world.first.asked).toEqual(['eth_chainId']);
    // It is neither a second opinion nor a fallback when the other fails.
    expect(await rpcs.pick(rpc)).toBe(rpc);
    world.second.misbehave = limit('30');
    await fail(rpcs, 1);
    expect(await rest(rpcs)).toBe(30_000);
  });

  it('is wrong if all serve another chain, until one no longer does; a silent one may be right', async () => {
    world.first.chainId = 1;
    world.second.misbehave = down;
    const rpcs = world.pool();
    expect((await error(rpcs.pick())).code).toBe('rpc_unavailable');
    world.second.misbehave = well;
    world.second.chainId = 5;
    expect((await error(rpcs.pick())).code).toBe('wrong_chain');
    expect(states(rpcs)).toEqual(['wrong_chain', 'wrong_chain']);
    const asked = world.first.asked.length;
    world.first.chainId = 31337;
    world.clock.pass(59_999);
    expect((await error(rpcs.pick())).code).toBe('wrong_chain');
    expect(world.first.asked).toHaveLength(asked);
    world.clock.pass(1);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#1');
  });

  it('is checked at once, not after a minute, for an endpoint that may be corrected', async () => {
    world.first.chainId = 1;
    const rpcs = world.alone();
    expect((await error(rpcs.pick())).code).toBe('wrong_chain');
    rpcs.recheck();
    expect((await error(rpcs.pick())).code).toBe('wrong_chain');
    world.first.chainId = 31337;
    rpcs.recheck();
    expect((await rpcs.pick()).name).toBe('ETHEREUM#1');
  });

  it('is wrong for a single endpoint', async () => {
    world.first.chainId = 1;
    expect((await error(world.alone().pick())).code).toBe('wrong_chain');
  });

  it('is unknown if nothing answers', async () => {
    world.first.misbehave = down;
    world.second.misbehave = down;
    const rpcs = world.pool();
    expect(await rest(rpcs)).toBe(0);
    expect(rpcs.health()).toMatchObject([{ failures: 1 }, { failures: 1 }]);
  });

  it('excludes an endpoint whose genesis differs from the registry’s', async () => {
    const genesisHash = parseBlockHash(`0x${'cd'.repeat(32)}`) ?? null;
    expect((await error(world.alone({ genesisHash }).pick())).code).toBe('wrong_chain');
    world.second.genesis = String(genesisHash).toUpperCase().replace('0X', '0x');
    expect((await world.pool({ genesisHash }).pick()).name).toBe('ETHEREUM#2');
  });

  it('excludes an endpoint whose genesis differs from the first one’s, if the registry names none', async () => {
    world.second.genesis = `0x${'cd'.repeat(32)}`;
    const rpcs = world.pool();
    const rpc = await rpcs.pick();
    expect(await rpcs.pick(rpc)).toBe(rpc);
    expect(states(rpcs)).toEqual(['well', 'wrong_chain']);
    expect(rpcs.health()[1]?.wrong).toContain('cdcd');
    // Each alone is right.
    expect((await world.pool({ rpc: [world.second.url] }).pick()).name).toBe('ETHEREUM#1');
  });

  it('has failed, but is not wrong, if the node has no block 0 or an unreadable chain id', async () => {
    for (const [method, result] of [
      ['eth_getBlockByNumber', null],
      ['eth_chainId', 'one'],
    ] as const) {
      world.first.misbehave = (call, response) =>
        call.method === method && response.end(JSON.stringify({ id: call.id, result }));
      const rpcs = world.pool();
      expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
      expect(rpcs.health()[0]).toMatchObject({ state: 'well', failures: 1 });
    }
  });

  it('is checked again every ten minutes, and not between', async () => {
    const rpcs = world.pool();
    await rpcs.pick();
    world.first.chainId = 1;
    world.clock.pass(599_999);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#1');
    world.clock.pass(1);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
    expect(states(rpcs)).toEqual(['wrong_chain', 'well']);
  });

  it('is checked when its breaker closes', async () => {
    const rpcs = world.pool();
    world.first.misbehave = failing('eth_blockNumber');
    await fail(rpcs, 5);
    world.first.misbehave = well;
    world.first.chainId = 1;
    world.clock.pass(1000);
    const other = await rpcs.pick();
    expect(await rpcs.pick(other)).toBe(other);
    expect(states(rpcs)).toEqual(['wrong_chain', 'well']);
  });

  it('refuses calls through an endpoint that was found wrong', async () => {
    const rpcs = world.pool();
    const rpc = await rpcs.pick();
    world.first.chainId = 1;
    world.clock.pass(600_000);
    await rpcs.pick();
    expect((await error(rpc.call('eth_blockNumber', []))).code).toBe('rpc_unavailable');
    expect(world.first.asked).not.toContain('eth_blockNumber');
  });
});
