import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { paymentWays } from '../../domain/testMode.ts';
import { payVia } from '../../testkit/chain/payers/payVia.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import {
  allHashes,
  block,
  ether,
  height,
  native,
  payFromFaucet,
  pending,
  recipient,
  testNetworks,
  token,
} from './chain/testNetworks.ts';

const networks = testNetworks();
const run = promisify(execFile);

/** The state folder of a stack with only this network. */
function stackOf(network: TestNetwork): string {
  const home = mkdtempSync(join(tmpdir(), 'purser-commands-'));
  const { code, chainId, rpcUrl: rpc, tokens, faucetKey } = network;
  const running = {
    pid: process.pid,
    api: 'http://127.0.0.1:9',
    key: '',
    database: '',
    registry: join(import.meta.dirname, '../../testkit/registry.json'),
    temporal: '',
    shop: null,
    temporalUi: '',
    networks: [{ code, chainId, rpc, tokens, faucetKey }],
  };
  writeFileSync(join(home, 'running.json'), JSON.stringify(running));
  return home;
}

async function command(home: string, file: string, ...args: readonly string[]): Promise<string> {
  const path = join(import.meta.dirname, '..', '..', 'cli', file);
  const env = { ...process.env, PURSER_HOME: home };
  return (await run(process.execPath, [path, ...args], { env })).stdout;
}

test('steers the chain of a running stack', async () => {
  const network = await networks.start({ blockTimeMs: 60_000 });
  const home = stackOf(network);
  const chain = (...args: readonly string[]): Promise<string> => command(home, 'chain.ts', ...args);
  await chain('mine', '--mining', 'pause');
  await chain('mine', '--count', '4');
  const before = await allHashes(network);
  expect(await height(network)).toBe(5);

  expect(await chain('finalize', '--lag', '2')).toContain('block 3');
  expect(await block(network, 'finalized')).toEqual(await block(network, 3));
  expect(await chain('reorg', '--depth', '1', '--blocks', '3')).toContain(before[5]);
  expect(await height(network)).toBe(7);
  await chain('reorg', '--restore');
  expect(await allHashes(network)).toEqual(before);

  const [first, second] = [await payFromFaucet(network), await payFromFaucet(network, 2n)];
  await chain('drop', '--transaction-hash', second);
  const replaced = await chain('replace', '--transaction-hash', first, '--to', recipient, '--amount', '0.5');
  expect(await pending(network)).toEqual([replaced.match(/0x[0-9a-f]{64}/)?.[0]]);

  const fault = await chain('fault', '--kind', 'server_error', '--rate', '1', '--seed', '5');
  expect(fault).toContain('seed 5');
  expect((await fetch(network.rpcUrl, { method: 'POST', body: '{}' })).status).toBe(200);
  const asked = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' });
  expect((await fetch(network.rpcUrl, { method: 'POST', body: asked })).status).toBe(502);
  await chain('fault', '--clear');
  expect((await fetch(network.rpcUrl, { method: 'POST', body: asked })).status).toBe(200);
});

test('accepts the earlier names of its options', async () => {
  const network = await networks.start({ blockTimeMs: 60_000 });
  const home = stackOf(network);
  const chain = (...args: readonly string[]): Promise<string> => command(home, 'chain.ts', ...args);
  await chain('mine', '--pause');
  expect(await chain('mine', '--blocks', '2')).toContain('block 3');
  const [first, second] = [await payFromFaucet(network), await payFromFaucet(network, 2n)];
  await chain('mine');
  const { number } = (await block(network, 'latest')) as { readonly number: string };
  await chain('reorg', '--depth', '1', '--drop', first, '--drop', second);
  expect(await height(network)).toBe(Number(number) + 1);
  expect(await pending(network)).toEqual([]);
  const waiting = await payFromFaucet(network, 3n);
  await chain('drop', '--tx', waiting);
  expect(await pending(network)).toEqual([]);
});

test('prints its usage, and what is wrong with a command', async () => {
  const home = stackOf(await networks.start());
  const [all, one] = await Promise.all([
    command(home, 'chain.ts', '--help'),
    command(home, 'chain.ts', 'reorg', '--help'),
  ]);
  for (const verb of ['up', 'mine', 'reorg', 'drop', 'replace', 'finalize', 'fault', 'resume']) {
    expect(all).toContain(`  ${verb} `);
  }
  expect(one).toContain('npm run chain -- reorg');
  for (const wrong of [['dance'], ['mine', '--network', 'MARS'], ['reorg', '--depth', '99']]) {
    await expect(command(home, 'chain.ts', ...wrong)).rejects.toMatchObject({ code: 1 });
  }
});

test('pays in every supported way', async () => {
  const network = await networks.start();
  const { rpcUrl, faucetKey: key } = network;
  const { artifacts } = networks;
  const usdt = { ...token(network, 'USDT_ETH'), decimals: 6 };
  for (const way of paymentWays) {
    const currency = way === 'look-alike' ? usdt : native;
    const payment = { rpcUrl, key, artifacts, to: recipient, currency, amount: ether };
    expect(await payVia(way, payment)).toMatch(/^0x[0-9a-f]{64}$/);
    if (way === 'batch') await payVia(way, { ...payment, currency: usdt });
  }
  // Directly, internally, in two transfers, and by self-destruction: the other ways bring no native coins.
  const balance = async (): Promise<bigint> =>
    BigInt(String(await network.request('eth_getBalance', [recipient, 'latest'])));
  await expect.poll(balance, { timeout: 10_000 }).toBe(4n * ether);
  const wrong = { rpcUrl, key, artifacts, to: recipient, currency: usdt, amount: 1n };
  await expect(payVia('internal', wrong)).rejects.toThrow('native');

  const home = stackOf(network);
  const args = ['--to', recipient, '--currency', 'ETH', '--amount', '0.5'];
  expect(await command(home, 'pay.ts', ...args, '--via', 'internal')).toMatch(/Transaction 0x[0-9a-f]{64}/);
  await expect(command(home, 'pay.ts', ...args, '--via', 'pigeon')).rejects.toMatchObject({ code: 1 });
});
