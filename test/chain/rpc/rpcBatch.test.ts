import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RpcBatchRefusal, RpcRateLimit, RpcRefusal } from '../../../chain/rpc/refusals.ts';
import type { Rpc, RpcCall } from '../../../chain/rpc/rpc.ts';
import type { MisbehavingNode } from './misbehavingNode.ts';
import { well } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { error, startPoolWorld } from './poolWorld.ts';

let world: PoolWorld;
beforeAll(async () => {
  world = await startPoolWorld();
});
beforeEach(() => {
  world.first.misbehave = well;
});
afterAll(() => world.stop());

const calls: readonly RpcCall[] = ['0xa', '0xb', '0xc'].map(holder => ({
  method: 'eth_getBalance',
  params: [holder],
}));
const batch = async (rpc: Rpc) => (await rpc.batch?.(calls)) ?? expect.fail('it takes no batches');

interface Asked {
  readonly id: number;
  readonly params: readonly string[];
}
/** Answers a batch with `answer` of its calls; other requests are answered normally. */
const answering =
  (answer: (asked: readonly Asked[]) => unknown, status = 200): MisbehavingNode['misbehave'] =>
  (call, response) => {
    const body: unknown = call;
    if (!Array.isArray(body)) return false;
    return response.writeHead(status).end(JSON.stringify(answer(body as readonly Asked[])));
  };
const result = ({ id, params }: Asked) => ({ jsonrpc: '2.0', id, result: params[0] });

describe('a batch', () => {
  it('is answered in the order of its calls, whatever the order of the node’s answers', async () => {
    world.first.misbehave = answering(asked => asked.map(result).toReversed());
    expect(await batch(await world.alone().pick())).toEqual([
      { result: '0xa' },
      { result: '0xb' },
      { result: '0xc' },
    ]);
  });

  it('reports its refused calls', async () => {
    world.first.misbehave = answering(asked =>
      asked.map((call, at) =>
        at === 1 ? { jsonrpc: '2.0', id: call.id, error: { code: -32000, message: 'no' } } : result(call),
      ),
    );
    const rpcs = world.alone();
    const answers = await batch(await rpcs.pick());
    expect(answers[0]).toEqual({ result: '0xa' });
    expect(answers[1]).toMatchObject({ error: { rpcCode: -32000 } });
    expect(answers[1] && 'error' in answers[1] && answers[1].error).toBeInstanceOf(RpcRefusal);
    expect(rpcs.health()).toMatchObject([{ state: 'well', failures: 0 }]);
  });

  it.each([
    ['one error', { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'no batches' } }, 200],
    ['one error and HTTP 500', { jsonrpc: '2.0', id: 1, error: { code: 31, message: 'at most 3' } }, 500],
    ['HTTP 413', 'too large', 413],
    ['an answer that is no list', 'what?', 200],
    ['a list without all answers', [], 200],
  ])('answered by %s was refused, which does not blame the node', async (_, answer, status) => {
    world.first.misbehave = answering(() => answer, status);
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    for (let time = 0; time < 6; time++) {
      expect(await error(batch(rpc))).toBeInstanceOf(RpcBatchRefusal);
    }
    expect(rpcs.health()).toMatchObject([{ state: 'well', failures: 0 }]);
  });

  it('that a server fails to answer is a failure of the node', async () => {
    world.first.misbehave = answering(() => 'bad gateway', 502);
    const rpcs = world.alone();
    const failure = await error(batch(await rpcs.pick()));
    expect(failure).not.toBeInstanceOf(RpcBatchRefusal);
    expect(failure.code).toBe('rpc_unavailable');
    expect(rpcs.health()).toMatchObject([{ failures: 1 }]);
  });

  it('over the rate limit makes the node rest', async () => {
    world.first.misbehave = answering(asked =>
      asked.map(({ id }) => ({ jsonrpc: '2.0', id, error: { code: -32005, message: 'limit' } })),
    );
    const rpcs = world.alone();
    expect(await error(batch(await rpcs.pick()))).toBeInstanceOf(RpcRateLimit);
    expect(rpcs.health()).toMatchObject([{ state: 'resting' }]);
  });

  it('costs as much of the budget as its calls', async () => {
    world.first.misbehave = answering(asked => asked.map(result));
    const rpc = await world.alone({ rpcPerSecond: 5 }).pick();
    const before = world.clock.waits.length;
    // The chain id check took one of five tokens, the first batch three.
    await batch(rpc);
    expect(world.clock.waits).toHaveLength(before);
    await batch(rpc);
    await rpc.call('eth_blockNumber', []);
    expect(world.clock.waits.slice(before)).toEqual([400, 600]);
  });
});
