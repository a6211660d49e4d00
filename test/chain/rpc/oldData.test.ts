import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RpcRefusal } from '../../../chain/rpc/refusals.ts';
import { refuse } from './misbehavingNode.ts';
import type { PoolWorld } from './poolWorld.ts';
import { error, startPoolWorld, states } from './poolWorld.ts';

let world: PoolWorld;
beforeEach(async () => {
  world = await startPoolWorld();
});
afterEach(() => world.stop());

/** The messages of nodes and providers about data that they no longer have. */
const gone: readonly (readonly [method: string, code: number, message: string])[] = [
  ['eth_getBalance', -32_000, 'missing trie node 0a1b (path ) state 0x0a1b is not available, not found'],
  ['debug_traceBlockByHash', -32_000, 'historical state 0a1b is not available'],
  ['debug_traceBlockByHash', -32_000, 'required historical state unavailable (reexec=128)'],
  ['eth_getBlockByNumber', 4444, 'pruned history unavailable'],
  ['eth_getLogs', 4444, 'Pruned history unavailable'],
  ['eth_getBlockReceipts', -32_000, 'pruned history unavailable'],
  ['eth_getBlockReceipts', -32_001, 'Resource not found'],
  [
    'eth_getBlockReceipts',
    -32_602,
    'Receipts for block 5 are neither stored nor reproducible from state history.',
  ],
  ['eth_call', -32_603, 'state at block #5 is pruned'],
  ['eth_getLogs', -32_000, 'old data not available due to pruning'],
  ['eth_getLogs', -32_000, 'seek with txNum=1 but data before txNum=2 is not available: blockNum=16'],
  ['eth_getBalance', -32_002, 'No state available for block 5'],
  ['eth_getTransactionReceipt', -32_000, 'World state unavailable'],
  ['eth_getLogs', -32_000, 'This request is not supported because your node is running with state pruning.'],
  ['eth_getLogs', -32_000, 'Archive node required'],
  // Whatever the message: another state may exist.
  ['eth_getBalance', -32_603, 'Internal error'],
  ['debug_traceBlockByHash', -32_000, 'execution timeout'],
];

describe('a refusal of old data', () => {
  it.each(gone)('of %s by %i "%s" opens no breaker', async (method, code, message) => {
    const rpcs = world.alone();
    const rpc = await rpcs.pick();
    world.first.misbehave = (call, response) => response.end(refuse(call, code, message));
    for (let n = 0; n < 6; n++) {
      const refusal = await error(rpc.call(method, []));
      expect(refusal).toBeInstanceOf(RpcRefusal);
      expect(refusal).toMatchObject({ rpcCode: code, isOfTheCall: true });
    }
    expect(rpcs.health()).toEqual([{ name: 'ETHEREUM#1', state: 'well', failures: 0, wrong: null }]);
  });

  it('is recognised by the data of the error if its message says nothing', async () => {
    const rpc = await world.alone().pick();
    world.first.misbehave = (call, response) =>
      response.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id: call.id,
          error: {
            code: -32_603,
            message: 'Internal error',
            data: 'Nethermind.Trie.MissingTrieNodeException: Node A',
          },
        }),
      );
    expect(await error(rpc.call('eth_getBlockReceipts', []))).toMatchObject({ isOfThePast: true });
  });

  it.each([
    ['eth_getBalance', -32_001, 'Resource not found'],
    ['eth_call', -32_002, 'Resource unavailable'],
    ['debug_traceBlockByHash', -32_002, 'request timed out'],
    ['eth_getLogs', -32_002, 'request timed out'],
  ] as const)('is not recognised by the code alone for %s: %i "%s"', async (method, code, message) => {
    const rpc = await world.alone().pick();
    world.first.misbehave = (call, response) => response.end(refuse(call, code, message));
    expect(await error(rpc.call(method, []))).toMatchObject({ rpcCode: code, isOfThePast: false });
  });

  it.each([
    ['eth_getBlockReceipts', -32_001, 'Resource not found'],
    ['eth_getBalance', -32_002, 'No state available for block 5'],
    ['eth_call', -32_001, 'missing trie node 0a1b'],
    ['eth_getBalance', 4444, 'no'],
  ] as const)('is recognised for %s: %i "%s"', async (method, code, message) => {
    const rpc = await world.alone().pick();
    world.first.misbehave = (call, response) => response.end(refuse(call, code, message));
    expect(await error(rpc.call(method, []))).toMatchObject({ rpcCode: code, isOfThePast: true });
  });

  it.each([
    ['eth_getBalance', 'BlockOutOfRangeError: block height is 3 but requested was 1', true],
    ['eth_getBalance', 'invalid argument 1: not a block number', false],
    ['eth_getLogs', 'BlockOutOfRangeError: block height is 3 but requested was 1', false],
  ] as const)(
    'by the code for parameters is one of a state only for %s "%s"',
    async (method, message, isOfState) => {
      const rpc = await world.alone().pick();
      world.first.misbehave = (call, response) => response.end(refuse(call, -32_602, message));
      expect(await error(rpc.call(method, []))).toMatchObject({ isOfTheCall: true, isOfState });
    },
  );

  it.each([
    ['eth_getBlockByNumber', -32_000, 'server busy'],
    ['eth_getLogs', -32_002, 'request timed out'],
    ['eth_getBalance', -32_000, 'header not found'],
    ['eth_getLogs', -32_603, 'Internal error'],
  ] as const)(
    'differs from the error of %s by %i "%s", which opens the breaker',
    async (method, code, message) => {
      const rpcs = world.alone();
      const rpc = await rpcs.pick();
      world.first.misbehave = (call, response) => response.end(refuse(call, code, message));
      for (let n = 0; n < 5; n++) await error(rpc.call(method, []));
      expect(states(rpcs)).toEqual(['open']);
    },
  );
});
