import { sql } from 'kysely';
import type { ChecksumAddress } from '../domain/address.ts';
import type { PurseId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { Currency } from '../domain/registry.ts';
import type { BlockHeader, Transfer } from '../domain/transfer.ts';
import { appendEvents } from './appendEvents.ts';
import { blockRow } from './startChain.ts';
import type { Cursor } from './claimChain.ts';
import { moveCursor } from './claimChain.ts';
import type { Db } from './connect.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import { markFinal } from './markFinal.ts';
import type { PurseRow, TransactionRow } from './schema.ts';
import { signalDeposits } from './signalDeposits.ts';

/** A transfer to one of our purses. */
export interface Hit extends Transfer {
  readonly purseId: PurseId;
  readonly listed: Currency;
  readonly fromChecksum: ChecksumAddress;
}

/** How far below the final height blocks are kept: an operator may have to accept a fork deeper than finality. */
const keptBelowFinal = 1000;

/**
 * Commits one block: the cursor, the block, its deposits with their observations, finality, the signals to the
 * purses and the events, in one transaction. Throws `scanner_fenced` when another scanner owns the chain.
 *
 * Purses are locked `for share`: whether a deposit is late is decided against an archiving that runs at the
 * same time by who comes first.
 */
export async function commitBlock(
  db: Db,
  cursor: Cursor,
  block: BlockHeader,
  hits: readonly Hit[],
  finalHeight: number,
): Promise<Cursor> {
  return db.transaction().execute(async trx => {
    const moved = await moveCursor(trx, cursor, block);
    await trx.insertInto('blocks').values(blockRow(block)).execute();
    if (block.number % 100 === 0) await pruneBlocks(trx, block, finalHeight);

    const seen = hits.length === 0 ? [] : await recordHits(trx, block, hits);
    const final = await markFinal(trx, block.chainId, finalHeight);
    await signalDeposits(trx, [...seen.map(({ row }) => ({ id: row.id, purseId: row.purse_id })), ...final]);
    await appendEvents(
      trx,
      seen.flatMap(({ row, hit, purse, told }) =>
        told && purse.address_checksum
          ? [eventOfDeposit('CUSTOMER_PURSE_PENDING_COMPLIANCE', row, purse.address_checksum, hit.listed)]
          : [],
      ),
    );
    return moved;
  });
}

interface SeenDeposit {
  readonly row: TransactionRow;
  readonly hit: Hit;
  readonly purse: PurseRow;
  /** The deposit is newly pending: the merchant hears of it. */
  readonly told: boolean;
}

async function recordHits(trx: Db, block: BlockHeader, hits: readonly Hit[]): Promise<SeenDeposit[]> {
  const purses = await lockPurses(trx, hits);
  const seen: SeenDeposit[] = [];
  for (const hit of hits) {
    const purse = purses.get(hit.purseId);
    if (!purse) throw new Error(`purse ${hit.purseId} vanished; purses are never deleted`);
    seen.push(await recordHit(trx, block, hit, purse));
  }
  await trx
    .insertInto('observations')
    .values(
      seen.map(({ row }) => ({
        chain_id: block.chainId,
        block_hash: block.hash,
        transaction_id: row.id,
        block_number: block.number,
      })),
    )
    // The same block came back after a fork: it is canonical again.
    .onConflict(conflict =>
      conflict.columns(['chain_id', 'block_hash', 'transaction_id']).doUpdateSet({ canonical: true }),
    )
    .execute();
  return seen;
}

async function lockPurses(trx: Db, hits: readonly Hit[]): Promise<ReadonlyMap<PurseId, PurseRow>> {
  const ids = [...new Set(hits.map(hit => hit.purseId))];
  const rows = await trx
    .selectFrom('purses')
    .selectAll()
    .where(sql<boolean>`id = any (${ids})`)
    .orderBy('id')
    .forShare()
    .execute();
  return new Map(rows.map(row => [row.id, row]));
}

/**
 * Inserts the deposit, or puts a known one (seen pending, dropped, or taken out by a reorg) into this block.
 * One that is posted keeps its state: settlement sees that its block changed.
 */
async function recordHit(trx: Db, block: BlockHeader, hit: Hit, purse: PurseRow): Promise<SeenDeposit> {
  const inBlock = { block_number: block.number, block_hash: block.hash };
  const inserted = await trx
    .insertInto('transactions')
    .values({
      id: newId('txn'),
      account_id: purse.account_id,
      customer_id: purse.customer_id,
      purse_id: purse.id,
      chain_id: block.chainId,
      tx_hash: hit.txHash,
      kind: hit.kind,
      ordinal: hit.ordinal,
      currency: hit.currency,
      address_from: hit.fromChecksum,
      amount: hit.amount,
      status: 'PENDING_COMPLIANCE_CHECK',
      compliance_status: 'IN_PROGRESS',
      late: purse.state === 'ARCHIVED',
      version: 1,
      ...inBlock,
    })
    .onConflict(conflict =>
      conflict
        .columns(['chain_id', 'tx_hash', 'kind', 'ordinal', 'purse_id', 'currency', 'amount'])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { row: inserted, hit, purse, told: true };

  const identity = trx
    .updateTable('transactions')
    .where('chain_id', '=', block.chainId)
    .where('tx_hash', '=', hit.txHash)
    .where('kind', '=', hit.kind)
    .where('ordinal', '=', hit.ordinal)
    .where('purse_id', '=', purse.id)
    .where('currency', '=', hit.currency)
    .where('amount', '=', hit.amount);
  const returned = await identity
    .where('status', 'in', ['MEM_POOL_FOUND', 'DROPPED', 'REORGED'])
    .set(eb => ({
      ...inBlock,
      status: 'PENDING_COMPLIANCE_CHECK',
      compliance_status: 'IN_PROGRESS',
      late: sql<boolean>`late or ${purse.state === 'ARCHIVED'}`,
      version: eb('version', '+', 1),
    }))
    .returningAll()
    .executeTakeFirst();
  if (returned) return { row: returned, hit, purse, told: true };

  const row = await identity.set(inBlock).returningAll().executeTakeFirstOrThrow();
  return { row, hit, purse, told: false };
}

async function pruneBlocks(trx: Db, block: BlockHeader, finalHeight: number): Promise<void> {
  await trx
    .deleteFrom('blocks')
    .where('chain_id', '=', block.chainId)
    .where('number', '<', finalHeight - keptBelowFinal)
    .execute();
}
