import { setTimeout as sleep } from 'node:timers/promises';
import { Wallet } from 'ethers';
import { expect, test } from 'vitest';
import { waitMined } from '../../../testkit/chain/payers/waitMined.ts';
import { bigOf, callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import {
  allHashes,
  block,
  blockTimeMs,
  height,
  payFromFaucet,
  pending,
  read,
  recipient,
  settleBlocks,
  settled,
  testNetworks,
  token,
} from './testNetworks.ts';

const networks = testNetworks();

test('starts with its tokens deployed and a full faucet, the same each time', async () => {
  const network = await networks.start();
  const other = await networks.start({ journalFile: null });

  expect(await allHashes(other)).toEqual(await allHashes(network));
  expect(other.tokens).toEqual(network.tokens);
  const { contract } = token(network, 'USDT_ETH');
  expect(await read(network, contract, 'decimals')).toBe(6n);
  expect(await read(network, contract, 'symbol')).toBe('USDT');
  const faucet = new Wallet(network.faucetKey).address;
  expect(await read(network, contract, 'balanceOf', faucet)).toBe(10n ** 18n);
  expect(bigOf(await network.request('eth_getBalance', [faucet, 'latest']))).toBe(10n ** 27n);
  expect(await network.request('eth_chainId')).toBe('0x7a69');
});

test('shows a transaction as pending for a block time before it is mined', async () => {
  const network = await networks.start({ blockTimeMs: 300 });
  // Blocks are coming already, one of them within the block time of the second payment.
  await payFromFaucet(network);
  await sleep(500);
  const sentAt = performance.now();
  const txHash = await payFromFaucet(network);

  expect(await pending(network)).toEqual([txHash]);
  const forecast = (await network.request('eth_getBlockByNumber', ['pending', true])) as {
    transactions: { hash: string }[];
  };
  expect(forecast.transactions.map(transaction => transaction.hash)).toEqual([txHash]);
  expect(await network.request('eth_getTransactionByHash', [txHash])).toMatchObject({ blockHash: null });
  await waitMined({ rpcUrl: network.rpcUrl, txHash });
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(300);
  expect(await pending(network)).toEqual([]);
});

test('does not postpone a block for ever while transactions keep coming', async () => {
  const network = await networks.start({ blockTimeMs: 200 });
  const first = await payFromFaucet(network);
  const began = performance.now();
  while ((await network.request('eth_getTransactionReceipt', [first])) === null) {
    await payFromFaucet(network);
    expect(performance.now() - began).toBeLessThan(5000);
  }
});

test('mines on demand: the settling blocks after a transaction, then none', async () => {
  const network = await networks.start();
  await sleep(5 * blockTimeMs);
  expect(await height(network)).toBe(1);
  const { blockNumber } = await waitMined({
    rpcUrl: network.rpcUrl,
    txHash: await payFromFaucet(network),
  });

  expect(await settled(network)).toBe(blockNumber + settleBlocks);
  await sleep(10 * blockTimeMs);
  expect(await height(network)).toBe(blockNumber + settleBlocks);
});

test('does not mine for a transaction that waits for an earlier nonce', async () => {
  const network = await networks.start();
  const signed = await new Wallet(network.faucetKey).signTransaction({
    type: 2,
    chainId: network.chainId,
    nonce: 1,
    to: recipient,
    gasLimit: 21_000,
    maxFeePerGas: 20n * 10n ** 9n,
    maxPriorityFeePerGas: 1n,
  });
  const early = String(await network.request('eth_sendRawTransaction', [signed]));
  await sleep(5 * blockTimeMs);
  expect(await height(network)).toBe(1);

  await payFromFaucet(network);
  expect(await waitMined({ rpcUrl: network.rpcUrl, txHash: early })).toMatchObject({ succeeded: true });
});

test('mines until the base fee has fallen to what a transaction pays', async () => {
  const network = await networks.start();
  const signed = await new Wallet(network.faucetKey).signTransaction({
    type: 2,
    chainId: network.chainId,
    nonce: 0,
    to: recipient,
    gasLimit: 21_000,
    maxFeePerGas: 6n * 10n ** 8n,
    maxPriorityFeePerGas: 1n,
  });
  const txHash = String(await network.request('eth_sendRawTransaction', [signed]));
  const { blockNumber } = await waitMined({ rpcUrl: network.rpcUrl, txHash });
  expect(blockNumber).toBeGreaterThan(3);
});

test('mines nothing while mining is paused, except on request', async () => {
  const network = await networks.start();
  expect(await callRpc(network.rpcUrl, 'purser_pauseMining', [])).toBe(true);
  const txHash = await payFromFaucet(network);
  await sleep(5 * blockTimeMs);
  expect(await height(network)).toBe(1);
  await network.mine(2);
  expect(await callRpc(network.rpcUrl, 'hardhat_mine', ['0x3', '0xa'])).toBe(true);
  expect(await height(network)).toBe(6);
  expect((await block(network, 2)).transactions).toEqual([txHash]);
  const [fifth, sixth] = await Promise.all([block(network, 5), block(network, 6)]);
  expect(Number(sixth.timestamp) - Number(fifth.timestamp)).toBe(10);

  const second = await payFromFaucet(network);
  expect(await callRpc(network.rpcUrl, 'purser_resumeMining', [])).toBe(true);
  expect(await waitMined({ rpcUrl: network.rpcUrl, txHash: second })).toMatchObject({ blockNumber: 7 });
});

test('mines a block again with the same hash if it gets the same timestamp', async () => {
  const network = await networks.start();
  await network.pauseMining();
  const snapshot = await network.request('evm_snapshot');
  await network.mine(1);
  const orphan = await block(network, 'latest');
  await network.request('evm_revert', [snapshot]);
  await network.request('evm_mine', [orphan.timestamp]);
  expect(await block(network, 'latest')).toEqual(orphan);
});

test('refuses calls that would mine unasked or remove the tokens', async () => {
  const network = await networks.start();
  for (const method of ['evm_setAutomine', 'evm_setIntervalMining', 'hardhat_reset']) {
    await expect(callRpc(network.rpcUrl, method, [])).rejects.toMatchObject({ code: -32_004 });
  }
});
