import { createMPT } from '@ethereumjs/mpt';
import { encode } from '@ethereumjs/rlp';
import type { Input } from '@ethereumjs/rlp';
import type { BlockHash } from '../domain/address.ts';
import { keccak256 } from './keccak.ts';
import type { WireFullReceipt } from './wire.ts';

/** Type of a deposit transaction on the OP stack (specs.optimism.io, "Deposits"). */
const depositType = 0x7e;

/**
 * The root that a header carries over its block's receipts. They must be in order. The trie maps `rlp(index)`
 * to the receipt's consensus encoding (yellow paper, 4.4.1; EIP-658 for the status; EIP-2718 for typed
 * receipts).
 */
export async function receiptsRootOf(receipts: readonly WireFullReceipt[]): Promise<BlockHash> {
  const trie = await createMPT({ useKeyHashingFunction: keccak256 });
  for (const [index, receipt] of receipts.entries()) await trie.put(encode(index), encoded(receipt));
  return `0x${Buffer.from(trie.root()).toString('hex')}` as BlockHash;
}

function encoded(receipt: WireFullReceipt): Uint8Array {
  const fields: Input[] = [
    receipt.succeeded ? 1 : 0,
    receipt.cumulativeGasUsed,
    bytes(receipt.logsBloom),
    receipt.logs.map(log => [bytes(log.address), log.topics.map(bytes), bytes(log.data)]),
  ];
  // A nonce without a version dates from before Canyon, when the root did not cover it (op-geth,
  // `EncodeIndex`).
  if (receipt.type === depositType && receipt.depositReceiptVersion !== null) {
    fields.push(receipt.depositNonce ?? 0n, receipt.depositReceiptVersion);
  }
  const list = encode(fields);
  return receipt.type === 0 ? list : Buffer.concat([Uint8Array.of(receipt.type), list]);
}

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex.slice(2), 'hex');
}
