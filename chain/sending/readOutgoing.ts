import type { Address, BlockHash } from '../../domain/address.ts';
import type { ScannedTransaction } from '../../domain/scanning/transfer.ts';
import type { OutgoingTransaction } from '../../domain/sending/lane.ts';
import type { SkippedItem } from '../../domain/sweeping/sweep.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { skippedItems } from '../sweeping/skippedItems.ts';
import { skippedTransfer } from '../sweeping/skippedTransfer.ts';
import { wireLogs, wireReceipt } from '../wire.ts';
import { address, bigQuantity, contradiction, object, optional } from '../wireValues.ts';

/** Whose transactions are ours. A purse that is among them sends by itself. */
export interface OwnSenders {
  readonly operators: ReadonlySet<Address>;
  readonly purses: ReadonlySet<Address>;
}

/**
 * What became of the transactions of our senders in a block, from their receipts: in the order of the block. Throws
 * `rpc_unavailable`, and `rpc_inconsistent` if a receipt names another block, as it does after a reorg.
 */
export async function readOutgoing(
  rpc: Rpc,
  block: { readonly hash: BlockHash; readonly transactions: readonly ScannedTransaction[] },
  { operators, purses }: OwnSenders,
): Promise<readonly OutgoingTransaction[]> {
  const own = block.transactions.filter(({ from }) => operators.has(from) || purses.has(from));
  return Promise.all(
    own.map(async ({ hash, from: sender, nonce }) => {
      const answer = await rpc.call('eth_getTransactionReceipt', [hash]);
      const receipt = wireReceipt(answer);
      if (receipt?.blockHash !== block.hash || receipt.transactionHash !== hash) {
        throw contradiction(`the receipt of ${hash} names another block`);
      }
      if (nonce === null) throw contradiction(`transaction ${hash} has no nonce`);
      const { succeeded } = receipt;
      const skipped = purses.has(sender)
        ? await skippedTransfer(rpc, {
            hash,
            sender,
            succeeded,
            logs: wireLogs(object(answer, 'receipt')['logs']),
          })
        : skippedIn(answer);
      return { sender, nonce, hash, succeeded, ...costOf(answer), skipped };
    }),
  );
}

/**
 * What the sender paid, in wei. Rollups of the OP stack add two fees to that for gas: for the chain below (`l1Fee`), and
 * for the operator (specs.optimism.io, Isthmus: gas × scalar / 10^6 + constant).
 */
function costOf(answer: unknown): { readonly gasUsed: bigint; readonly fee: bigint } {
  const receipt = object(answer, 'receipt');
  const gasUsed = bigQuantity(receipt['gasUsed'], 'receipt.gasUsed');
  const price = bigQuantity(receipt['effectiveGasPrice'], 'receipt.effectiveGasPrice');
  const l1Fee = optional(receipt['l1Fee'], 'receipt.l1Fee') ?? 0n;
  const scalar = optional(receipt['operatorFeeScalar'], 'receipt.operatorFeeScalar') ?? 0n;
  const constant = optional(receipt['operatorFeeConstant'], 'receipt.operatorFeeConstant') ?? 0n;
  return { gasUsed, fee: gasUsed * price + l1Fee + (gasUsed * scalar) / 1_000_000n + constant };
}

/** What the contract that was called says of items; nothing if the transaction made a contract. */
function skippedIn(answer: unknown): readonly SkippedItem[] {
  const { to, logs } = object(answer, 'receipt');
  if (to === null || to === undefined) return [];
  return skippedItems(wireLogs(logs), address(to, 'receipt.to'));
}
