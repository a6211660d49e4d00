import { expect, test } from 'vitest';
import { readHeights } from '../../chain/readHeights.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { createRpc } from '../../chain/rpc/rpc.ts';
import type { FinalityPolicy } from '../../domain/registry.ts';
import { testNetworks } from '../testkit/chain/testNetworks.ts';

const networks = testNetworks();
const blocks: FinalityPolicy = { kind: 'confirmations', blocks: 3 };
const tag = (name: 'safe' | 'finalized'): FinalityPolicy => ({ kind: 'tag', tag: name, maxLag: null });
const going = (finality: FinalityPolicy, ...tiers: FinalityPolicy[]) => ({
  finality,
  tiers: tiers.map((policy, at) => ({ below: BigInt(at + 1), policy })),
});

test('reads head and tags of a real node, and only the tags of a finality policy', async () => {
  const network = await networks.start();
  await network.mine(4);
  const calls: unknown[] = [];
  const real = createRpc(network.rpcUrl, new AbortController().signal);
  const rpc: Rpc = {
    ...real,
    call(method, params) {
      calls.push([method, ...params]);
      return real.call(method, params);
    },
  };
  const head = 5;
  expect(await readHeights(rpc, going(blocks))).toEqual({ head, safe: null, finalized: null });
  expect(calls).toEqual([['eth_blockNumber']]);
  expect(await readHeights(rpc, going(tag('finalized')))).toEqual({ head, safe: null, finalized: head });
  expect(await readHeights(rpc, going(tag('finalized'), blocks, tag('safe')))).toEqual({
    head,
    safe: head,
    finalized: head,
  });
  expect(calls.slice(-3)).toEqual([
    ['eth_blockNumber'],
    ['eth_getBlockByNumber', 'safe', false],
    ['eth_getBlockByNumber', 'finalized', false],
  ]);
});

const answering = (tagged: () => Promise<unknown>): Rpc => ({
  name: 'rpc',
  url: 'http://rpc',
  call: method => (method === 'eth_blockNumber' ? Promise.resolve('0x9') : tagged()),
});
const network = going(tag('finalized'));

test.each([
  ['refuses with the code of the execution APIs', -39_001, 'Block not found'],
  ['refuses with the words of go-ethereum', -32_000, 'finalized block not found'],
])('has no height for a tag whose block the node %s', async (_, code, message) => {
  const refusal = new RpcRefusal('eth_getBlockByNumber', code, message);
  expect(refusal.isOfTheCall).toBe(true);
  const rpc = answering(() => Promise.reject(refusal));
  expect(await readHeights(rpc, network)).toEqual({ head: 9, safe: null, finalized: null });
});

test('has no height for a tag without a block, and none is assumed if the node does not answer', async () => {
  const none = answering(() => Promise.resolve(null));
  expect(await readHeights(none, network)).toEqual({ head: 9, safe: null, finalized: null });
  // A missing answer says nothing about the tag.
  const silence = new Error('no answer');
  const silent = answering(() => Promise.reject(silence));
  await expect(readHeights(silent, network)).rejects.toBe(silence);
});
