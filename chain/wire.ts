/** The shapes of the Ethereum JSON-RPC answers (ethereum/execution-apis) that the scanner reads, checked. */
import type { Address, BlockHash, TxHash } from '../domain/address.ts';
import { parseAddress, parseBlockHash, parseTxHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';

export interface WireTransaction {
  readonly hash: TxHash;
  readonly from: Address;
  /** Null for a contract's creation. */
  readonly to: Address | null;
  readonly value: bigint;
  readonly input: string;
}

export interface WireBlock {
  readonly number: number;
  readonly hash: BlockHash;
  readonly parentHash: BlockHash;
  readonly timestamp: number;
  readonly transactions: readonly WireTransaction[];
}

export interface WireLog {
  readonly address: Address;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockHash: BlockHash;
  readonly transactionHash: TxHash;
  readonly logIndex: number;
}

type Fields = Record<string, unknown>;

/** A block with its transactions; null where the node has none. `pending` blocks have no hash: see `pendingTransactions`. */
export function wireBlock(answer: unknown): WireBlock | null {
  if (answer === null) return null;
  const block = object(answer, 'block');
  return {
    number: quantity(block['number'], 'block.number'),
    hash: required(parseBlockHash(text(block['hash'], 'block.hash')), 'block.hash'),
    parentHash: required(parseBlockHash(text(block['parentHash'], 'block.parentHash')), 'block.parentHash'),
    timestamp: quantity(block['timestamp'], 'block.timestamp'),
    transactions: pendingTransactions(answer),
  };
}

/** The transactions of a block that may still be pending. */
export function pendingTransactions(answer: unknown): readonly WireTransaction[] {
  return array(object(answer, 'block')['transactions'], 'block.transactions').map(wireTransaction);
}

function wireTransaction(answer: unknown): WireTransaction {
  const transaction = object(answer, 'transaction');
  const to = transaction['to'] ?? null;
  return {
    hash: required(parseTxHash(text(transaction['hash'], 'transaction.hash')), 'transaction.hash'),
    from: required(parseAddress(text(transaction['from'], 'transaction.from')), 'transaction.from'),
    to: to === null ? null : required(parseAddress(text(to, 'transaction.to')), 'transaction.to'),
    value: bigQuantity(transaction['value'], 'transaction.value'),
    input: text(transaction['input'], 'transaction.input'),
  };
}

export function wireLogs(answer: unknown): readonly WireLog[] {
  return array(answer, 'logs').map(item => {
    const log = object(item, 'log');
    return {
      address: required(parseAddress(text(log['address'], 'log.address')), 'log.address'),
      topics: array(log['topics'], 'log.topics').map(topic => text(topic, 'log.topic')),
      data: text(log['data'], 'log.data'),
      blockHash: required(parseBlockHash(text(log['blockHash'], 'log.blockHash')), 'log.blockHash'),
      transactionHash: required(
        parseTxHash(text(log['transactionHash'], 'log.transactionHash')),
        'log.transactionHash',
      ),
      logIndex: quantity(log['logIndex'], 'log.logIndex'),
    };
  });
}

/** Whether a transaction succeeded, and in which block; null where the node has no receipt. */
export function wireReceipt(
  answer: unknown,
): { readonly blockHash: BlockHash; readonly succeeded: boolean } | null {
  if (answer === null) return null;
  const receipt = object(answer, 'receipt');
  return {
    blockHash: required(parseBlockHash(text(receipt['blockHash'], 'receipt.blockHash')), 'receipt.blockHash'),
    succeeded: quantity(receipt['status'], 'receipt.status') === 1,
  };
}

/** The block of a transaction as the node gives it; null while it is pending. */
export function blockNumberOf(answer: unknown): number | null {
  const number = object(answer, 'transaction')['blockNumber'] ?? null;
  return number === null ? null : quantity(number, 'transaction.blockNumber');
}

export function quantity(value: unknown, what: string): number {
  const number = Number(bigQuantity(value, what));
  if (!Number.isSafeInteger(number)) throw malformed(what);
  return number;
}

function bigQuantity(value: unknown, what: string): bigint {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]+$/.test(value)) throw malformed(what);
  return BigInt(value);
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw malformed(what);
  return value;
}

function array(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(what);
  return value;
}

function object(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw malformed(what);
  return value as Fields;
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw malformed(what);
  return value;
}

function malformed(what: string): PurserError {
  return new PurserError('rpc_inconsistent', `the node's ${what} is malformed`);
}
