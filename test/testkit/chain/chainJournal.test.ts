import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Wallet } from 'ethers';
import { expect, test } from 'vitest';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import { waitMined } from '../../../testkit/chain/payers/waitMined.ts';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import {
  allBlocks,
  allHashes,
  block,
  blockTimeMs,
  erc20,
  ether,
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

test('replays its journal to the same blocks and continues from there', async () => {
  let network = await networks.start();
  const { contract } = token(network, 'DAI_ETH');
  const { rpcUrl, faucetKey: key } = network;
  await Promise.all([
    payFromFaucet(network),
    pay({ rpcUrl, key, to: recipient, currency: { contract }, amount: 5n }),
    network.request('evm_increaseTime', [86_400]),
    network.request('hardhat_setBalance', [recipient, '0x64']),
  ]);
  await settled(network);
  await network.request('evm_setNextBlockTimestamp', [
    Number((await block(network, 'latest')).timestamp) + 77,
  ]);
  await network.request('hardhat_impersonateAccount', [recipient]);
  await network.request('hardhat_setBalance', [recipient, `0x${ether.toString(16)}`]);
  await network.request('eth_sendTransaction', [
    { from: recipient, to: contract, data: '0x', value: '0x0', gas: '0x10000' },
  ]);
  await network.request('eth_sendTransaction', [
    {
      from: recipient,
      to: network.tokens['USDT_ETH'],
      data: erc20.encodeFunctionData('approve', [contract, 1n]),
    },
  ]);
  await settled(network);
  const before = await allBlocks(network);
  const timestamps = before.map(({ timestamp }) => Number(timestamp));

  network = await networks.restart(network);
  expect(await allBlocks(network)).toEqual(before);
  expect(timestamps).toEqual(timestamps.toSorted((a, b) => a - b));
  expect(new Set(timestamps).size).toBe(timestamps.length);
  // The added day is still there.
  await network.mine(1);
  expect(Number((await block(network, 'latest')).timestamp)).toBeGreaterThan(Date.now() / 1000 + 86_000);
  expect(await read(network, contract, 'balanceOf', recipient)).toBe(5n);

  const after = await allHashes(network);
  network = await networks.restart(network);
  expect(await allHashes(network)).toEqual(after);
});

test('keeps a pending transaction over a restart and then mines it', async () => {
  let network = await networks.start({ blockTimeMs: 60_000 });
  const first = await payFromFaucet(network);
  const second = await payFromFaucet(network);

  network = await networks.restart(network);
  expect(await pending(network)).toEqual([first, second]);
  expect(await waitMined({ rpcUrl: network.rpcUrl, txHash: second })).toMatchObject({ blockNumber: 2 });
});

test('settles after a restart what was not settled before', async () => {
  let network = await networks.start({ settleBlocks: 0 });
  const { blockNumber } = await waitMined({ rpcUrl: network.rpcUrl, txHash: await payFromFaucet(network) });
  await sleep(5 * blockTimeMs);
  expect(await height(network)).toBe(blockNumber);

  network = await networks.restart(network);
  expect(await settled(network)).toBe(blockNumber + settleBlocks);
});

test('reorganises by snapshot and revert, and replays that too', async () => {
  let network = await networks.start();
  await network.pauseMining();
  await network.mine(2);
  const snapshot = await callRpc(network.rpcUrl, 'evm_snapshot', []);
  await network.mine(1);
  const txHash = await payFromFaucet(network);
  await network.mine(2);
  const orphans = await allHashes(network);

  expect(await callRpc(network.rpcUrl, 'evm_revert', [snapshot])).toBe(true);
  expect(await height(network)).toBe(3);
  expect(await network.request('eth_getTransactionByHash', [txHash])).toBeNull();
  expect(await callRpc(network.rpcUrl, 'evm_revert', [snapshot])).toBe(false);
  // As empty as the orphan at this height, maybe in the same second, and still another block.
  await network.mine(2);
  const second = await payFromFaucet(network, 2n);
  await network.mine(2);
  const hashes = await allHashes(network);
  expect(hashes.slice(0, 4)).toEqual(orphans.slice(0, 4));
  expect(hashes.slice(4).filter(hash => orphans.includes(hash))).toEqual([]);
  const journal = readFileSync(networks.journalFile, 'utf8');

  network = await networks.restart(network, { settleBlocks: 0 });
  expect(await allHashes(network)).toEqual(hashes);
  expect(readFileSync(networks.journalFile, 'utf8')).toBe(journal);
  expect(await waitMined({ rpcUrl: network.rpcUrl, txHash: second })).toMatchObject({ blockNumber: 6 });
  expect(await callRpc(network.rpcUrl, 'evm_snapshot', [])).toBe('0x2');
});

test('has after SIGKILL every block that anyone has seen', async () => {
  const options = {
    code: 'ETHEREUM',
    chainId: 31_337,
    nativeCurrency: 'ETH',
    tokens: [],
    port: 0,
    journalFile: networks.journalFile,
    blockTimeMs: 5,
    settleBlocks: 1_000_000,
    artifacts: networks.artifacts,
  };
  const program = `
    const { startTestNetwork } = await import(process.argv[1]);
    const network = await startTestNetwork(JSON.parse(process.argv[2]));
    await network.request('eth_sendTransaction', [{
      from: (await network.request('eth_accounts'))[1], to: '${recipient}', value: '0x1' }]);
    console.log(network.rpcUrl);`;
  const module = new URL('../../../testkit/chain/startTestNetwork.ts', import.meta.url).href;
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    program,
    module,
    JSON.stringify(options),
  ]);
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  const seen: string[] = [];
  while (seen.length < 40) {
    const head = await callRpc(url.toString().trim(), 'eth_getBlockByNumber', ['latest', false]);
    seen.push((head as { hash: string }).hash);
    if (seen.length === 40) child.kill('SIGKILL');
  }
  await once(child, 'exit');

  const hashes = await allHashes(await networks.start({ tokens: [], settleBlocks: 0 }));
  expect(new Set(seen).size).toBeGreaterThan(3);
  expect(seen.filter(hash => !hashes.includes(hash))).toEqual([]);
});

test('cuts off a line that was being written when the process died', async () => {
  let network = await networks.start();
  await payFromFaucet(network);
  await settled(network);
  const hashes = await allHashes(network);
  await networks.stop(network);
  const journal = readFileSync(networks.journalFile, 'utf8');
  appendFileSync(networks.journalFile, '{"mine":1800000000,"head":"0x12');

  network = await networks.start();
  expect(await allHashes(network)).toEqual(hashes);
  expect(readFileSync(networks.journalFile, 'utf8')).toBe(journal);
  await network.mine(1);
  const longer = await allHashes(network);
  network = await networks.restart(network);
  expect(await allHashes(network)).toEqual(longer);
});

test('treats a journal that died within its first line as a new one', async () => {
  const network = await networks.start();
  const hashes = await allHashes(network);
  await networks.stop(network);
  writeFileSync(networks.journalFile, readFileSync(networks.journalFile, 'utf8').slice(0, 20));
  expect(await allHashes(await networks.start())).toEqual(hashes);
});

test('does not journal calls that failed or only read', async () => {
  let network = await networks.start({ blockTimeMs: 60_000 });
  await network.pauseMining();
  await payFromFaucet(network);
  await network.mine(1);
  const journal = readFileSync(networks.journalFile, 'utf8');
  const used = await new Wallet(network.faucetKey).signTransaction({
    type: 2,
    chainId: network.chainId,
    nonce: 0,
    to: recipient,
    gasLimit: 21_000,
    maxFeePerGas: 20n * 10n ** 9n,
  });
  for (const [method, ...params] of [
    ['eth_sendRawTransaction', used],
    ['eth_sendRawTransaction', '0x1234'],
    ['eth_sendTransaction', { from: recipient, to: recipient }],
    ['evm_mine', 1],
    ['evm_setNextBlockTimestamp', 1],
    ['hardhat_mine', '0xffffffff'],
    ['evm_increaseTime', -1],
    ['evm_nonsense'],
  ] as const) {
    await expect(callRpc(network.rpcUrl, method, params)).rejects.toMatchObject({ name: 'RpcError' });
  }
  await network.request('evm_revert', ['0x77']);
  await network.request('eth_getBlockByNumber', ['pending', true]);
  await network.request('eth_estimateGas', [{ to: recipient }]);

  expect(readFileSync(networks.journalFile, 'utf8')).toBe(journal);
  await network.mine(1);
  const hashes = await allHashes(network);
  network = await networks.restart(network);
  expect((await allHashes(network)).slice(0, 4)).toEqual(hashes);
});
