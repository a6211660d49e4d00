import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { block, payFromFaucet, recipient, testNetworks, token } from './testNetworks.ts';

const networks = testNetworks();

/** A paused network with two token payments in block 2 and an empty block above. */
async function paid(): Promise<TestNetwork> {
  const network = await networks.start();
  await network.pauseMining();
  const { rpcUrl, faucetKey: key } = network;
  for (const amount of [5n, 6n]) {
    await pay({ rpcUrl, key, to: recipient, currency: token(network, 'DAI_ETH'), amount });
  }
  await network.mine(2);
  return network;
}

function post(url: string, method: string, params: readonly unknown[] = []): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
}

const block2 = [{ fromBlock: '0x2', toBlock: '0x2' }] as const;

test('hides logs, all of them or one', async () => {
  const network = await paid();
  const { rpcUrl } = network;
  const right = (await network.request('eth_getLogs', block2)) as unknown[];
  expect(right).toHaveLength(2);

  network.fault({ kind: 'empty_logs' });
  expect(await callRpc(rpcUrl, 'eth_getLogs', block2)).toEqual([]);
  network.clearFaults();
  network.fault({ kind: 'drop_log' });
  const left = (await callRpc(rpcUrl, 'eth_getLogs', block2)) as unknown[];
  expect(left).toHaveLength(1);
  expect(right).toContainEqual(left[0]);
  network.clearFaults();
  expect(await callRpc(rpcUrl, 'eth_getLogs', block2)).toEqual(right);
});

test.each([
  ['pruned_state', 'eth_getBalance', (at: string) => [recipient, at], { code: -32_000 }],
  ['pruned_state', 'debug_traceBlockByNumber', (at: string) => [at, {}], { code: -32_000 }],
  ['pruned_history', 'eth_getBlockReceipts', (at: string) => [at], { code: 4444 }],
  ['pruned_history', 'eth_getLogs', (at: string) => [{ fromBlock: at, toBlock: at }], { code: 4444 }],
] as const)('%s refuses %s of old blocks alone', async (kind, method, paramsAt, refusal) => {
  const network = await paid();
  const { rpcUrl } = network;
  const head = Number(await network.request('eth_blockNumber'));
  network.fault({ kind, blocks: 1 });
  for (const age of [0, 1]) {
    await callRpc(rpcUrl, method, paramsAt(`0x${(head - age).toString(16)}`));
  }
  await expect(callRpc(rpcUrl, method, paramsAt(`0x${(head - 2).toString(16)}`))).rejects.toMatchObject(
    refusal,
  );
  network.clearFaults();
  await callRpc(rpcUrl, method, paramsAt(`0x${(head - 2).toString(16)}`));
});

test('a pruned receipt is refused by its transaction, and what has nothing to do with blocks is not', async () => {
  const network = await paid();
  const { rpcUrl } = network;
  const { transactions } = await block(network, 2);
  network.fault({ kind: 'pruned_history', blocks: 0 });
  const [hash] = transactions;
  await expect(callRpc(rpcUrl, 'eth_getTransactionReceipt', [hash])).rejects.toMatchObject({ code: 4444 });
  expect(await callRpc(rpcUrl, 'eth_chainId', [])).toBe(await network.request('eth_chainId'));
  expect(await callRpc(rpcUrl, 'eth_getBalance', [recipient, 'latest'])).toBe('0x0');
});

test('ends after so many hits; a hit that changes nothing does not count', async () => {
  const network = await paid();
  const { rpcUrl } = network;
  network.fault({ kind: 'empty_logs', count: 2 });
  const lengths: number[] = [];
  for (const fromBlock of ['0x2', '0x3', '0x2', '0x2']) {
    const logs = await callRpc(rpcUrl, 'eth_getLogs', [{ fromBlock, toBlock: fromBlock }]);
    lengths.push((logs as unknown[]).length);
  }
  expect(lengths).toEqual([0, 0, 0, 2]);
});

test('hits at the given rate, and the same calls for the same seed', async () => {
  const network = await paid();
  const { rpcUrl } = network;
  const hits = async (): Promise<readonly boolean[]> => {
    const found: boolean[] = [];
    for (let call = 0; call < 40; call++) {
      found.push(((await callRpc(rpcUrl, 'eth_getLogs', block2)) as unknown[]).length === 0);
    }
    return found;
  };
  const { seed } = network.fault({ kind: 'empty_logs', rate: 0.5 });
  const first = await hits();
  network.clearFaults();
  network.fault({ kind: 'empty_logs', rate: 0.5, seed });
  expect(await hits()).toEqual(first);
  expect(first.filter(Boolean).length).toBeGreaterThan(8);
  expect(first.filter(Boolean).length).toBeLessThan(32);
});

test('has a head that is behind, and nothing above it', async () => {
  const network = await paid();
  const { rpcUrl } = network;
  const txHash = await payFromFaucet(network);
  await network.mine(2);
  const latest = await block(network, 'latest');
  await network.finalize({ lag: 1 });
  network.fault({ kind: 'stale_head', blocks: 3 });
  const ask = (method: string, ...params: unknown[]): Promise<unknown> => callRpc(rpcUrl, method, params);

  expect(await ask('eth_blockNumber')).toBe('0x2');
  const second = await block(network, 2);
  for (const tag of ['latest', 'finalized', '0x2']) {
    expect(await ask('eth_getBlockByNumber', tag, false)).toEqual(second);
  }
  for (const [method, which] of [
    ['eth_getBlockByNumber', '0x3'],
    ['eth_getBlockByHash', latest.hash],
  ] as const) {
    expect(await ask(method, which, false)).toBeNull();
  }
  expect(await ask('eth_getBlockReceipts', latest.hash)).toBeNull();
  expect(await ask('eth_getBlockReceipts', 'latest')).toHaveLength(2);
  expect(await ask('eth_getTransactionReceipt', txHash)).toBeNull();
  expect(await ask('eth_getLogs', { fromBlock: '0x3', toBlock: '0x5' })).toEqual([]);
  expect(await ask('eth_getLogs', { fromBlock: '0x2', toBlock: 'latest' })).toHaveLength(2);
  await expect(ask('eth_getLogs', { blockHash: latest.hash })).rejects.toMatchObject({ code: -32_000 });
  expect(Number(await ask('eth_getBalance', recipient, 'latest'))).toBe(0);
  await expect(ask('eth_getBalance', recipient, '0x4')).rejects.toMatchObject({ code: -32_000 });
  await expect(ask('debug_traceBlockByNumber', '0x4', {})).rejects.toMatchObject({ code: -32_000 });

  network.clearFaults();
  network.fault({ kind: 'stale_head', height: 4 });
  await network.mine(3);
  expect(await ask('eth_blockNumber')).toBe('0x4');
  expect(Number(await ask('eth_getBalance', recipient, 'latest'))).toBe(1);
});

test('reports another chain', async () => {
  const network = await networks.start();
  const { rpcUrl } = network;
  network.fault({ kind: 'wrong_chain_id' });
  expect(await callRpc(rpcUrl, 'eth_chainId', [])).toBe('0x7a6a');
  network.clearFaults();
  network.fault({ kind: 'wrong_chain_id', chainId: 1 });
  expect(await callRpc(rpcUrl, 'eth_chainId', [])).toBe('0x1');
  expect(await callRpc(rpcUrl, 'net_version', [])).toBe('1');
});

test('alters a log of a receipt', async () => {
  const network = await paid();
  const right = (await network.request('eth_getBlockReceipts', ['0x2'])) as { transactionHash: string }[];
  network.fault({ kind: 'altered_receipt' });
  const wrong = (await callRpc(network.rpcUrl, 'eth_getBlockReceipts', ['0x2'])) as unknown[];
  expect(wrong.filter((receipt, at) => JSON.stringify(receipt) !== JSON.stringify(right[at]))).toHaveLength(
    1,
  );
  const [{ transactionHash } = { transactionHash: '' }] = right;
  const single = await callRpc(network.rpcUrl, 'eth_getTransactionReceipt', [transactionHash]);
  expect(single).toMatchObject({ transactionHash });
  expect(single).not.toEqual(right[0]);
});

test('leaves a transaction out of its block', async () => {
  const network = await paid();
  const { transactions, hash } = await block(network, 2);
  network.fault({ kind: 'missing_transaction' });
  expect(await callRpc(network.rpcUrl, 'eth_getBlockByHash', [hash, false])).toMatchObject({
    transactions: [transactions[0]],
  });
  expect(await callRpc(network.rpcUrl, 'eth_getBlockReceipts', [hash])).toHaveLength(1);
});

test('returns a bloom that does not match the block', async () => {
  const network = await paid();
  network.fault({ kind: 'wrong_bloom' });
  const bloom = async (which: string): Promise<string> =>
    ((await callRpc(network.rpcUrl, 'eth_getBlockByNumber', [which, false])) as { logsBloom: string })
      .logsBloom;
  const empty = `0x${'0'.repeat(512)}`;
  expect(await bloom('0x2')).toBe(empty);
  expect(await bloom('0x3')).not.toBe(empty);
});

test('refuses with 429 or 502, and does not execute what it refuses', async () => {
  const network = await networks.start();
  const { rpcUrl } = network;
  network.fault({ kind: 'rate_limit', retryAfterSeconds: 7, count: 1 });
  const refused = await post(rpcUrl, 'evm_mine');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('7');
  expect(await callRpc(rpcUrl, 'eth_blockNumber', [])).toBe('0x1');

  network.fault({ kind: 'server_error' });
  const failed = await post(rpcUrl, 'evm_mine');
  expect(failed.status).toBe(502);
  expect(await failed.text()).toMatch(/^<html>/);
  network.clearFaults();
  expect(await callRpc(rpcUrl, 'eth_blockNumber', [])).toBe('0x1');
});

test('loses answers to executed calls: cut in half, or with the connection', async () => {
  const network = await networks.start();
  const { rpcUrl } = network;
  network.fault({ kind: 'truncated', count: 1 });
  const cut = await post(rpcUrl, 'evm_mine');
  expect(cut.status).toBe(200);
  await expect(cut.json()).rejects.toThrow(SyntaxError);
  network.fault({ kind: 'disconnect' });
  await expect(post(rpcUrl, 'evm_mine')).rejects.toThrow('fetch failed');
  network.clearFaults();
  expect(await callRpc(rpcUrl, 'eth_blockNumber', [])).toBe('0x3');
});

test('delays its answers', async () => {
  const network = await networks.start();
  const { rpcUrl } = network;
  network.fault({ kind: 'delay', ms: 300, methods: ['eth_blockNumber'] });
  const began = performance.now();
  const answered: string[] = [];
  const ask = async (method: string) => {
    await callRpc(rpcUrl, method, []);
    answered.push(method);
  };
  await Promise.all([ask('eth_blockNumber'), ask('eth_chainId')]);
  expect(performance.now() - began).toBeGreaterThan(290);
  expect(answered).toEqual(['eth_chainId', 'eth_blockNumber']);
});

test('is steered over JSON-RPC, whatever else is wrong with it', async () => {
  const { rpcUrl } = await networks.start();
  expect(await callRpc(rpcUrl, 'purser_fault', [{ kind: 'disconnect', seed: 7 }])).toEqual({ seed: 7 });
  await expect(post(rpcUrl, 'eth_blockNumber')).rejects.toThrow('fetch failed');
  await expect(callRpc(rpcUrl, 'purser_fault', [{ kind: 'tired' }])).rejects.toMatchObject({ code: -32_602 });
  expect(await callRpc(rpcUrl, 'purser_clearFaults', [])).toBe(true);
  expect(await callRpc(rpcUrl, 'eth_blockNumber', [])).toBe('0x1');
});

test('has several endpoints for one chain, each with its own faults and counts', async () => {
  const network = await paid();
  const liar = await network.addEndpoint();
  const honest = await network.addEndpoint();
  liar.fault({ kind: 'empty_logs' });
  expect(await callRpc(liar.url, 'eth_getLogs', block2)).toEqual([]);
  expect(await callRpc(honest.url, 'eth_getLogs', block2)).toHaveLength(2);
  expect(await callRpc(network.rpcUrl, 'eth_getLogs', block2)).toHaveLength(2);
  expect(liar.requests).toEqual({ eth_getLogs: 1 });

  await callRpc(honest.url, 'purser_fault', [{ kind: 'wrong_chain_id' }]);
  expect(await callRpc(honest.url, 'eth_chainId', [])).toBe('0x7a6a');
  expect(await callRpc(liar.url, 'eth_chainId', [])).toBe('0x7a69');
  await liar.stop();
  await expect(callRpc(liar.url, 'eth_chainId', [])).rejects.toThrow('fetch failed');
  expect(await callRpc(network.rpcUrl, 'eth_chainId', [])).toBe('0x7a69');
});

test('has the limits of a provider', async () => {
  const network = await paid();
  const { url } = await network.addEndpoint({ limits: { maxResults: 1, maxCallsPerSecond: 3 } });
  await expect(callRpc(url, 'eth_getLogs', block2)).rejects.toMatchObject({ code: -32_005 });
  // The rest of the second may be too short for the next three.
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(url, 'eth_blockNumber')));
  expect(answers.map(({ status }) => status)).toContain(429);
  await sleep(1_000);
  expect((await post(url, 'eth_blockNumber')).status).toBe(200);
  expect(network.requests['eth_blockNumber']).toBeUndefined();
});
