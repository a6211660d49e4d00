import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { TestChain } from './chain.ts';
import { changesChain } from './chainMethods.ts';
import type { TestTokenOptions } from './deployTokens.ts';
import { deployTokens } from './deployTokens.ts';
import { noJournal, openJournal } from './journal.ts';
import { Miner } from './miner.ts';
import { createNode } from './node.ts';
import { serveRpc } from './serveRpc.ts';
import { testAccounts } from './testAccounts.ts';

export interface TestNetworkOptions {
  /** The network's code in the registry. */
  readonly code: string;
  readonly chainId: number;
  /** The native coin's code in the registry; it has 18 decimals. */
  readonly nativeCurrency: string;
  readonly tokens: readonly TestTokenOptions[];
  /** 0 takes a free port. */
  readonly port: number;
  /** Where the chain is kept; null for one that is forgotten when it stops. One process at a time. */
  readonly journalFile: string | null;
  readonly blockTimeMs: number;
  /** How many blocks are mined upon one with a transaction before the chain rests. */
  readonly settleBlocks: number;
  /** `compileContracts`; `TestToken` is used. */
  readonly artifacts: ContractArtifacts;
  /** A hardfork as Hardhat names it. */
  readonly hardfork?: string;
  /** Told of failures nobody waits for, such as a block that could not be mined. */
  readonly onError?: (error: unknown) => void;
}

export interface TestNetwork {
  readonly code: string;
  readonly chainId: number;
  readonly nativeCurrency: string;
  readonly rpcUrl: string;
  /** Contracts in lower case, by currency. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The private key of the account that has a lot of everything. */
  readonly faucetKey: string;
  /** The same as a call to `rpcUrl`. Throws `RpcError`. */
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  mine(blocks: number): Promise<void>;
  /** Holds the chain still until `resumeMining`: then only `mine` and its like make blocks. */
  pauseMining(): Promise<void>;
  resumeMining(): void;
  stop(): Promise<void>;
}

/** Pinned, so that a newer Hardhat does not change the chains that journals were written for. */
const usualHardfork = 'osaka';
const faucetWei = 10n ** 27n;
const deployerWei = 10n ** 21n;

/**
 * Starts an EVM network in memory behind JSON-RPC on the loopback interface, with tokens deployed and a full
 * faucet; with a journal, as it was when it stopped, pending transactions included.
 * Throws `ChainJournalError`, or the system's error where port or journal cannot be had.
 */
export async function startTestNetwork(options: TestNetworkOptions): Promise<TestNetwork> {
  const { code, chainId, nativeCurrency, artifacts, journalFile, onError = () => undefined } = options;
  const { hardfork = usualHardfork } = options;
  const artifact = artifacts['TestToken'];
  if (!artifact) throw new Error('the artifacts hold no TestToken');

  const accounts = testAccounts();
  const node = await createNode({
    chainId,
    hardfork,
    accounts: [
      { key: accounts.deployer.privateKey, balance: deployerWei },
      { key: accounts.faucet.privateKey, balance: faucetWei },
    ],
  });
  const { addresses, start } = await deployTokens(node, chainId, accounts, artifact, options.tokens);
  const journal =
    journalFile === null
      ? noJournal
      : openJournal(journalFile, { journal: 1, chainId, hardfork, start: start.hash });
  const chain = await TestChain.open(node, journal).catch((error: unknown) => {
    journal.close();
    throw error;
  });
  const { blockTimeMs, settleBlocks } = options;
  const miner = new Miner(chain, { blockTimeMs, settleBlocks, onError });

  const pauseMining = async (): Promise<void> => {
    miner.pause();
    await chain.mine(0);
  };
  const answer = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    switch (method) {
      case 'purser_pauseMining':
        await pauseMining();
        return true;
      case 'purser_resumeMining':
        miner.resume();
        return true;
      default: {
        const result = await chain.call(method, params);
        if (changesChain(method)) miner.wake(method.startsWith('eth_send'));
        return result;
      }
    }
  };
  const server = await serveRpc({ port: options.port, answer, onError }).catch(async (error: unknown) => {
    await chain.close();
    throw error;
  });
  miner.wake(false);

  return {
    code,
    chainId,
    nativeCurrency,
    rpcUrl: server.url,
    tokens: addresses,
    faucetKey: accounts.faucet.privateKey,
    request: (method, params = []) => answer(method, params),
    async mine(blocks) {
      await chain.mine(blocks);
      miner.wake(false);
    },
    pauseMining,
    resumeMining: () => {
      miner.resume();
    },
    async stop() {
      miner.pause();
      await server.close(chain.close());
    },
  };
}
