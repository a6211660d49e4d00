import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNodeLooks } from '../../../activities/nodes/lookAtNodes.ts';
import { refuse, well } from '../../chain/rpc/misbehavingNode.ts';
import type { PoolWorld } from '../../chain/rpc/poolWorld.ts';
import { limit, startPoolWorld } from '../../chain/rpc/poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

const exhausted: PoolWorld['first']['misbehave'] = (call, response) =>
  response.end(refuse(call, -32_005, 'daily request count exceeded'));

it.each([
  ['429', limit()],
  ['429 with a rest', limit('60')],
  ['-32005', exhausted],
])(
  'an endpoint that answers %s to everything is unasked at the third look in a row, and not before',
  async (_with, misbehave) => {
    world.second.misbehave = misbehave;
    const looks = createNodeLooks(world.network, world.pool());
    const found: unknown[] = [];
    const look = async (): Promise<void> => {
      found.push((await looks.look()).find(({ endpoint }) => endpoint === 'ETHEREUM#2')?.troubles);
      world.clock.pass(61_000);
    };
    for (let n = 0; n < 4; n++) await look();
    const unasked = { unasked: 'hits its rate limit at every check' };
    expect(found).toEqual([undefined, undefined, unasked, unasked]);

    world.second.misbehave = well;
    await look();
    world.second.misbehave = misbehave;
    await look();
    await look();
    expect(found.slice(4)).toEqual([{}, undefined, undefined]);
  },
);

it('an endpoint that still rests at each look is unasked too, and the other endpoint is in order', async () => {
  world.second.misbehave = limit('60');
  const looks = createNodeLooks(world.network, world.pool());
  await looks.look();
  await looks.look();
  expect(await looks.look()).toEqual([
    { endpoint: 'ETHEREUM#1', troubles: {} },
    { endpoint: 'ETHEREUM#2', troubles: { unasked: 'hits its rate limit at every check' } },
  ]);
});
