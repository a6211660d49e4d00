import { sql } from 'kysely';
import type { Currency } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import { eventOfDeposit } from '../deposits/eventOfDeposit.ts';
import { recordOutgoing } from '../sending/recordOutgoing.ts';
import { recordDestinations } from '../destinations/recordDestinations.ts';
import { recordOutflows } from '../findings/recordOutflows.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { signalSessionsOf } from '../outbox/signalSessions.ts';
import { widenGap } from './chainGaps.ts';
import { moveCursor } from './claimChain.ts';
import { recordHits } from './recordHits.ts';
import { recordUnsupported } from './recordUnsupported.ts';
import { scannerFacts } from './scannerTransaction.ts';
import type { SeenDeposit } from './seenDeposit.ts';
import { settleFinality } from './settleFinality.ts';
import { blockRow } from './startChain.ts';
import { wakeDust } from './wakeDust.ts';

export interface CommitRules {
  readonly final: FinalHeights;
  readonly currencyOf: (code: string) => Currency;
  /** Whether a second node must confirm a block before money in it is final. */
  readonly mustBeProven: boolean;
  /** The head that the node reported; undefined if it was not asked. */
  readonly head?: number | undefined;
}

/**
 * How many blocks below the final height are kept: an operator may have to accept a fork deeper than
 * finality.
 */
const retainedBelowFinal = 1000;
const prunedAtOnce = 1000;

/**
 * Commits one block in one transaction: the cursor, the block, its deposits with their observations,
 * finality, the signals to the purses and the events. Throws `scanner_fenced` if another scanner owns the
 * chain.
 */
export async function commitBlock(
  db: Db,
  cursor: Cursor,
  found: FoundBlock,
  { final, currencyOf, mustBeProven, head }: CommitRules,
): Promise<Cursor> {
  return scannerFacts(db, async trx => {
    const moved = await moveCursor(trx, cursor, found, head);
    await trx
      .insertInto('blocks')
      .values({
        ...blockRow(found),
        receipts_root: found.receiptsRoot,
        proven: !mustBeProven,
        unread: found.unread !== undefined,
      })
      .execute();
    if (found.unread !== undefined) await widenGap(trx, found, found.unread);
    if (found.number % 100 === 0) await pruneBlocks(trx, found, final.all);

    const seen = await recordHits(trx, found, found.hits);
    const unsupported = await recordUnsupported(trx, found, found.unsupported);
    const woken = await wakeDust(trx, seen);
    await recordOutgoing(trx, found, found.outgoing);
    await recordDestinations(trx, found, found.destinations);
    if (found.outflows) await recordOutflows(trx, found, found.outflows);
    const { finalized, events } = await settleFinality(trx, found.chainId, {
      final,
      currencyOf,
      mustBeProven,
    });
    await signalDeposits(trx, [...loud(seen), ...woken, ...finalized]);
    await signalSessionsOf(trx, customersOf(seen));
    return { result: moved, events: [...seenEvents(seen), ...unsupported, ...events] };
  });
}

/**
 * The deposits whose purses are signalled. Quiet deposits are left out: they are signalled when their sum
 * reaches the minimum.
 */
export function loud(seen: readonly SeenDeposit[]) {
  return seen.filter(({ row }) => !row.quiet).map(({ row }) => ({ id: row.id, purseId: row.purse_id }));
}

/**
 * The customers whose sessions must be recomputed: also for quiet deposits, as one may complete a session.
 */
export function customersOf(seen: readonly SeenDeposit[]) {
  return seen.map(({ row }) => row.customer_id);
}

export function seenEvents(seen: readonly SeenDeposit[]) {
  return seen.flatMap(({ row, hit, purse, isNews }) =>
    isNews && !row.quiet && purse.address_checksum
      ? [eventOfDeposit('CUSTOMER_PURSE_PENDING_COMPLIANCE', row, purse.address_checksum, hit.listed)]
      : [],
  );
}

/**
 * Deletes some of the oldest blocks: more than arrive before the next pruning, and few enough for the
 * scanner's transaction.
 */
async function pruneBlocks(trx: Db, block: BlockHeader, finalHeight: number): Promise<void> {
  await sql`
    delete from blocks where chain_id = ${block.chainId} and number = any (array(
      select b.number from blocks b
      where b.chain_id = ${block.chainId} and b.number < ${finalHeight - retainedBelowFinal}
        -- One that waits for its proof is kept: its money must not become final by being forgotten.
        and not exists (select from transactions t where t.chain_id = b.chain_id
          and t.block_number = b.number and t.block_hash = b.hash and t.final_block_hash is null)
        and not exists (select from sends s where s.chain_id = b.chain_id
          and s.block_number = b.number and s.status = 'mined')
        and not exists (select from destination_events e where e.chain_id = b.chain_id
          and e.block_number = b.number and not e.is_final)
        and not exists (select from findings f where f.chain_id = b.chain_id
          and f.block_number = b.number and not f.is_final)
      order by b.number limit ${prunedAtOnce}
    ))
  `.execute(trx);
}
