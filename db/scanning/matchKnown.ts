import { sum } from '../../domain/money.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { TransactionRow } from '../schema.ts';

/** A transfer with the row that records it. */
export interface KnownHit {
  readonly hit: Hit;
  readonly row: TransactionRow;
}

interface Matched {
  readonly known: readonly KnownHit[];
  /** The new transfers, which must be recorded. */
  readonly fresh: readonly Hit[];
}

/**
 * Finds the row of each transfer of a block. A row matches one transfer only; in this order:
 * 1. the same transfer: equal kind, ordinal and amount;
 * 2. a coin of the same kind and amount with any ordinal: another source or an earlier release had its own
 *    ordinals;
 * 3. a row that was only forecast: a forecast knows neither the position in the receipt nor what a token
 *    keeps.
 *
 * A transfer without a row is new. The coin that a transaction brings to a purse has a limit: what enters a
 * block, new or returning, is at most this reading's total minus what is already in a block. So two sources
 * that split one sum differently never credit it twice. The balance round finds what is left out for this
 * reason.
 */
export function matchKnown(rows: readonly TransactionRow[], hits: readonly Hit[]): Matched {
  const known: KnownHit[] = [];
  const fresh: Hit[] = [];
  const rowsByMoney = Map.groupBy(rows, row => moneyOf(row.tx_hash, row.purse_id, row.currency));
  for (const [money, group] of Map.groupBy(hits, hit => moneyOf(hit.txHash, hit.purseId, hit.currency))) {
    const left = [...(rowsByMoney.get(money) ?? [])];
    let room = roomFor(group, left);
    let unmatched: readonly Hit[] = group;
    for (const fits of [isExact, isSameCoin, isForecast]) {
      unmatched = unmatched.filter(hit => {
        const at = left.findIndex(row => row.kind === hit.kind && fits(row, hit));
        const [row] = at < 0 ? [] : left.splice(at, 1);
        if (!row) return true;
        const returns = isCoin(hit) && row.block_hash === null;
        if (returns && hit.amount > room) return false;
        if (returns) room -= hit.amount;
        known.push({ hit, row });
        return false;
      });
    }
    for (const hit of unmatched) {
      if (isCoin(hit) && hit.amount > room) continue;
      if (isCoin(hit)) room -= hit.amount;
      fresh.push(hit);
    }
  }
  return { known, fresh };
}

function isExact(row: TransactionRow, hit: Hit): boolean {
  return row.ordinal === hit.ordinal && row.amount === hit.amount;
}

function isSameCoin(row: TransactionRow, hit: Hit): boolean {
  return (
    (hit.kind === 'native' || hit.kind === 'internal') &&
    row.amount === hit.amount &&
    (row.ordinal === balanceOrdinal) === (hit.ordinal === balanceOrdinal)
  );
}

/** True if the deposit was announced and is in no block. */
export function isForecast({ status }: TransactionRow): boolean {
  return status === 'MEM_POOL_FOUND' || status === 'DROPPED';
}

/** By how much this reading's coins exceed those of the transaction that are already in a block. */
function roomFor(hits: readonly Hit[], rows: readonly TransactionRow[]): bigint {
  const recorded = rows.filter(row => isCoin(row) && row.block_hash !== null);
  return sum(hits.filter(isCoin).map(hit => hit.amount)) - sum(recorded.map(row => row.amount));
}

function isCoin({ kind, ordinal }: Pick<Hit, 'kind' | 'ordinal'>): boolean {
  return (kind === 'native' || kind === 'internal') && ordinal !== balanceOrdinal;
}

function moneyOf(txHash: string, purseId: string, currency: string): string {
  return `${txHash} ${purseId} ${currency}`;
}
