import type { TxHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { Currency, Network } from '../domain/registry.ts';
import type { Transfer } from '../domain/scanning/transfer.ts';
import type { Rpc } from './rpc/rpc.ts';
import { nativeLogEmitter, numberInternal, transferIn } from './transfers.ts';
import type { WireBlock, WireLog, WireTransaction } from './wire.ts';
import { wireReceipt } from './wire.ts';
import { contradiction } from './wireValues.ts';

/**
 * Native transfers from EIP-7708 logs, including those of calls inside transactions. Nothing else is needed:
 * a transaction that succeeded has a log of its own value too, and a transaction that failed has none.
 *
 * The first log with the transaction's sender, recipient and value is the transaction's own transfer. It gets
 * the kind and ordinal under which it was seen pending. Every other transfer is internal, numbered by
 * `numberInternal`.
 */
export function nativeLogTransfers(
  transactions: readonly WireTransaction[],
  currency: Currency,
  logs: readonly WireLog[],
): Transfer[] {
  const transfers: Transfer[] = [];
  const awaited = new Map<TxHash, WireTransaction>();
  for (const transaction of transactions) {
    if (transaction.value > 0n) awaited.set(transaction.hash, transaction);
  }
  for (const log of logs) {
    const moved = log.address === nativeLogEmitter ? transferIn(log) : undefined;
    if (!moved) continue;
    const { from, to, value } = moved;
    const own = awaited.get(log.transactionHash);
    const isOwn = own?.from === from && own.to === to && own.value === value;
    if (isOwn) awaited.delete(log.transactionHash);
    transfers.push({
      txHash: log.transactionHash,
      kind: isOwn ? 'native' : 'internal',
      ordinal: '0',
      currency: currency.code,
      from,
      to,
      amount: value as BaseUnits,
    });
  }
  return numberInternal(transfers);
}

/**
 * Makes sure that the network has these logs. Without them, or before the fork that brings them, it would
 * look as if no coin ever moved. If a block has one such log, it has all of them. If it has none, the
 * receipts must show that every transaction that sent a coin to another account failed.
 *
 * Throws `wrong_native_source`, `rpc_unavailable`, and `rpc_inconsistent` if a receipt is missing.
 */
export async function refuseMissingLogs(
  rpc: Rpc,
  network: Network,
  block: WireBlock,
  logs: readonly WireLog[],
): Promise<void> {
  if (logs.some(log => log.address === nativeLogEmitter)) return;
  for (const { hash, from, to, value } of block.transactions) {
    // A transfer to oneself has no log (EIP-7708).
    if (value === 0n || to === null || from === to) continue;
    const receipt = wireReceipt(await rpc.call('eth_getTransactionReceipt', [hash]));
    if (receipt?.blockHash !== block.hash) throw contradiction(`the receipt of ${hash} names another block`);
    if (!receipt.succeeded) continue;
    throw new PurserError(
      'wrong_native_source',
      `${network.code}: nativeSource is logs7708, but block ${String(block.number)} moved a coin without a log (${hash}): set nativeSource to trace or topLevel, or wait for the fork that brings EIP-7708`,
    );
  }
}
