import type { BlockToProve, Outgoing } from '../../db/scanning/blocksToProve.ts';
import type { NativeSource, Network } from '../../domain/registry.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { DestinationChange } from '../../domain/sweeping/destination.ts';
import type { Outflow } from '../../domain/sweeping/finding.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';

type Stored = BlockToProve['deposits'][number];

/**
 * The sources by which a block is read for its proof: those that showed its coins, as one source cannot
 * confirm what another saw. A coin that an earlier release recorded has no source; only a trace makes an
 * ordinal that is a path.
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
  /** A recorded transfer that this source shows is missing from the first node's reading. */
  readonly lost: boolean;
  /** Transfers of the first node's reading that are not recorded. */
  readonly missed: readonly Hit[];
}

/** Whether a reading shows each recorded transaction of our senders as it was recorded. */
export function showsOutgoing(recorded: readonly Outgoing[], read: readonly Outgoing[]): boolean {
  const keyOf = ({ hash, succeeded, gasUsed, skipped }: Outgoing): string =>
    [
      hash,
      succeeded,
      gasUsed,
      ...skipped.map(({ index, reason }) => `${String(index)}:${String(reason)}`),
    ].join(' ');
  const shown = new Set(read.map(keyOf));
  return recorded.every(one => shown.has(keyOf(one)));
}

/** Whether a reading shows all that is recorded of our sweepers. */
export function showsDestinations(
  recorded: readonly DestinationChange[],
  read: readonly DestinationChange[],
): boolean {
  const keyOf = ({ sweeper, address, kind, activeAt, logIndex, txHash }: DestinationChange): string =>
    [sweeper, address, kind, activeAt?.toISOString(), logIndex, txHash].join(' ');
  const shown = new Set(read.map(keyOf));
  return recorded.every(change => shown.has(keyOf(change)));
}

/** Whether a reading shows each recorded transfer out of a purse of ours. */
export function showsOutflows(recorded: readonly Outflow[], read: readonly Outflow[]): boolean {
  const keyOf = ({ purseId, kind, currency, amount, txHash, ordinal }: Outflow): string =>
    [purseId, kind, currency, amount, txHash, ordinal].join(' ');
  const shown = new Set(read.map(keyOf));
  return recorded.every(outflow => shown.has(keyOf(outflow)));
}

/**
 * Compares two nodes' readings of one block by one source with each other and with the block's recorded
 * deposits. Transfers are compared as they were read: the caller leaves out those that must not be recorded.
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

/**
 * Whether a reading by `source` would show it. A call inside a transaction is not in the transaction's own
 * value.
 */
function isVisible({ kind, source: readBy }: Stored, source: NativeSource): boolean {
  return kind !== 'internal' || (readBy === null ? source !== 'topLevel' : readBy === source);
}

type Compared = Omit<Stored, 'source'>;

/** Where in its transaction a transfer is. */
function placeOf({ txHash, kind, ordinal, currency, amount, purseId }: Compared): string {
  return [txHash, kind, ordinal, currency, String(amount), purseId].join(' ');
}

/** The same, but without a coin's ordinal: an earlier release counted ordinals differently. */
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
