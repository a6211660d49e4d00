import { readBlock, succeededTransfers } from '../../chain/readBlock.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { readOutgoing } from '../../chain/sending/readOutgoing.ts';
import { destinationChanges } from '../../chain/sweeping/destinationLogs.ts';
import type { Listed } from '../../chain/transfers.ts';
import { findPursesByAddress } from '../../db/purses/findPursesByAddress.ts';
import { topUpsAmong } from '../../db/sending/purseGas.ts';
import { sendingOn } from '../../db/sweepers/sendingOn.ts';
import type { Address, BlockHash, TxHash } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Network } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { FoundBlock, Hit, UnsupportedHit } from '../../domain/scanning/foundBlock.ts';
import type { ScannedBlock, Transfer, UnlistedTransfer } from '../../domain/scanning/transfer.ts';
import { creditedAmounts } from './creditedAmounts.ts';
import { readOutflows } from './readOutflows.ts';
import type { ScanDeps } from './scan.ts';

interface BlockReader {
  readonly deps: ScanDeps;
  readonly network: Network;
  readonly listed: Listed;
}

/**
 * Reads block `number` and finds all that concerns our purses; null while the node has no such block. One
 * indexed query looks up every recipient: the cost grows with the transfers, never with the addresses.
 */
export async function findInBlock(
  reading: BlockReader,
  rpc: Rpc,
  number: number,
): Promise<FoundBlock | null> {
  const { deps, network, listed } = reading;
  const block = await readBlock(rpc, network, number, listed);
  if (!block) return null;
  const recipients = new Set<Address>();
  for (const { to } of block.transfers) recipients.add(to);
  for (const { to } of block.unlisted) recipients.add(to);
  const payers = [...new Set(block.transactions.map(({ from }) => from))];
  const [purses, { sweepers, accounts, ...senders }] = await Promise.all([
    findPursesByAddress(deps.db, [...recipients]),
    // After the block was read: what it holds of a lane was sent after the lane was made.
    sendingOn(deps.db, network.chainId, payers),
  ]);

  const { transfers, transactions, destinationLogs: _logs, ...header } = block;
  const topUps = await topUpsTo(reading, block, purses);
  const isOurs = (transfer: Transfer | UnlistedTransfer): boolean =>
    topUps.has(transfer.txHash) || isPaidBy(senders.operators, transfer);
  const unlisted = block.unlisted.filter(transfer => !isOurs(transfer));
  const candidates = hitsAmong(deps, transfers, purses).filter(transfer => !isOurs(transfer));
  const moved =
    network.nativeSource === 'topLevel' ? await succeededTransfers(rpc, block.hash, candidates) : candidates;
  const happened = new Set<Transfer>(moved);
  const coins = unlisted.filter(({ contract, to }) => contract === null && purses.has(to));
  const failed = await failedAmong(rpc, block.hash, coins);
  const hits = candidates.filter(hit => happened.has(hit));
  return {
    ...header,
    hits: await creditedAmounts(rpc, block, hits),
    outgoing: await readOutgoing(rpc, { hash: block.hash, transactions }, senders),
    destinations: destinationChanges(block, sweepers),
    outflows: await readOutflows(deps.db, block, accounts),
    unsupported: unlisted.flatMap((transfer): UnsupportedHit[] => {
      const purseId = purses.get(transfer.to);
      if (purseId === undefined || failed.has(transfer)) return [];
      const contractChecksum = transfer.contract && deps.checksum(transfer.contract);
      const known = isKnown(reading, transfer);
      return [{ ...transfer, purseId, contractChecksum, known, fromChecksum: deps.checksum(transfer.from) }];
    }),
  };
}

/**
 * Whether an operator's key itself paid a coin: a payment for gas that an older database does not know, once it was restored. It
 * pays nothing else, and nobody's coins. The balance round finds what is left of it, for a person to judge.
 */
export function isPaidBy(
  operators: ReadonlySet<Address>,
  transfer: Pick<Transfer, 'from'> & ({ readonly kind: string } | { readonly contract: Address | null }),
): boolean {
  const isCoin = 'kind' in transfer ? transfer.kind === 'native' : transfer.contract === null;
  return isCoin && operators.has(transfer.from);
}

/** The transactions that pay for purses' gas: what they bring is ours, and no deposit. */
function topUpsTo(
  { deps, network }: BlockReader,
  { transfers, unlisted }: Pick<ScannedBlock, 'transfers' | 'unlisted'>,
  purses: ReadonlyMap<Address, PurseId>,
): Promise<ReadonlySet<TxHash>> {
  const coins = [
    ...transfers.filter(({ kind }) => kind !== 'token'),
    ...unlisted.filter(({ contract }) => contract === null),
  ];
  const hashes = coins.flatMap(({ txHash, to }) => (purses.has(to) ? [txHash] : []));
  return topUpsAmong(deps.db, network.chainId, [...new Set(hashes)]);
}

/** The coins that did not move because their transactions failed: they are not reported. */
async function failedAmong(
  rpc: Rpc,
  blockHash: BlockHash,
  coins: readonly UnlistedTransfer[],
): Promise<ReadonlySet<UnlistedTransfer>> {
  const asked = coins.map(coin => ({ kind: 'native' as const, txHash: coin.txHash, coin }));
  const moved = new Set((await succeededTransfers(rpc, blockHash, asked)).map(({ coin }) => coin));
  return new Set(coins.filter(coin => !moved.has(coin)));
}

/** The chain's own coin, or a token that the registry names though it is refused. */
function isKnown({ deps, network }: BlockReader, { contract }: UnlistedTransfer): boolean {
  return (
    contract === null ||
    deps.registry.currencies.some(
      listed => listed.chainId === network.chainId && listed.contract === contract,
    )
  );
}

/** The transfers that go to a purse of ours. */
export function hitsAmong<T extends Transfer>(
  { registry, checksum }: Pick<ScanDeps, 'registry' | 'checksum'>,
  transfers: readonly T[],
  purses: ReadonlyMap<Address, PurseId>,
): readonly (T & Hit)[] {
  const currencyOf = currencyIn(registry);
  return transfers.flatMap(transfer => {
    const purseId = purses.get(transfer.to);
    if (purseId === undefined) return [];
    const listed = currencyOf(transfer.currency);
    return [{ ...transfer, purseId, listed, fromChecksum: checksum(transfer.from) }];
  });
}
