import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../chain/rpc/clock.ts';
import { well } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { down, error, fail, limit, rest, startPoolWorld, states } from './poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

describe('the choice', () => {
  it('stays with a working endpoint, and after a failover with the other one', async () => {
    const rpcs = world.pool();
    expect(rpcs.size).toBe(2);
    for (let n = 0; n < 3; n++) expect((await rpcs.pick()).name).toBe('ETHEREUM#1');
    expect(world.second.asked).toEqual([]);

    world.first.misbehave = down;
    await fail(rpcs, 5);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
    world.first.misbehave = well;
    world.clock.pass(120_000);
    for (let n = 0; n < 3; n++) expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
  });

  it('does not go back to an endpoint that has rested', async () => {
    const rpcs = world.pool();
    await rpcs.pick();
    world.first.misbehave = limit('7');
    await fail(rpcs, 1);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
    world.clock.pass(7000);
    expect(states(rpcs)).toEqual(['well', 'well']);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
  });

  it('is another endpoint for a second opinion, and later work stays with the first', async () => {
    const rpcs = world.pool();
    const main = await rpcs.pick();
    expect((await rpcs.pick(main)).name).toBe('ETHEREUM#2');
    expect(await rpcs.pick()).toBe(main);
  });

  it('is the same endpoint for a second opinion if no other works', async () => {
    const rpcs = world.pool();
    const main = await rpcs.pick();
    world.second.misbehave = down;
    expect(await rpcs.pick(main)).toBe(main);
    const alone = world.alone();
    const only = await alone.pick();
    expect(await alone.pick(only)).toBe(only);
  });

  it('is none if none may be called, and says for how long', async () => {
    const rpcs = world.pool();
    await rpcs.pick(await rpcs.pick());
    world.first.misbehave = limit('20');
    world.second.misbehave = limit('10');
    await fail(rpcs, 1);
    await fail(rpcs, 1);
    expect(states(rpcs)).toEqual(['resting', 'resting']);
    expect(await rest(rpcs)).toBe(10_000);
    world.clock.pass(10_000);
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
  });
});

describe('a token bucket', () => {
  it('lets a burst pass, and spreads further calls in order', async () => {
    const rpcs = world.alone({ rpcPerSecond: 5 });
    const rpc = await rpcs.pick();
    await Promise.all(Array.from({ length: 8 }, () => rpc.call('eth_blockNumber', [])));
    // The chain id check took the first of five tokens.
    expect(world.clock.waits).toEqual([200, 400, 600, 800]);
    world.clock.pass(60_000);
    await Promise.all(Array.from({ length: 6 }, () => rpc.call('eth_blockNumber', [])));
    expect(world.clock.waits.slice(4)).toEqual([200]);
  });

  it('delays real calls without failing them', async () => {
    const rpcs = world.pool({ rpcPerSecond: 50 }, { clock: systemClock });
    const rpc = await rpcs.pick();
    const began = performance.now();
    await Promise.all(Array.from({ length: 55 }, () => rpc.call('eth_blockNumber', [])));
    expect(performance.now() - began).toBeGreaterThan(90);
  });

  it('lets no call wait longer than the stop', async () => {
    const rpcs = world.pool({ rpcPerSecond: 1 }, { clock: systemClock });
    const picking = error(rpcs.pick());
    setTimeout(() => world.stopping.abort(), 20);
    expect((await picking).code).toBe('rpc_unavailable');
    expect(states(rpcs)).toEqual(['well', 'well']);
    expect(rpcs.health()[0]?.failures).toBe(0);
  });
});

describe('background work', () => {
  it('uses a third of what an endpoint allows, and no call of the scanner waits for it', async () => {
    const waits: number[] = [];
    const waitsForEver = (ms: number): Promise<void> => {
      waits.push(ms);
      return new Promise(() => {});
    };
    const clock = { ...world.clock, wait: waitsForEver };
    const rpcs = world.pool({ rpc: [world.first.url], rpcPerSecond: 30 }, { clock });
    const scanner = await rpcs.pick();
    const rescan = await rpcs.background().pick();
    world.clock.pass(60_000);
    let answered = 0;
    for (let n = 0; n < 300; n++) void rescan.call('eth_getLogs', []).then(() => (answered += 1));
    // Ten at once, and as many in each second to come.
    await expect.poll(() => answered).toBe(10);
    expect(waits).toHaveLength(290);
    expect(waits.at(-1)).toBeCloseTo(29_000);
    await Promise.all(Array.from({ length: 20 }, () => scanner.call('eth_blockNumber', [])));
    expect(waits).toHaveLength(290);
  });

  it('shares choice, health and blame with the scanner', async () => {
    const rpcs = world.pool();
    const background = rpcs.background();
    const first = await background.pick();
    expect((await background.pick(await rpcs.pick())).name).toBe('ETHEREUM#2');
    expect((await rpcs.pick(first)).name).toBe('ETHEREUM#2');
    for (let n = 0; n < 3; n++) background.blame(first);
    expect(states(rpcs)[0]).toBe('open');
    expect((await background.pick()).name).toBe('ETHEREUM#2');
    expect((await rpcs.pick()).name).toBe('ETHEREUM#2');
  });
});

describe('an endpoint that limits its rate', () => {
  it('rests as long as it asks, and is not called meanwhile', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = limit('7');
    expect(await error(rpc.call('eth_blockNumber', []))).toMatchObject({ retryAfterMs: 7000 });
    const asked = world.first.asked.length;
    world.clock.pass(6999);
    expect(await error(rpc.call('eth_blockNumber', []))).toMatchObject({ retryAfterMs: 1 });
    expect(await rest(rpcs)).toBe(1);
    expect(world.first.asked).toHaveLength(asked);

    world.first.misbehave = well;
    world.clock.pass(1);
    expect(await (await rpcs.pick()).call('eth_blockNumber', [])).toBe('0x1');
  });

  it('is not called by calls that were waiting when it began to rest', async () => {
    const turn = Promise.withResolvers<void>();
    const clock = { ...world.clock, wait: () => turn.promise };
    const rpcs = world.pool({ rpc: [world.first.url], rpcPerSecond: 2 }, { clock });
    // The chain id check has the first of two tokens, the limited call the other.
    const rpc = await rpcs.pick();
    world.first.misbehave = limit('7');
    const limited = error(rpc.call('eth_blockNumber', []));
    const waiting = error(rpc.call('eth_getLogs', []));
    await limited;
    turn.resolve();
    expect(await waiting).toMatchObject({ retryAfterMs: 7000 });
    expect(world.first.asked).toEqual(['eth_chainId', 'eth_blockNumber']);
  });

  it('rests longer each time if it names no rest, and briefly again after an answer', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = limit();
    const rests: unknown[] = [];
    for (let n = 0; n < 8; n++) {
      await error(rpc.call('eth_blockNumber', []));
      const resting = await error(rpcs.pick());
      const rest = 'retryAfterMs' in resting ? Number(resting.retryAfterMs) : 0;
      rests.push(rest);
      world.clock.pass(rest);
    }
    expect(rests).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);

    world.first.misbehave = well;
    await rpc.call('eth_blockNumber', []);
    world.first.misbehave = limit();
    await error(rpc.call('eth_blockNumber', []));
    expect(await rest(rpcs)).toBe(500);
    expect(states(rpcs)).toEqual(['resting']);
  });

  it('rests once for calls that were limited together', async () => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = limit();
    await Promise.all(Array.from({ length: 6 }, () => error(rpc.call('eth_blockNumber', []))));
    expect(await rest(rpcs)).toBe(500);
  });

  it('uses a random part of a rest that it did not name', async () => {
    const rpcs = world.pool({}, { random: () => 0.25 });
    const rpc = await rpcs.pick();
    world.second.misbehave = limit('60');
    world.first.misbehave = limit();
    await error(rpc.call('eth_blockNumber', []));
    expect(await rest(rpcs)).toBe(125);
  });
});
