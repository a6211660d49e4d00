import { blockParam, readsByHash } from './blockParams.ts';
import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** Answers one JSON-RPC call. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;
type Knows = (block: unknown) => Promise<number>;

interface Staleness {
  readonly blocks: number;
  readonly height?: number | undefined;
}

/** Methods that answer null for an unknown block. Methods that read its state fail instead. */
const nullForUnknown = /^eth_get(BlockBy|BlockReceipts|BlockTransactionCount|TransactionByBlock)/;

/**
 * Answers like a node that does not have the last blocks yet. The head is behind. `eth_getLogs` finds nothing
 * above it, and fails for the hash of such a block. What is in those blocks is unknown. `truth` shows which
 * blocks are missing; `ask` gives the answers.
 */
export async function staleAnswer(
  { blocks, height }: Staleness,
  truth: Ask,
  ask: Ask,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const right = Number(await truth('eth_blockNumber', []));
  const head = Math.max(0, height === undefined ? right - blocks : Math.min(height, right));
  const heightOf: Knows = block => findHeight(truth, block, head);

  if (method === 'eth_blockNumber') return quantity(head);
  if (method === 'eth_getLogs') return staleLogs(ask, params[0], head, heightOf);
  if (method === 'eth_getTransactionReceipt' || method === 'eth_getTransactionByHash') {
    const found = (await ask(method, params)) as { readonly blockNumber: string | null } | null;
    return Number(found?.blockNumber ?? 0) > head ? null : found;
  }
  const at = blockParam[method] ?? (readsByHash.has(method) ? 0 : undefined);
  if (at === undefined) return ask(method, params);
  const block = params[at] ?? 'latest';
  if ((await heightOf(block)) > head) {
    if (nullForUnknown.test(method)) return null;
    throw new RpcError(rpcErrorCodes.failed, 'header not found');
  }
  if (typeof block !== 'string' || !isTag(block)) return ask(method, params);
  // Only the block of a state may be left out, and that param is the last one.
  const before = params.slice(0, at);
  return ask(method, [...before, quantity(await heightOf(block)), ...params.slice(at + 1)]);
}

async function staleLogs(ask: Ask, filter: unknown, head: number, heightOf: Knows): Promise<unknown> {
  const wanted = { ...(Object(filter) as Record<string, unknown>) };
  if ('blockHash' in wanted) {
    if ((await heightOf(wanted['blockHash'])) > head)
      throw new RpcError(rpcErrorCodes.failed, 'unknown block');
    return ask('eth_getLogs', [wanted]);
  }
  const [from, to] = await Promise.all(
    [wanted['fromBlock'], wanted['toBlock']].map(end => heightOf(end ?? 'latest')),
  );
  if (from === undefined || to === undefined || from > head) return [];
  return ask('eth_getLogs', [
    { ...wanted, fromBlock: quantity(from), toBlock: quantity(Math.min(to, head)) },
  ]);
}

function isTag(block: string): boolean {
  return !block.startsWith('0x');
}

function quantity(number: number): string {
  return `0x${number.toString(16)}`;
}

/** The height of a block as params name it; 0 for an unknown block. */
export async function findHeight(truth: Ask, block: unknown, head: number): Promise<number> {
  const { blockHash, blockNumber } = Object(block) as { blockHash?: unknown; blockNumber?: unknown };
  const name = blockHash ?? blockNumber ?? block;
  if (name === 'latest' || name === 'pending') return head;
  if (name === 'earliest') return 0;
  const isHash = typeof name === 'string' && name.length === 66;
  if (typeof name === 'string' && !isTag(name) && !isHash) return Number(name);
  const found = (await truth(isHash ? 'eth_getBlockByHash' : 'eth_getBlockByNumber', [name, false])) as {
    readonly number: string;
  } | null;
  const height = Number(found?.number ?? 0);
  return isHash ? height : Math.min(height, head);
}
