import type { EvmNode } from './node.ts';

/** After an empty block EIP-1559 lowers the base fee by an eighth, rounded down. At 7 wei that is nothing. */
const lowestBaseFee = 7n;

interface PooledTransaction {
  readonly from: string;
  readonly nonce: string;
  readonly gasPrice: string;
  readonly maxFeePerGas?: string;
}

/**
 * Whether mining brings a pending transaction into a block, at once or after the base fee has fallen to what
 * it pays. A transaction that waits for an earlier nonce of its sender is no reason to mine: it may wait for
 * ever.
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
