import type { EvmNode } from './node.ts';
import { blockParam, readsByHash } from './rpc/blockParams.ts';
import { RpcError, rpcErrorCodes } from './rpc/rpcError.ts';

/** The readable parts of a chain. */
interface ChainView {
  readonly node: EvmNode;
  /** Nodes with blocks that left the chain, latest first. */
  readonly orphans: readonly EvmNode[];
  /** Height of the block that the tags `safe` and `finalized` stand for. */
  readonly finalized: number;
}

/**
 * Answers a call that only reads. It adds what real nodes have and Hardhat's lacks: receipts and traces of a
 * whole block, blocks that left the chain by their hash, and `safe` and `finalized` behind the head. Throws
 * `RpcError`.
 */
export async function readChain(
  view: ChainView,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const translated = translateTags(method, params, `0x${view.finalized.toString(16)}`);
  const node = await nodeFor(view, method, translated);
  switch (method) {
    case 'eth_getBlockReceipts':
      return blockReceipts(node, translated);
    case 'debug_traceBlockByHash':
    case 'debug_traceBlockByNumber':
      return blockTraces(node, translated);
    default:
      return node.request(method, translated);
  }
}

function translateTags(method: string, params: readonly unknown[], finalized: string): readonly unknown[] {
  const translate = (block: unknown): unknown =>
    block === 'safe' || block === 'finalized' ? finalized : block;
  const at = blockParam[method];
  if (at !== undefined && params.length > at) return params.with(at, translate(params[at]));
  if (method !== 'eth_getLogs' && method !== 'eth_newFilter') return params;
  const filter = { ...(Object(params[0]) as Record<string, unknown>) };
  for (const end of ['fromBlock', 'toBlock']) if (end in filter) filter[end] = translate(filter[end]);
  return [filter, ...params.slice(1)];
}

/**
 * The node that has the block which a call names by its hash: the chain's own node, or one with orphaned
 * blocks.
 */
async function nodeFor(
  { node, orphans }: ChainView,
  method: string,
  params: readonly unknown[],
): Promise<EvmNode> {
  const hash = orphans.length === 0 ? undefined : namedHash(method, params);
  if (hash === undefined) return node;
  for (const candidate of [node, ...orphans]) {
    if ((await candidate.request('eth_getBlockByHash', [hash, false])) !== null) return candidate;
  }
  return node;
}

function namedHash(method: string, params: readonly unknown[]): string | undefined {
  const at = blockParam[method] ?? 0;
  const named = params[at];
  const isFilter = method === 'eth_getLogs';
  if (
    typeof named === 'object' &&
    named !== null &&
    'blockHash' in named &&
    (isFilter || method in blockParam)
  ) {
    return asHash(named.blockHash);
  }
  return readsByHash.has(method) || method === 'eth_getBlockReceipts' ? asHash(named) : undefined;
}

function asHash(value: unknown): string | undefined {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value) ? value : undefined;
}

async function blockReceipts(node: EvmNode, params: readonly unknown[]): Promise<readonly unknown[] | null> {
  // A pending block has no receipts.
  const transactions = params[0] === 'pending' ? undefined : await transactionsOf(node, params[0]);
  if (transactions === undefined) return null;
  return Promise.all(transactions.map(hash => node.request('eth_getTransactionReceipt', [hash])));
}

/** Returns `[{txHash, result}]` as geth does. The second param goes to the tracer of each transaction. */
async function blockTraces(node: EvmNode, [block, ...options]: readonly unknown[]): Promise<unknown> {
  const transactions = await transactionsOf(node, block);
  if (transactions === undefined)
    throw new RpcError(rpcErrorCodes.failed, `block ${String(block)} not found`);
  const traces: unknown[] = [];
  for (const txHash of transactions) {
    traces.push({ txHash, result: await node.request('debug_traceTransaction', [txHash, ...options]) });
  }
  return traces;
}

/** Undefined if there is no such block. */
async function transactionsOf(node: EvmNode, block: unknown): Promise<readonly string[] | undefined> {
  const named = Object(block) as { readonly blockHash?: unknown; readonly blockNumber?: unknown };
  const hash = asHash(block) ?? named.blockHash;
  const found = (await (hash === undefined
    ? node.request('eth_getBlockByNumber', [named.blockNumber ?? block, false])
    : node.request('eth_getBlockByHash', [hash, false]))) as { transactions: readonly string[] } | null;
  return found?.transactions;
}
