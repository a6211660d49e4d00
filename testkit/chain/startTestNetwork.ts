import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { TestChain } from './chain.ts';
import type { TestTokenOptions } from './contracts/deployTokens.ts';
import { deployTokens } from './contracts/deployTokens.ts';
import type { Finality } from './journal.ts';
import { noJournal, openJournal } from './journal.ts';
import { Miner } from './miner.ts';
import type { EvmNode } from './node.ts';
import { createNode } from './node.ts';
import type { Replacement } from './payers/replaceTransaction.ts';
import { testAccounts } from './payers/testAccounts.ts';
import type { Reorg, ReorgOptions } from './reorg.ts';
import type { Endpoint, EndpointLimits, EndpointOptions } from './rpc/endpoint.ts';
import { openEndpoint } from './rpc/endpoint.ts';
import type { FaultOptions } from './rpc/faults.ts';
import { HeadFeed } from './rpc/headFeed.ts';
import { networkMethods } from './rpc/networkMethods.ts';

export interface TestNetworkOptions {
  /** The network's code in the registry. */
  readonly code: string;
  readonly chainId: number;
  /** The native coin's code in the registry; it has 18 decimals. */
  readonly nativeCurrency: string;
  readonly tokens: readonly TestTokenOptions[];
  /** 0 takes a free port. */
  readonly port: number;
  /**
   * Where the chain is saved; null for a chain that is lost when it stops. Only one process at a time may use
   * it.
   */
  readonly journalFile: string | null;
  readonly blockTimeMs: number;
  /** How many blocks are mined above a block with a transaction before the chain rests. */
  readonly settleBlocks: number;
  /** From `compileContracts`. `TestToken` is used. */
  readonly artifacts: ContractArtifacts;
  /** A hardfork as Hardhat names it. */
  readonly hardfork?: string;
  /** Called with failures that no caller waits for, such as a block that could not be mined. */
  readonly onError?: (error: unknown) => void;
  /** The limits of `rpcUrl`. */
  readonly limits?: EndpointLimits;
}

export interface TestNetwork {
  readonly code: string;
  readonly chainId: number;
  readonly nativeCurrency: string;
  readonly rpcUrl: string;
  /** Contract addresses in lower case, by currency. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The private key of the account that holds plenty of every currency. */
  readonly faucetKey: string;
  /** The same as a call to `rpcUrl`, but without its faults. Throws `RpcError`. */
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  mine(blocks: number): Promise<void>;
  /** Stops automatic mining until `resumeMining`: only `mine` and similar calls make blocks meanwhile. */
  pauseMining(): Promise<void>;
  resumeMining(): void;
  /** Replaces the last blocks. If it throws `RpcError`, nothing has changed. */
  reorg(options: ReorgOptions): Promise<Reorg>;
  /**
   * Sets how far `safe` and `finalized` reach: up to a height, or to a number of blocks below the head (at
   * first 0).
   */
  finalize(finality: Finality): Promise<void>;
  /**
   * Removes a pending transaction from the pool; false if the pool has no such one. Throws `RpcError` for a
   * mined one.
   */
  drop(txHash: string): Promise<boolean>;
  /** Replaces a pending transaction and returns the hash of the new one. Throws `RpcError`. */
  replace(replacement: Replacement): Promise<string>;
  /** Makes `rpcUrl` fail in this way from now on. */
  fault(fault: FaultOptions): { readonly seed: number };
  clearFaults(): void;
  /** How often each method was called at `rpcUrl`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Opens another endpoint of the same chain, with its own faults and limits. It ends with the network. */
  addEndpoint(options?: EndpointOptions): Promise<Endpoint>;
  stop(): Promise<void>;
}

interface TokenNode extends Awaited<ReturnType<typeof deployTokens>> {
  readonly node: EvmNode;
}

/** Pinned, so that a newer Hardhat does not change the chains that journals were written for. */
const usualHardfork = 'osaka';
const faucetWei = 10n ** 27n;
const deployerWei = 10n ** 21n;

/**
 * Starts an EVM network in memory behind JSON-RPC on the loopback interface, with tokens deployed and a full
 * faucet. With a journal, the network is as it was when it stopped, pending transactions included. Throws
 * `ChainJournalError`, or the system's error if the port or the journal cannot be opened.
 */
export async function startTestNetwork(options: TestNetworkOptions): Promise<TestNetwork> {
  const { code, chainId, nativeCurrency, artifacts, journalFile, onError = () => undefined } = options;
  const { hardfork = usualHardfork } = options;
  const artifact = artifacts['TestToken'];
  if (!artifact) throw new Error('the artifacts hold no TestToken');

  const accounts = testAccounts();
  const newNode = async (): Promise<TokenNode> => {
    const node = await createNode({
      chainId,
      hardfork,
      accounts: [
        { key: accounts.deployer.privateKey, balance: deployerWei },
        { key: accounts.faucet.privateKey, balance: faucetWei },
      ],
    });
    return { node, ...(await deployTokens(node, chainId, accounts, artifact, options.tokens)) };
  };
  const first = await newNode();
  const journal =
    journalFile === null
      ? noJournal
      : openJournal(journalFile, { journal: 1, chainId, hardfork, start: first.start.hash });
  const chain = await TestChain.open(first.node, async () => (await newNode()).node, journal).catch(
    async (error: unknown) => {
      journal.close();
      await first.node.close();
      throw error;
    },
  );
  const { blockTimeMs, settleBlocks } = options;
  const miner = new Miner(chain, { blockTimeMs, settleBlocks, onError });

  const answer = networkMethods(chain, miner);
  const feed = new HeadFeed((method, params) => chain.call(method, params), onError);
  chain.onHead(() => {
    feed.wake();
  });
  const backing = { answer, onError, subscribe: feed.subscribe.bind(feed) };
  const main = await openEndpoint(options, backing).catch(async (error: unknown) => {
    await chain.close();
    throw error;
  });
  const endpoints = new Set([main]);
  miner.wake(false);

  return {
    code,
    chainId,
    nativeCurrency,
    rpcUrl: main.url,
    tokens: first.addresses,
    faucetKey: accounts.faucet.privateKey,
    request: (method, params = []) => answer(method, params),
    async mine(blocks) {
      await answer('purser_mine', [blocks]);
    },
    async pauseMining() {
      await answer('purser_pauseMining', []);
    },
    resumeMining: () => {
      miner.resume();
    },
    async reorg(reorg) {
      return (await answer('purser_reorg', [reorg])) as Reorg;
    },
    async finalize(finality) {
      await answer('purser_finalize', [finality]);
    },
    async drop(txHash) {
      return (await answer('purser_drop', [txHash])) === true;
    },
    async replace(replacement) {
      return String(await answer('purser_replace', [replacement]));
    },
    fault: fault => main.fault(fault),
    clearFaults: () => {
      main.clearFaults();
    },
    requests: main.requests,
    async addEndpoint(wanted = {}) {
      const added = await openEndpoint(wanted, backing);
      endpoints.add(added);
      return {
        ...added,
        async stop() {
          endpoints.delete(added);
          await added.close(Promise.resolve());
        },
      };
    },
    async stop() {
      miner.pause();
      const closed = chain.close();
      await Promise.all([...endpoints].map(endpoint => endpoint.close(closed)));
    },
  };
}
