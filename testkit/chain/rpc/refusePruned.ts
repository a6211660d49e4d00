import { blockParam, readsByHash } from './blockParams.ts';
import type { Fault, FaultKind } from './faults.ts';
import { RpcError, rpcErrorCodes } from './rpcError.ts';
import type { Ask } from './staleAnswer.ts';
import { findHeight } from './staleAnswer.ts';

interface Pruning {
  /** The methods that are refused for old blocks. */
  readonly of: RegExp;
  readonly code: number;
  readonly message: string;
}

/** In the words of go-ethereum (docs/nodes.md). */
const prunings: Readonly<Partial<Record<FaultKind, Pruning>>> = {
  pruned_state: {
    of: /^(debug_trace|eth_(call|getBalance|getCode|getProof|getStorageAt|getTransactionCount)$)/,
    code: rpcErrorCodes.failed,
    message: 'historical state is not available',
  },
  pruned_history: {
    of: /^eth_(getBlockBy(Number|Hash)|getBlockReceipts|getTransactionReceipt|getLogs)$/,
    code: 4444,
    message: 'pruned history unavailable',
  },
};

/** Throws `RpcError` if the fault hits a call about a block that is too old. `truth` answers without faults. */
export async function refusePruned(
  fault: Fault,
  truth: Ask,
  method: string,
  params: readonly unknown[],
): Promise<void> {
  const pruning = prunings[fault.is.kind];
  if (!pruning?.of.test(method) || !fault.hits(method)) return;
  const head = Number(await truth('eth_blockNumber', []));
  const height = await findHeight(truth, await blockOf(truth, method, params), head);
  if (head - height <= fault.is.blocks) return;
  fault.took();
  throw new RpcError(pruning.code, pruning.message);
}

/** The block that a call is about: its number, its hash or a tag. */
async function blockOf(truth: Ask, method: string, params: readonly unknown[]): Promise<unknown> {
  if (method === 'eth_getLogs') {
    const { blockHash, fromBlock } = Object(params[0]) as { blockHash?: unknown; fromBlock?: unknown };
    return blockHash ?? fromBlock ?? 'latest';
  }
  if (method === 'eth_getTransactionReceipt' || method === 'debug_traceTransaction') {
    const receipt = (await truth('eth_getTransactionReceipt', params.slice(0, 1))) as {
      readonly blockNumber: string;
    } | null;
    return receipt?.blockNumber ?? 'latest';
  }
  return params[blockParam[method] ?? (readsByHash.has(method) ? 0 : params.length)] ?? 'latest';
}
