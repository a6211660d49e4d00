import { join } from 'node:path';
import { createHardhatRuntimeEnvironment } from 'hardhat/hre';
import { RpcError, rpcErrorCodes } from './rpc/rpcError.ts';

/** One EVM node as the testkit uses it: JSON-RPC in, result or `RpcError` out. */
export interface EvmNode {
  request(method: string, params: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** What the testkit remembers of a block. */
export interface Head {
  readonly number: number;
  readonly hash: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly transactions: number;
}

interface NodeOptions {
  readonly chainId: number;
  /** A hardfork as Hardhat names it. */
  readonly hardfork: string;
  readonly accounts: readonly { readonly key: string; readonly balance: bigint }[];
}

/** The genesis block's time. It is fixed, as every block's hash depends on it. */
export const genesisTime = Date.UTC(2026, 0, 1) / 1000;

/**
 * Starts Hardhat's EVM inside this process. It mines only on request. Two nodes with the same options, calls
 * and timestamps have the same block hashes. Reads between the calls change nothing.
 */
export async function createNode(options: NodeOptions): Promise<EvmNode> {
  // In a terminal, Hardhat reports its use to its makers unless this is set.
  process.env['HARDHAT_DISABLE_TELEMETRY'] = 'true';
  const hardhat = await createHardhatRuntimeEnvironment(
    {
      networks: {
        test: {
          type: 'edr-simulated',
          chainType: 'l1',
          chainId: options.chainId,
          hardfork: options.hardfork,
          initialDate: new Date(genesisTime * 1000),
          accounts: options.accounts.map(({ key, balance }) => ({ privateKey: key, balance })),
          mining: { auto: false, interval: 0, mempool: { order: 'priority' } },
          // A failing transaction is mined too, as on a real network.
          throwOnTransactionFailures: false,
        },
      },
    },
    {},
    join(import.meta.dirname, '..', '..'),
  );
  const { provider, close } = await hardhat.network.create('test').then(connection => ({
    provider: connection.provider,
    close: () => connection.close(),
  }));
  return {
    close,
    async request(method, params) {
      try {
        const result: unknown = await provider.request({ method, params });
        return result;
      } catch (error) {
        throw asRpcError(error);
      }
    },
  };
}

function asRpcError(error: unknown): RpcError {
  if (!(error instanceof Error)) return new RpcError(rpcErrorCodes.internal, String(error));
  const { code, data } = error as Error & { readonly code?: unknown; readonly data?: unknown };
  return new RpcError(typeof code === 'number' ? code : rpcErrorCodes.internal, error.message, data);
}

export async function readHead(node: EvmNode): Promise<Head> {
  const block = (await node.request('eth_getBlockByNumber', ['latest', false])) as {
    readonly number: string;
    readonly hash: string;
    readonly timestamp: string;
    readonly transactions: readonly string[];
  };
  return {
    number: Number(block.number),
    hash: block.hash,
    timestamp: Number(block.timestamp),
    transactions: block.transactions.length,
  };
}

export interface Block {
  readonly hash: string;
  /** Hashes, in order. */
  readonly transactions: readonly string[];
}

/** A block by its height; null if the chain is not that high. */
export async function optionalBlock(node: EvmNode, height: number): Promise<Block | null> {
  return (await node.request('eth_getBlockByNumber', [`0x${height.toString(16)}`, false])) as Block | null;
}
