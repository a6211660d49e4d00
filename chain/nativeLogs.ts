import type { TxHash } from '../domain/address.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { Currency } from '../domain/registry.ts';
import type { Transfer } from '../domain/transfer.ts';
import { nativeLogEmitter, positionsOf, transferIn } from './transfers.ts';
import type { WireLog, WireTransaction } from './wire.ts';

/**
 * Native transfers as EIP-7708 logs tell them, those of calls inside transactions among them. Nothing else is
 * counted: a transaction that succeeded has a log of its own value too, one that failed has none.
 *
 * A transaction's own is the first log with its sender, recipient and value, and gets the kind and ordinal under
 * which it was seen pending; every other one is internal, its ordinal the log's position.
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
  const positions = positionsOf(logs);
  for (const [at, log] of logs.entries()) {
    const moved = log.address === nativeLogEmitter ? transferIn(log) : undefined;
    if (!moved) continue;
    const { from, to, value } = moved;
    const own = awaited.get(log.transactionHash);
    const isOwn = own?.from === from && own.to === to && own.value === value;
    if (isOwn) awaited.delete(log.transactionHash);
    transfers.push({
      txHash: log.transactionHash,
      kind: isOwn ? 'native' : 'internal',
      ordinal: isOwn ? '0' : String(positions[at]),
      currency: currency.code,
      from,
      to,
      amount: value as BaseUnits,
    });
  }
  return transfers;
}
