import { sql } from 'kysely';
import type { BlockHash, TxHash } from '../../domain/address.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import type { CoinSource, TransferKind } from '../../domain/scanning/transfer.ts';
import type { OutgoingTransaction } from '../../domain/sending/lane.ts';
import type { DestinationChange } from '../../domain/sweeping/destination.ts';
import type { Outflow } from '../../domain/sweeping/finding.ts';
import type { Db } from '../connect.ts';
import { destinationsIn } from '../destinations/recordDestinations.ts';
import { outflowsIn } from '../findings/recordOutflows.ts';

/** A block with money in it, or with a transaction of ours, that a second node must confirm. */
export interface BlockToProve {
  readonly number: number;
  readonly hash: BlockHash;
  readonly receiptsRoot: BlockHash | null;
  /** The reading of the block that the deposits come from. */
  readonly reading: number;
  /**
   * Another node returned the same deposits. Once the block is final, both nodes are asked again whether they
   * have it in their chains.
   */
  readonly confirmed: boolean;
  /** The block was read without the coins that contracts sent in it. */
  readonly unread: boolean;
  readonly deposits: readonly {
    readonly txHash: TxHash;
    readonly kind: TransferKind;
    readonly ordinal: string;
    readonly currency: CurrencyCode;
    readonly amount: BaseUnits;
    readonly purseId: PurseId;
    /**
     * The source that reported the coin; null for a token, and for a coin that an earlier release recorded.
     */
    readonly source: CoinSource | null;
  }[];
  /** What our own senders had mined in it, as it was recorded. */
  readonly outgoing: readonly Outgoing[];
  /** What sweepers of ours say in it, as it was recorded. */
  readonly destinations: readonly DestinationChange[];
  /** What left our purses in it without a transaction of ours, as it was recorded. */
  readonly outflows: readonly Outflow[];
}

/**
 * Whether a transaction succeeded, what it used and what its contract skipped: the block's receipts root covers all of
 * it.
 */
export type Outgoing = Pick<OutgoingTransaction, 'hash' | 'succeeded' | 'gasUsed' | 'skipped'>;

/**
 * The lowest `limit` blocks that hold deposits, sends, proposals of destinations or findings, wait for a proof and
 * are due for a try. Up to `finalHeight` these are all unproven blocks; above it, up to `scannedHeight`, only those
 * that no other node has confirmed.
 */
export async function blocksToProve(
  db: Db,
  chainId: ChainId,
  finalHeight: number,
  limit: number,
  scannedHeight = finalHeight,
): Promise<readonly BlockToProve[]> {
  const waiting = db
    .selectFrom('transactions as t')
    .select(['t.block_number as number', 't.block_hash as hash'])
    .where('t.chain_id', '=', chainId)
    .where('t.final_block_hash', 'is', null)
    .where('t.block_number', '<=', scannedHeight)
    .union(
      db
        .selectFrom('sends as s')
        .select(['s.block_number as number', 's.block_hash as hash'])
        .where('s.chain_id', '=', chainId)
        .where('s.status', '=', 'mined')
        .where('s.block_number', '<=', scannedHeight),
    )
    .union(
      db
        .selectFrom('destination_events as e')
        .select(['e.block_number as number', 'e.block_hash as hash'])
        .where('e.chain_id', '=', chainId)
        .where('e.is_final', '=', false)
        .where('e.block_number', '<=', scannedHeight),
    )
    .union(
      db
        .selectFrom('findings as f')
        .select(['f.block_number as number', 'f.block_hash as hash'])
        .where('f.chain_id', '=', chainId)
        .where('f.is_final', '=', false)
        .where('f.block_number', '<=', scannedHeight),
    );
  const blocks = await db
    .selectFrom(waiting.as('w'))
    .innerJoin('blocks as b', join =>
      join.on('b.chain_id', '=', chainId).onRef('b.number', '=', 'w.number').onRef('b.hash', '=', 'w.hash'),
    )
    .select(['b.number', 'b.hash', 'b.receipts_root as receiptsRoot', 'b.reading', 'b.confirmed', 'b.unread'])
    .where('b.proven', '=', false)
    .where(eb => eb.or([eb('b.number', '<=', finalHeight), eb('b.confirmed', '=', false)]))
    .where(sql<boolean>`(b.next_proof_at is null or b.next_proof_at <= now())`)
    .orderBy('b.number')
    .limit(limit)
    .execute();
  return Promise.all(
    blocks.map(async block => ({
      ...block,
      outgoing: await outgoingIn(db, chainId, block),
      destinations: await destinationsIn(db, chainId, block),
      outflows: await outflowsIn(db, chainId, block),
      deposits: await db
        .selectFrom('transactions as t')
        .leftJoin('observations as o', join =>
          join.onRef('o.transaction_id', '=', 't.id').onRef('o.block_hash', '=', 't.block_hash'),
        )
        .select([
          't.tx_hash as txHash',
          't.kind',
          't.ordinal',
          't.currency',
          't.amount',
          't.purse_id as purseId',
          'o.source',
        ])
        .where('t.chain_id', '=', chainId)
        .where('t.block_hash', '=', block.hash)
        .where('t.block_number', '=', block.number)
        .execute(),
    })),
  );
}

async function outgoingIn(
  db: Db,
  chainId: ChainId,
  { number, hash }: Pick<BlockToProve, 'number' | 'hash'>,
): Promise<readonly Outgoing[]> {
  const rows = await db
    .selectFrom('sends')
    .select(['mined_hash', 'succeeded', 'gas_used', 'skipped'])
    .where('chain_id', '=', chainId)
    .where('block_number', '=', number)
    .where('block_hash', '=', hash)
    .execute();
  return rows.flatMap(({ mined_hash, succeeded, gas_used, skipped }) =>
    mined_hash === null || succeeded === null || gas_used === null
      ? []
      : [{ hash: mined_hash, succeeded, gasUsed: gas_used, skipped: skipped ?? [] }],
  );
}

/**
 * Records that a second node confirmed this reading of the block. For a final block this is the proof.
 * Changes nothing if the block left the chain meanwhile or was read anew.
 */
export async function markProven(
  db: Db,
  chainId: ChainId,
  block: BlockToProve,
  isFinal = true,
): Promise<void> {
  await ofBlock(db, chainId, block)
    .set({ confirmed: true, ...(isFinal ? { proven: true } : { next_proof_at: null, proof_tries: 0 }) })
    .execute();
}

/** How long a block rests after it could not be proven, in ms; each try doubles the rest. */
export interface ProofRest {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Postpones a block that could not be proven now, so that other blocks get their turn first. */
export async function restBlock(
  db: Db,
  chainId: ChainId,
  block: BlockToProve,
  { firstMs, longestMs }: ProofRest,
): Promise<void> {
  await ofBlock(db, chainId, block)
    .set({
      proof_tries: sql<number>`proof_tries + 1`,
      // 2^20 exceeds the longest rest; the cap keeps the power from overflowing.
      next_proof_at: sql<Date>`now() + least(${longestMs}::float8, ${firstMs}::float8 * 2 ^ least(proof_tries, 20))
        * interval '1 ms'`,
    })
    .execute();
}

function ofBlock(db: Db, chainId: ChainId, block: BlockToProve) {
  return db
    .updateTable('blocks')
    .where('chain_id', '=', chainId)
    .where('number', '=', block.number)
    .where('hash', '=', block.hash)
    .where('reading', '=', block.reading);
}
