import { afterEach, beforeEach, expect, it } from 'vitest';
import { well } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { down, startPoolWorld } from './poolWorld.ts';

let world: PoolWorld;
let plights: [name: string, reason: string | null][];
beforeEach(async () => {
  world = await startPoolWorld();
  plights = [];
});
afterEach(() => world.stop());
const pool = () => world.pool({}, { onPlight: (name, reason) => plights.push([name, reason]) });

it('an endpoint that does not answer is reported by name and reason, once, and again when it recovers', async () => {
  const rpcs = pool();
  world.second.misbehave = down;
  const first = await rpcs.pick();
  for (let n = 0; n < 12; n++) await rpcs.pick(first);
  expect(plights).toEqual([['ETHEREUM#2', 'ETHEREUM#2: eth_chainId: HTTP 500']]);
  world.second.misbehave = well;
  world.clock.pass(1000);
  expect((await rpcs.pick(first)).name).toBe('ETHEREUM#2');
  expect(plights.slice(1)).toEqual([['ETHEREUM#2', null]]);
});

it('an endpoint of another chain is reported by name and reason, once', async () => {
  const rpcs = pool();
  world.second.chainId = 7102;
  const first = await rpcs.pick();
  for (let n = 0; n < 3; n++) {
    await rpcs.pick(first);
    world.clock.pass(60_000);
  }
  expect(plights).toEqual([['ETHEREUM#2', 'serves chain 7102 instead of 31337']]);
});

it('an endpoint has the time to answer that its network sets', async () => {
  world.first.misbehave = () => true;
  const began = performance.now();
  await expect(world.alone({ rpcTimeoutMs: 100 }).pick()).rejects.toMatchObject({ code: 'rpc_unavailable' });
  expect(performance.now() - began).toBeLessThan(5000);
});
