import type { TransactionPlace } from '../../chain/readTransaction.ts';
import { readTransaction } from '../../chain/readTransaction.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { listedOn } from '../../chain/transfers.ts';
import { findPursesByAddress } from '../../db/purses/findPursesByAddress.ts';
import { PurserError } from '../../domain/errors.ts';
import { networkOf } from '../../domain/registry.ts';
import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { LookupInput, TransactionOnChain, TransferOnChain } from '../../domain/scanning/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';
import { askAnother } from '../nodes/askAnother.ts';
import { findInBlock, hitsAmong } from '../scanning/findInBlock.ts';

export type LookupDeps = Pick<ActivityDeps, 'db' | 'registry' | 'checksum' | 'poolOf'>;
type Lookup = LookupInput & Pick<ActivityDeps, 'db' | 'registry' | 'checksum'>;

/**
 * Finds out what a transaction does for our purses, by the same functions that scan: its whole block is read.
 * Nothing is recorded. The result is public except for the purses' ids; the API decides which of these the
 * asker may see.
 */
export function createLookupTransaction({ poolOf, ...deps }: LookupDeps) {
  return (input: LookupInput): Promise<TransactionOnChain> =>
    mapErrors(async () => {
      const pool = poolOf(networkOf(deps.registry, input.network)).background();
      const lookup = { ...deps, ...input };
      return askAnother(
        pool,
        rpc => lookUp(lookup, rpc),
        ({ place }) => place === 'unknown',
      );
    });
}

async function lookUp(lookup: Lookup, rpc: Rpc): Promise<TransactionOnChain> {
  const listed = listedOn(lookup.registry, networkOf(lookup.registry, lookup.network).chainId);
  const place = await readTransaction(rpc, lookup.txHash, listed);
  switch (place.kind) {
    case 'unknown':
      return { place: 'unknown' };
    case 'pending': {
      const purses = await findPursesByAddress(lookup.db, [...new Set(place.transfers.map(({ to }) => to))]);
      return { place: 'pending', transfers: hitsAmong(lookup, place.transfers, purses).map(listedTransfer) };
    }
    case 'mined':
      return place.succeeded
        ? inBlock(lookup, rpc, place)
        : { place: 'failed', blockNumber: place.blockNumber };
  }
}

async function inBlock(
  lookup: Lookup,
  rpc: Rpc,
  { blockNumber, blockHash }: Extract<TransactionPlace, { kind: 'mined' }>,
): Promise<TransactionOnChain> {
  const network = networkOf(lookup.registry, lookup.network);
  const listed = listedOn(lookup.registry, network.chainId);
  const block = await findInBlock({ deps: lookup, network, listed }, rpc, blockNumber);
  // A fork between the two answers, or two nodes behind one endpoint: the next attempt reads both anew.
  if (block?.hash !== blockHash) {
    throw new PurserError('rpc_inconsistent', 'the transaction and its receipt name different blocks');
  }
  const ours = <T extends { readonly txHash: string }>(found: readonly T[]): readonly T[] =>
    found.filter(({ txHash }) => txHash === lookup.txHash);
  return {
    place: 'mined',
    blockNumber,
    blockHash,
    transfers: [
      ...ours(block.hits).map(listedTransfer),
      ...ours(block.unsupported).map(({ purseId, contractChecksum, value }): TransferOnChain => ({
        kind: 'unlisted',
        purseId,
        contract: contractChecksum,
        amount: value.toString(),
      })),
    ],
  };
}

function listedTransfer({ purseId, kind, ordinal, currency, amount }: Hit): TransferOnChain {
  return { kind: 'listed', purseId, route: kind, ordinal, currency, amount: amount.toString() };
}
