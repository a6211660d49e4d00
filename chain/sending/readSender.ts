import type { Address, TxHash } from '../../domain/address.ts';
import type { Market } from '../../domain/sending/fees.ts';
import { readBalance } from '../readBalances.ts';
import { senderOf } from '../wire.ts';
import { bigQuantity, object, quantity } from '../wireValues.ts';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';

/** Where a sender stands on its chain, all of it from one node. */
export interface SenderView {
  /** The lowest nonce that no block has, and the lowest that neither a block nor the pool has. */
  readonly latest: number;
  readonly pending: number;
  /** In wei, at the head. */
  readonly balance: bigint;
  readonly market: Market;
}

/**
 * Reads it, in the time of two calls: each nonce of a lane waits for it. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function readSender(rpc: Rpc, sender: Address): Promise<SenderView> {
  const [market, place] = await Promise.all([readMarket(rpc), readPlace(rpc, sender)]);
  return { ...place, market };
}

/**
 * A node counts its pool after its blocks, so `pending` is asked for first: a transaction that is mined in between never makes
 * `latest` the larger one.
 */
async function readPlace(rpc: Rpc, sender: Address): Promise<Omit<SenderView, 'market'>> {
  const pending = await readCount(rpc, sender, 'pending');
  const [latest, balance] = await Promise.all([readCount(rpc, sender, 'latest'), readBalance(rpc, sender)]);
  return { latest, pending: Math.max(pending, latest), balance };
}

async function readCount(rpc: Rpc, sender: Address, at: 'latest' | 'pending'): Promise<number> {
  return quantity(await rpc.call('eth_getTransactionCount', [sender, at]), `${at} count`);
}

/** What the network asks for a unit of gas: a header with a base fee says that it has EIP-1559. */
async function readMarket(rpc: Rpc): Promise<Market> {
  const [block, price] = await Promise.all([
    rpc.call('eth_getBlockByNumber', ['latest', false]),
    rpc.call('eth_gasPrice', []),
  ]);
  const head = object(block, 'block');
  const gasPrice = bigQuantity(price, 'gas price');
  if (head['baseFeePerGas'] === undefined || head['baseFeePerGas'] === null) {
    return { kind: 'legacy', gasPrice };
  }
  const baseFee = bigQuantity(head['baseFeePerGas'], 'block.baseFeePerGas');
  return { kind: 'dynamic', baseFee, priority: await readPriority(rpc, gasPrice, baseFee) };
}

/** The tip that the node advises; what its gas price has above the base fee if it does not have the call. */
async function readPriority(rpc: Rpc, gasPrice: bigint, baseFee: bigint): Promise<bigint> {
  try {
    return bigQuantity(await rpc.call('eth_maxPriorityFeePerGas', []), 'priority fee');
  } catch (error) {
    if (!(error instanceof RpcRefusal) || !error.isOfTheCall) throw error;
    return gasPrice > baseFee ? gasPrice - baseFee : 0n;
  }
}

/** Those of `hashes` that the node has, in a block or in its pool. */
export async function knownAmong(rpc: Rpc, hashes: readonly TxHash[]): Promise<ReadonlySet<TxHash>> {
  const known = new Set<TxHash>();
  for (const hash of hashes) {
    if (senderOf(await rpc.call('eth_getTransactionByHash', [hash])) !== undefined) known.add(hash);
  }
  return known;
}

/** Gas for a transaction that moves nothing from an account to itself: more than 21,000 where a rollup adds to it. */
export async function readEmptyGas(rpc: Rpc, sender: Address): Promise<bigint> {
  return bigQuantity(await rpc.call('eth_estimateGas', [{ from: sender, to: sender }]), 'gas');
}
