import type { BlockToProve } from '../../db/scanning/blocksToProve.ts';
import type { NativeSource, Network } from '../../domain/registry.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';

type Stored = BlockToProve['deposits'][number];

/**
 * The sources by which a block is read for its proof: those that told of its coins, as one source cannot confirm what
 * another saw. Of a coin that an earlier release recorded it is not kept: its ordinal is a path only by a trace.
 */
export function sourcesOf(
  { deposits, unread }: BlockToProve,
  { nativeSource }: Network,
): ReadonlySet<NativeSource> {
  const sources = deposits.flatMap((deposit): NativeSource[] => {
    const { kind, source } = deposit;
    if (kind === 'token' || kind === 'withdrawal' || isBooked(deposit)) return [];
    if (source !== null && source !== 'balance') return [source];
    if (kind === 'native') return [nativeSource];
    return [deposit.ordinal.includes('.') || nativeSource === 'topLevel' ? 'trace' : nativeSource];
  });
  if (sources.length > 0) return new Set(sources);
  return new Set([unread ? 'topLevel' : nativeSource]);
}

export interface Comparison {
  /** Both nodes have the same transfers. */
  readonly isSame: boolean;
  /** Something that was found by this source is not among them. */
  readonly lost: boolean;
  /** What is among them and was not found. */
  readonly missed: readonly Hit[];
}

/**
 * Compares two nodes' readings of one block by one source, and with the deposits that are recorded of it. All is
 * compared as it was read: what is not to be recorded is for the caller to leave out.
 */
export function compareReadings(
  { deposits }: BlockToProve,
  source: NativeSource,
  here: readonly Hit[],
  there: readonly Hit[],
): Comparison {
  const recorded = deposits.filter(deposit => !isBooked(deposit));
  const visible = recorded.filter(deposit => isVisible(deposit, source));
  return {
    isSame: without(here, there, placeOf).length === 0 && without(there, here, placeOf).length === 0,
    lost: without(visible, here, moneyOf).length > 0,
    missed: without(here, recorded, moneyOf),
  };
}

function isBooked({ ordinal, source }: Stored): boolean {
  return ordinal === balanceOrdinal || source === 'balance';
}

/** Whether a reading by `source` would show it: calls inside transactions are not in what a transaction itself moves. */
function isVisible({ kind, source: told }: Stored, source: NativeSource): boolean {
  return kind !== 'internal' || (told === null ? source !== 'topLevel' : told === source);
}

type Compared = Omit<Stored, 'source'>;

/** Where in its transaction a transfer is. */
function placeOf({ txHash, kind, ordinal, currency, amount, purseId }: Compared): string {
  return [txHash, kind, ordinal, currency, String(amount), purseId].join(' ');
}

/** The same for coins without their ordinal, which an earlier release counted otherwise. */
function moneyOf(transfer: Compared): string {
  const isCoin = transfer.kind === 'native' || transfer.kind === 'internal';
  return placeOf(isCoin ? { ...transfer, kind: 'native', ordinal: '' } : transfer);
}

/** The transfers of `from` that `others` do not have. One of `others` matches one of `from` at most. */
function without<T extends Compared>(
  from: readonly T[],
  others: readonly Compared[],
  keyOf: (transfer: Compared) => string,
): readonly T[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return from.filter(transfer => {
    const key = keyOf(transfer);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
