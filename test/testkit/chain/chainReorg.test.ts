import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newPayer } from '../../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import {
  allHashes,
  block,
  erc20,
  ether,
  height,
  native,
  payFromFaucet,
  pending,
  read,
  recipient,
  testNetworks,
  token,
} from './testNetworks.ts';

const networks = testNetworks();

async function still(): Promise<TestNetwork> {
  const network = await networks.start();
  await network.pauseMining();
  return network;
}

function payToken(network: TestNetwork, amount: bigint): Promise<string> {
  const { rpcUrl, faucetKey: key } = network;
  return pay({ rpcUrl, key, to: recipient, currency: token(network, 'DAI_ETH'), amount });
}

async function receipt(network: TestNetwork, txHash: string): Promise<{ blockHash: string } | null> {
  return (await network.request('eth_getTransactionReceipt', [txHash])) as { blockHash: string } | null;
}

test('replaces the last blocks by others, with the same transactions', async () => {
  const network = await still();
  await network.mine(2);
  const txHash = await payToken(network, 5n);
  await network.mine(3);
  const before = await allHashes(network);

  const reorg = await network.reorg({ depth: 3 });
  const after = await allHashes(network);
  expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  expect(after.filter(hash => before.slice(4).includes(hash))).toEqual([]);
  expect(reorg).toEqual({
    fork: 3,
    orphaned: before.slice(4),
    head: { number: 7, hash: after.at(-1) },
    returned: [txHash],
  });
  expect(await receipt(network, txHash)).toMatchObject({ blockHash: after[4], blockNumber: '0x4' });
  expect(await read(network, token(network, 'DAI_ETH').contract, 'balanceOf', recipient)).toBe(5n);
});

test('leaves out transactions that are dropped, or that are not in the list to keep', async () => {
  const network = await still();
  const { rpcUrl, faucetKey } = network;
  network.resumeMining();
  const payer = await newPayer({ rpcUrl, faucetKey, native: ether });
  await network.pauseMining();
  const start = await height(network);
  const stays = await payFromFaucet(network);
  const leaves = await pay({ rpcUrl, ...payer, to: recipient, currency: native, amount: 2n });
  await network.mine(1);

  await network.reorg({ depth: 1, drop: [leaves] });
  expect(await network.request('eth_getTransactionByHash', [leaves])).toBeNull();
  expect((await block(network, start + 1)).transactions).toEqual([stays]);

  const other = await pay({ rpcUrl, ...payer, to: recipient, currency: native, amount: 3n });
  await network.mine(1);
  await network.reorg({ depth: 3, blocks: 1, keep: [other] });
  expect((await block(network, 'latest')).transactions).toEqual([other]);
  expect(await receipt(network, stays)).toBeNull();
});

test('forgets a transaction that the new chain has no money for', async () => {
  const network = await still();
  const { rpcUrl, faucetKey } = network;
  network.resumeMining();
  const payer = await newPayer({ rpcUrl, faucetKey, native: ether });
  await network.pauseMining();
  const spent = await pay({ rpcUrl, ...payer, to: recipient, currency: native, amount: 1n });
  await network.mine(1);

  const depth = (await height(network)) - 1;
  const reorg = await network.reorg({ depth, keep: [spent] });
  expect(reorg.returned).toEqual([]);
  expect(await network.request('eth_getTransactionByHash', [spent])).toBeNull();
});

test('returns the transactions later if they are withheld', async () => {
  const network = await still();
  const early = await payFromFaucet(network);
  await network.mine(1);
  const mined = await payFromFaucet(network, 2n);
  await network.mine(1);
  const waiting = await payFromFaucet(network, 3n);

  await network.reorg({ depth: 1, withhold: true });
  expect(await height(network)).toBe(4);
  expect((await block(network, 3)).transactions).toEqual([]);
  expect(await pending(network)).toEqual([mined, waiting]);
  await network.mine(1);
  expect((await block(network, 5)).transactions).toEqual([mined, waiting]);
  expect(await receipt(network, early)).toMatchObject({ blockNumber: '0x2' });
});

test('makes the chain shorter, and restores the same blocks', async () => {
  const network = await still();
  await payFromFaucet(network);
  await network.mine(1);
  const txHash = await payFromFaucet(network, 2n);
  await network.mine(2);
  const before = await allHashes(network);

  expect(await network.reorg({ depth: 2, blocks: 0 })).toMatchObject({ fork: 2, returned: [txHash] });
  expect(await allHashes(network)).toEqual(before.slice(0, 3));
  expect(await pending(network)).toEqual([txHash]);

  expect(await network.reorg({ restore: true })).toMatchObject({ fork: 2, orphaned: [] });
  expect(await allHashes(network)).toEqual(before);
  expect(await pending(network)).toEqual([]);
});

test('goes back and forth between two branches', async () => {
  const network = await still();
  await payToken(network, 5n);
  await network.mine(3);
  const first = await allHashes(network);
  await network.reorg({ depth: 2 });
  const other = await payFromFaucet(network);
  await network.mine(1);
  const second = await allHashes(network);

  expect(await network.reorg({ restore: true })).toMatchObject({ fork: 2, returned: [other] });
  expect(await allHashes(network)).toEqual(first);
  expect(await pending(network)).toEqual([other]);
  await network.reorg({ restore: true });
  expect(await allHashes(network)).toEqual(second);
});

test('answers for orphans by their hash only', async () => {
  const network = await still();
  const txHash = await payToken(network, 5n);
  await network.mine(2);
  const orphan = await block(network, 2);
  await network.reorg({ depth: 2, drop: [txHash] });

  const byHash = (method: string, ...rest: unknown[]): Promise<unknown> =>
    network.request(method, [orphan.hash, ...rest]);
  expect(await byHash('eth_getBlockByHash', false)).toEqual(orphan);
  expect(await byHash('eth_getBlockReceipts')).toMatchObject([{ transactionHash: txHash }]);
  expect(await byHash('debug_traceBlockByHash', { tracer: 'callTracer' })).toMatchObject([{ txHash }]);
  expect(await network.request('eth_getLogs', [{ blockHash: orphan.hash }])).toMatchObject([
    { transactionHash: txHash },
  ]);
  const { contract } = token(network, 'DAI_ETH');
  const call = { to: contract, data: erc20.encodeFunctionData('balanceOf', [recipient]) };
  expect(Number(await network.request('eth_call', [call, { blockHash: orphan.hash }]))).toBe(5);
  expect(Number(await network.request('eth_call', [call, 'latest']))).toBe(0);

  expect(await receipt(network, txHash)).toBeNull();
  expect(await network.request('eth_getTransactionByHash', [txHash])).toBeNull();
  expect(await network.request('eth_getLogs', [{ fromBlock: '0x2', toBlock: 'latest' }])).toEqual([]);
});

test('keeps the orphans of the last three reorgs', async () => {
  const network = await still();
  await network.mine(1);
  const orphans: string[] = [];
  for (let time = 0; time < 4; time++) {
    orphans.push((await block(network, 'latest')).hash);
    await network.reorg({ depth: 1, blocks: 1 });
  }
  const found = await Promise.all(
    orphans.map(hash => network.request('eth_getBlockByHash', [hash, false]) as Promise<object | null>),
  );
  expect(found.map(orphan => orphan !== null)).toEqual([false, true, true, true]);
});

test('has after a restart the chain and the pool of the reorg', async () => {
  let network = await still();
  await network.request('evm_increaseTime', [3_600]);
  await payFromFaucet(network);
  await network.mine(2);
  const snapshot = await network.request('evm_snapshot');
  await payFromFaucet(network, 2n);
  await network.mine(2);
  await network.request('hardhat_setBalance', [recipient, '0x64']);
  await network.mine(1);
  await network.reorg({ depth: 3, withhold: true });
  await network.mine(1);
  await network.reorg({ depth: 1, blocks: 0 });
  await payFromFaucet(network, 3n);
  const hashes = await allHashes(network);
  const pool = await pending(network);
  expect(pool).toHaveLength(2);
  const journal = readFileSync(networks.journalFile, 'utf8');

  network = await networks.restart(network, { blockTimeMs: 60_000 });
  expect(readFileSync(networks.journalFile, 'utf8')).toBe(journal);
  expect(await allHashes(network)).toEqual(hashes);
  expect(await pending(network)).toEqual(pool);
  // The blocks that a reorg removed before the restart can still be restored.
  await network.reorg({ restore: true });
  const restored = await allHashes(network);
  expect(restored).toHaveLength(hashes.length + 1);
  // A snapshot from before the fork is still valid.
  expect(await network.request('evm_revert', [snapshot])).toBe(true);
  expect(await height(network)).toBe(3);
  await network.mine(1);
  await network.reorg({ depth: 1 });
  const after = await allHashes(network);
  network = await networks.restart(network, { blockTimeMs: 60_000 });
  expect(await allHashes(network)).toEqual(after);
});

test('mines the returned transactions of a reorg if mining is not paused', async () => {
  const network = await still();
  const txHash = await payFromFaucet(network);
  await network.mine(2);
  network.resumeMining();
  await network.reorg({ depth: 2, blocks: 0 });
  await expect.poll(() => receipt(network, txHash)).toMatchObject({ blockNumber: '0x2' });
});

test('refuses a reorg of blocks that cannot leave, and changes nothing', async () => {
  const network = await still();
  await network.mine(1);
  const hashes = await allHashes(network);
  const journal = readFileSync(networks.journalFile, 'utf8');
  for (const options of [
    { depth: 2 },
    { depth: 0 },
    { restore: true },
    { depth: 1, drop: ['soon'] },
    'all',
  ]) {
    await expect(callRpc(network.rpcUrl, 'purser_reorg', [options])).rejects.toMatchObject({ code: -32_602 });
  }
  expect(await allHashes(network)).toEqual(hashes);
  expect(readFileSync(networks.journalFile, 'utf8')).toBe(journal);
  expect(await callRpc(network.rpcUrl, 'purser_reorg', [{ depth: 1 }])).toMatchObject({ fork: 1 });
});
