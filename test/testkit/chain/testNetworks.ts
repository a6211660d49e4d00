import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Interface } from 'ethers';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { compileContracts } from '../../../contracts/compileContracts.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { TestNetwork, TestNetworkOptions } from '../../../testkit/chain/startTestNetwork.ts';
import { startTestNetwork } from '../../../testkit/chain/startTestNetwork.ts';

export const blockTimeMs = 40;
export const settleBlocks = 3;
export const recipient = '0x00000000000000000000000000000000000a11ce';
export const native = { contract: null, decimals: 18 };
export const ether = 10n ** 18n;
export const erc20 = new Interface([
  'function balanceOf(address) view returns (uint256)',
  'function decimals() view returns (uint8)',
  'function symbol() view returns (string)',
  'function approve(address, uint256) returns (bool)',
]);

interface Stage {
  readonly artifacts: ContractArtifacts;
  /** A new journal for each test. */
  readonly journalFile: string;
  start(options?: Partial<TestNetworkOptions>): Promise<TestNetwork>;
  stop(network: TestNetwork): Promise<void>;
  restart(network: TestNetwork, options?: Partial<TestNetworkOptions>): Promise<TestNetwork>;
}

/**
 * Networks for the tests of one file. Networks that a test leaves running are stopped; no failure may go
 * unnoticed.
 */
export function testNetworks(): Stage {
  let artifacts: ContractArtifacts;
  let journalFile: string;
  let running: TestNetwork[];
  let errors: unknown[];
  beforeAll(async () => {
    artifacts = await compileContracts();
  });
  beforeEach(() => {
    journalFile = join(mkdtempSync(join(tmpdir(), 'purser-chain-')), 'chain', 'ETHEREUM.jsonl');
    running = [];
    errors = [];
  });
  afterEach(async () => {
    await Promise.all(running.map(network => network.stop()));
    expect(errors).toEqual([]);
  });

  const stage: Stage = {
    get artifacts() {
      return artifacts;
    },
    get journalFile() {
      return journalFile;
    },
    async start(options = {}) {
      const network = await startTestNetwork({
        code: 'ETHEREUM',
        chainId: 31_337,
        nativeCurrency: 'ETH',
        tokens: [
          { currency: 'USDT_ETH', name: 'Tether USD', symbol: 'USDT', decimals: 6 },
          { currency: 'DAI_ETH', name: 'Dai', symbol: 'DAI', decimals: 18 },
        ],
        port: 0,
        journalFile,
        blockTimeMs,
        settleBlocks,
        artifacts,
        onError: error => errors.push(error),
        ...options,
      });
      running.push(network);
      return network;
    },
    async stop(network) {
      running = running.filter(other => other !== network);
      await network.stop();
    },
    async restart(network, options) {
      await stage.stop(network);
      return stage.start(options);
    },
  };
  return stage;
}

interface Block {
  readonly number: string;
  readonly hash: string;
  readonly timestamp: string;
  readonly transactions: readonly string[];
}

export async function block(network: TestNetwork, which: string | number): Promise<Block> {
  const tag = typeof which === 'number' ? `0x${which.toString(16)}` : which;
  return (await network.request('eth_getBlockByNumber', [tag, false])) as Block;
}

export async function height(network: TestNetwork): Promise<number> {
  return Number(await network.request('eth_blockNumber'));
}

export async function allBlocks(network: TestNetwork): Promise<readonly Block[]> {
  const numbers = Array.from({ length: (await height(network)) + 1 }, (_, number) => number);
  return Promise.all(numbers.map(number => block(network, number)));
}

export async function allHashes(network: TestNetwork): Promise<readonly string[]> {
  return (await allBlocks(network)).map(({ hash }) => hash);
}

export async function pending(network: TestNetwork): Promise<readonly string[]> {
  const pool = (await network.request('eth_pendingTransactions')) as readonly { hash: string }[];
  return pool.map(transaction => transaction.hash);
}

/**
 * Waits until nothing is pending and `settleBlocks` blocks are above the last transaction; returns the
 * height.
 */
export async function settled(network: TestNetwork): Promise<number> {
  for (; ; await sleep(blockTimeMs / 2)) {
    const blocks = await allBlocks(network);
    // Block 1 has the tokens and waits for nothing.
    const empty = blocks
      .slice(2)
      .slice(-settleBlocks)
      .every(({ transactions }) => transactions.length === 0);
    if (empty && (await pending(network)).length === 0) return blocks.length - 1;
  }
}

export function token(network: TestNetwork, currency: string): { readonly contract: string } {
  return { contract: network.tokens[currency] ?? '' };
}

export async function read(
  network: TestNetwork,
  contract: string,
  name: string,
  ...args: unknown[]
): Promise<unknown> {
  const data = erc20.encodeFunctionData(name, args);
  const answer = await network.request('eth_call', [{ to: contract, data }, 'latest']);
  return erc20.decodeFunctionResult(name, String(answer))[0] as unknown;
}

export function payFromFaucet(network: TestNetwork, amount = 1n): Promise<string> {
  const { rpcUrl, faucetKey: key } = network;
  return pay({ rpcUrl, key, to: recipient, currency: native, amount });
}
