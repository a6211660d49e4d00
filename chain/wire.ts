/** Checked shapes of the Ethereum JSON-RPC answers (ethereum/execution-apis) that the scanner reads. */
import type { Address, BlockHash, TxHash } from '../domain/address.ts';
import type { Fields } from './wireValues.ts';
import {
  address,
  array,
  bigQuantity,
  data,
  isHash,
  malformed,
  object,
  optional,
  quantity,
  word,
} from './wireValues.ts';

export interface WireTransaction {
  readonly hash: TxHash;
  readonly from: Address;
  /** Null if the transaction creates a contract. */
  readonly to: Address | null;
  readonly value: bigint;
}

export interface MinedTransaction extends WireTransaction {
  /** Null if the node gives none: some chains have transactions of their own kinds. */
  readonly nonce: number | null;
}

export interface PendingTransaction extends WireTransaction {
  readonly nonce: number;
  readonly input: string;
}

export interface WireHeader {
  readonly number: number;
  readonly hash: BlockHash;
  readonly parentHash: BlockHash;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly receiptsRoot: BlockHash;
  /** 256 bytes as lower-case hex. */
  readonly logsBloom: string;
}

/** A validator's withdrawal (EIP-4895). */
export interface WireWithdrawal {
  /** Rises by one with each withdrawal of the chain. */
  readonly index: bigint;
  readonly address: Address;
  /** Gwei. */
  readonly amount: bigint;
}

export interface WireBlock extends WireHeader {
  readonly transactions: readonly MinedTransaction[];
  /** Empty on chains without validators' withdrawals. */
  readonly withdrawals: readonly WireWithdrawal[];
}

export interface WireLog {
  readonly address: Address;
  /** 32 bytes each as lower-case hex. */
  readonly topics: readonly string[];
  /** Hex in any length and case. */
  readonly data: string;
  readonly blockHash: BlockHash;
  readonly transactionHash: TxHash;
  readonly logIndex: number;
}

export interface WireReceipt {
  readonly blockHash: BlockHash;
  readonly transactionHash: TxHash;
  readonly succeeded: boolean;
}

/** A receipt with every field that its block's receipts root covers. */
export interface WireFullReceipt extends WireReceipt {
  readonly transactionIndex: number;
  /** The transaction's type (EIP-2718); 0 for the oldest. */
  readonly type: number;
  readonly cumulativeGasUsed: bigint;
  readonly logsBloom: string;
  readonly logs: readonly WireLog[];
  /** Only for deposit transactions on the OP stack. */
  readonly depositNonce: bigint | null;
  readonly depositReceiptVersion: bigint | null;
}

/** The header of a block in a chain; null if the node has no such block. */
export function wireHeader(answer: unknown): WireHeader | null {
  if (answer === null) return null;
  const block = object(answer, 'block');
  return {
    number: quantity(block['number'], 'block.number'),
    hash: word(block['hash'], 'block.hash') as BlockHash,
    parentHash: word(block['parentHash'], 'block.parentHash') as BlockHash,
    timestamp: quantity(block['timestamp'], 'block.timestamp'),
    receiptsRoot: word(block['receiptsRoot'], 'block.receiptsRoot') as BlockHash,
    logsBloom: data(block['logsBloom'], 'block.logsBloom').toLowerCase(),
  };
}

/** A block that was requested with its transactions; null if the node has no such block. */
export function wireBlock(answer: unknown): WireBlock | null {
  const header = wireHeader(answer);
  if (!header) return null;
  const block = object(answer, 'block');
  const transactions = array(block['transactions'], 'block.transactions');
  return {
    ...header,
    transactions: transactions.map((item, at) => minedTransaction(item, header.hash, at)),
    withdrawals: array(block['withdrawals'] ?? [], 'block.withdrawals').map(withdrawal),
  };
}

function withdrawal(item: unknown): WireWithdrawal {
  const fields = object(item, 'withdrawal');
  return {
    index: bigQuantity(fields['index'], 'withdrawal.index'),
    address: address(fields['address'], 'withdrawal.address'),
    amount: bigQuantity(fields['amount'], 'withdrawal.amount'),
  };
}

/** The recipient of a block's fees. */
export function feeRecipientOf(answer: unknown): Address | undefined {
  const miner = answer === null ? undefined : object(answer, 'block')['miner'];
  return miner === undefined || miner === null ? undefined : address(miner, 'block.miner');
}

/** The transaction hashes of a block that was requested without its transactions. */
export function transactionHashes(answer: unknown): readonly TxHash[] {
  const hashes = array(object(answer, 'block')['transactions'], 'block.transactions');
  return hashes.map(hash => word(hash, 'block.transactions') as TxHash);
}

/** The transactions of a pending block. */
export function pendingTransactions(answer: unknown): readonly PendingTransaction[] {
  return array(object(answer, 'block')['transactions'], 'block.transactions').map(item => {
    const fields = object(item, 'transaction');
    return {
      ...wireTransaction(fields),
      nonce: quantity(fields['nonce'], 'transaction.nonce'),
      input: data(fields['input'], 'transaction.input'),
    };
  });
}

/** Checks the transaction's place too: a list with a gap would hide a payment. */
function minedTransaction(item: unknown, blockHash: BlockHash, at: number): MinedTransaction {
  const fields = object(item, 'transaction');
  if (!isHash(fields['blockHash'], blockHash)) throw malformed('transaction.blockHash');
  if (quantity(fields['transactionIndex'], 'transaction.transactionIndex') !== at) {
    throw malformed('order of transactions');
  }
  const nonce = fields['nonce'] ?? null;
  return {
    ...wireTransaction(fields),
    nonce: nonce === null ? null : quantity(nonce, 'transaction.nonce'),
  };
}

function wireTransaction(fields: Fields): WireTransaction {
  const to = fields['to'] ?? null;
  return {
    hash: word(fields['hash'], 'transaction.hash') as TxHash,
    from: address(fields['from'], 'transaction.from'),
    to: to === null ? null : address(to, 'transaction.to'),
    value: bigQuantity(fields['value'], 'transaction.value'),
  };
}

export function wireLogs(answer: unknown): readonly WireLog[] {
  return array(answer, 'logs').map(item => {
    const log = object(item, 'log');
    return {
      address: address(log['address'], 'log.address'),
      topics: array(log['topics'], 'log.topics').map(topic => word(topic, 'log.topic')),
      data: data(log['data'], 'log.data'),
      blockHash: word(log['blockHash'], 'log.blockHash') as BlockHash,
      transactionHash: word(log['transactionHash'], 'log.transactionHash') as TxHash,
      logIndex: quantity(log['logIndex'], 'log.logIndex'),
    };
  });
}

/** Whether a transaction succeeded, and in which block; null if the node has no receipt. */
export function wireReceipt(answer: unknown): WireReceipt | null {
  if (answer === null) return null;
  const receipt = object(answer, 'receipt');
  const status = quantity(receipt['status'], 'receipt.status');
  if (status > 1) throw malformed('receipt.status');
  return {
    blockHash: word(receipt['blockHash'], 'receipt.blockHash') as BlockHash,
    transactionHash: word(receipt['transactionHash'], 'receipt.transactionHash') as TxHash,
    succeeded: status === 1,
  };
}

/**
 * A whole receipt. A receipt from before Byzantium counts as malformed: it has a state root instead of a
 * status.
 */
export function wireFullReceipt(answer: unknown): WireFullReceipt | null {
  const outcome = wireReceipt(answer);
  if (!outcome) return null;
  const receipt = object(answer, 'receipt');
  return {
    ...outcome,
    transactionIndex: quantity(receipt['transactionIndex'], 'receipt.transactionIndex'),
    type: quantity(receipt['type'] ?? '0x0', 'receipt.type'),
    cumulativeGasUsed: bigQuantity(receipt['cumulativeGasUsed'], 'receipt.cumulativeGasUsed'),
    logsBloom: data(receipt['logsBloom'], 'receipt.logsBloom'),
    logs: wireLogs(receipt['logs']),
    depositNonce: optional(receipt['depositNonce'], 'receipt.depositNonce'),
    depositReceiptVersion: optional(receipt['depositReceiptVersion'], 'receipt.depositReceiptVersion'),
  };
}

/** The number of a transaction's block, as the node gives it; null while the transaction is pending. */
export function blockNumberOf(answer: unknown): number | null {
  const number = object(answer, 'transaction')['blockNumber'] ?? null;
  return number === null ? null : quantity(number, 'transaction.blockNumber');
}

/** The signer of a transaction; undefined if the node does not know the transaction. */
export function senderOf(answer: unknown): Address | undefined {
  return answer === null ? undefined : address(object(answer, 'transaction')['from'], 'transaction.from');
}
