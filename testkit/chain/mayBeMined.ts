import type { EvmNode } from './node.ts';

/** EIP-1559 takes an eighth off the base fee of an empty block, rounded down: from 7 wei on nothing. */
const lowestBaseFee = 7n;

interface PooledTransaction {
  readonly from: string;
  readonly nonce: string;
  readonly gasPrice: string;
  readonly maxFeePerGas?: string;
}

/**
 * Whether mining brings a pending transaction into a block, at once or when the base fee has fallen to what it
 * pays. One that waits for an earlier nonce of its sender is no reason to mine: it may wait for ever.
 */
export async function mayBeMined(node: EvmNode): Promise<boolean> {
  const pool = (await node.request('eth_pendingTransactions', [])) as readonly PooledTransaction[];
  const paying = pool.filter(
    ({ maxFeePerGas, gasPrice }) => BigInt(maxFeePerGas ?? gasPrice) >= lowestBaseFee,
  );
  for (const sender of new Set(paying.map(transaction => transaction.from))) {
    const nonce = BigInt(String(await node.request('eth_getTransactionCount', [sender, 'latest'])));
    if (paying.some(candidate => candidate.from === sender && BigInt(candidate.nonce) === nonce)) return true;
  }
  return false;
}
