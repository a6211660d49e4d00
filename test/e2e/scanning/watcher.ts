import type { BlockHash } from '../../../domain/address.ts';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { Currency, Network } from '../../../domain/registry.ts';
import type { NamedBlock } from '../../../domain/scanning/fork.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { must } from '../../db/fixtures.ts';
import { startTwin } from './identicalChains.ts';
import type { NodeWatcher } from './nodeWatcher.ts';
import { watchNodes } from './nodeWatcher.ts';

export interface WatcherOptions {
  /** Besides the defaults: two confirmations, one endpoint, top-level transactions. */
  readonly network?: Partial<Network>;
  /** Currencies besides ETH and USDT, or instead of them by code. */
  readonly currencies?: (chain: TestNetwork, usual: readonly Currency[]) => Promise<readonly Currency[]>;
  /** Endpoints of the chain: by default only its own. */
  readonly rpc?: (chain: TestNetwork) => Promise<readonly string[]>;
  readonly provider?: ComplianceProvider;
  /** Whether it subscribes to new heads. */
  readonly ws?: boolean;
  /** The time limit of a call, in ms; 2,000 by default. */
  readonly rpcTimeoutMs?: number;
  readonly hardfork?: string;
  /** Where the chain is saved; by default it is not. */
  readonly journalFile?: string;
}

/** The chain watcher on a test chain of its own. */
export interface Watcher extends NodeWatcher {
  readonly chain: TestNetwork;
  /** Pays from the faucet, in base units; returns the transaction's hash. */
  pay(to: string, currency: Currency, amount: bigint): Promise<string>;
  /**
   * Mines one block with all pending transactions, then enough for it to be final, and waits for the watcher.
   */
  settle(): Promise<void>;
}

export async function startWatcher(options: WatcherOptions = {}): Promise<Watcher> {
  const chain = await startTwin(options.hardfork, options.journalFile);
  await chain.pauseMining();
  const head = async (): Promise<NamedBlock> => {
    const block = await chain.request('eth_getBlockByNumber', ['latest', false]);
    const { number, hash } = block as { readonly number: string; readonly hash: BlockHash };
    return { height: Number(number), hash };
  };
  const { network, currencies, provider, rpcTimeoutMs } = options;
  const watcher = await watchNodes({
    chainId: chain.chainId,
    rpc: (await options.rpc?.(chain)) ?? [chain.rpcUrl],
    head,
    usdt: must(chain.tokens['USDT']),
    network: { ...network, ...(options.ws && { ws: chain.rpcUrl.replace('http', 'ws') }) },
    currencies: currencies && (usual => currencies(chain, usual)),
    provider,
    rpcTimeoutMs,
  });
  return {
    ...watcher,
    // As the walk has them now.
    get pool() {
      return watcher.pool;
    },
    get registry() {
      return watcher.registry;
    },
    get network() {
      return watcher.network;
    },
    chain,
    pay: (to, currency, amount) => pay({ rpcUrl: chain.rpcUrl, key: chain.faucetKey, to, currency, amount }),
    settle: async () => {
      await chain.mine(4);
      await watcher.caughtUp();
    },
    stop: async () => {
      await watcher.stop();
      await chain.stop();
    },
  };
}
