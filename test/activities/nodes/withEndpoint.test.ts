import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerOf, withEndpoint } from '../../../activities/scanning/scan.ts';
import { readHeader } from '../../../chain/readBlock.ts';
import type { Rpc } from '../../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import type { ChainId } from '../../../domain/registry.ts';
import { answer, refuse } from '../../chain/rpc/misbehavingNode.ts';
import type { PoolWorld } from '../../chain/rpc/poolWorld.ts';
import { down, error, failing, limit, startPoolWorld } from '../../chain/rpc/poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

/** Work with the second endpoint that also calls the first, as the proof of a block does. */
async function withinTheSecond(rpcs: RpcPool, ask: (first: Rpc) => Promise<unknown>) {
  const first = await rpcs.pick();
  const work = withEndpoint(
    rpcs,
    async other => {
      expect(other.name).toBe('ETHEREUM#2');
      await ask(first);
    },
    first,
  );
  return error(work);
}
const failuresOf = (rpcs: RpcPool): readonly number[] => rpcs.health().map(({ failures }) => failures);
const header = (rpc: Rpc) => readHeader(rpc, 31337 as ChainId, 7);

it.each([
  ['a call that fails', failing('eth_getLogs'), (rpc: Rpc) => rpc.call('eth_getLogs', [])],
  ['a limit', limit(), (rpc: Rpc) => rpc.call('eth_getLogs', [])],
  ['a batch that fails', down, async (rpc: Rpc) => rpc.batch?.([{ method: 'eth_getLogs', params: [] }])],
] as const)(
  '%s within work with another endpoint is reported with its own name',
  async (_what, misbehave, ask) => {
    const rpcs = world.pool();
    await rpcs.pick();
    world.first.misbehave = misbehave;
    expect((await withinTheSecond(rpcs, ask)).endpoint).toBe('ETHEREUM#1');
  },
);

it('an endpoint that rests is named, although it is not called', async () => {
  const rpcs = world.pool();
  const met = await withinTheSecond(rpcs, async first => {
    world.first.misbehave = limit('60');
    await error(first.call('eth_getLogs', []));
    await first.call('eth_getLogs', []);
  });
  expect(met.message).toContain('is not called now');
  expect(met.endpoint).toBe('ETHEREUM#1');
});

it('a refusal is blamed on the endpoint that refused', async () => {
  const rpcs = world.pool();
  await rpcs.pick();
  world.first.misbehave = (call, response) => response.end(refuse(call, -32_000));
  const met = await withinTheSecond(rpcs, first => first.call('eth_getLogs', []));
  expect(met.endpoint).toBe('ETHEREUM#1');
  // The call, and the blame, which counts twice.
  expect(failuresOf(rpcs)).toEqual([3, 0]);
});

it('a contradiction is blamed on the endpoint that contradicts itself', async () => {
  const rpcs = world.pool();
  await rpcs.pick();
  world.first.misbehave = (call, response) => response.end(answer(call, { number: '0x7', hash: 'none' }));
  const met = await withinTheSecond(rpcs, first => answerOf(first, header(first)));
  expect(met).toMatchObject({ code: 'rpc_inconsistent', endpoint: 'ETHEREUM#1' });
  expect(failuresOf(rpcs)).toEqual([2, 0]);
});
