import { PurserError } from '../../domain/errors.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import type { Db } from '../connect.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { signalSessionsOf } from '../outbox/signalSessions.ts';
import { customersOf, loud, seenEvents } from '../scanning/commitBlock.ts';
import type { FinalityRules } from '../scanning/markFinal.ts';
import { recordHits } from '../scanning/recordHits.ts';
import { recordUnsupported } from '../scanning/recordUnsupported.ts';
import { settleFinality } from '../scanning/settleFinality.ts';
import { blockRow } from '../scanning/startChain.ts';
import { wakeDust } from '../scanning/wakeDust.ts';
import { recordDestinations } from '../destinations/recordDestinations.ts';
import { recordOutflows } from '../findings/recordOutflows.ts';
import { withoutBooked } from './bookedByBalance.ts';

/**
 * Records the transfers of a block below the cursor for a caller that does not own the chain: a rescan, or a
 * balance that shows that something was missed. Deposits that are already in a block stay as they are. The
 * cursor's row is locked, so the chain stands still meanwhile. Coins that a balance has already booked are
 * not recorded again. If `stillSo`, called under the lock, returns false, nothing is recorded. Returns how
 * many transfers were new.
 *
 * Throws `rpc_inconsistent` if the block is not the canonical one. A stored block is compared by its hash,
 * else by the hashes of the deposits at its height. If there are none, the caller's node decides, and a
 * second node confirms it.
 */
export async function recordAgain(
  db: Db,
  block: FoundBlock,
  { currencyOf, mustBeProven }: Pick<FinalityRules, 'currencyOf' | 'mustBeProven'>,
  stillSo: (trx: Db) => Promise<boolean> = () => Promise.resolve(true),
): Promise<number> {
  return recordFacts(db, async trx => {
    const cursor = await trx
      .selectFrom('chain_cursors')
      .select(['height', 'final_height'])
      .where('chain_id', '=', block.chainId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    const stored = await trx
      .selectFrom('blocks')
      .select('hash')
      .where('chain_id', '=', block.chainId)
      .where('number', '=', block.number)
      .executeTakeFirst();
    const scanned = cursor !== undefined && cursor.height !== null && block.number <= cursor.height;
    const canonical = stored ? stored.hash === block.hash : block.number <= (cursor?.final_height ?? -1);
    if (!scanned || !canonical) {
      throw new PurserError('rpc_inconsistent', `block ${String(block.number)} was not scanned`);
    }
    if (!stored) await refuseOtherBlock(trx, block);
    if (!(await stillSo(trx))) return { result: 0 };
    const found = await withoutBooked(trx, block);
    const seen = await recordHits(trx, found, found.hits, { onlyMissed: true });
    const unsupported = await recordUnsupported(trx, found, found.unsupported);
    const woken = await wakeDust(trx, seen);
    const fresh = seen.filter(({ entered }) => entered);
    const destinations = await recordDestinations(trx, found, found.destinations);
    const outflows = await recordOutflows(trx, found, found.outflows ?? []);
    // The reading that a second node confirmed did not contain these.
    if (fresh.length > 0 || destinations > 0 || outflows > 0) await proveAnew(trx, found, mustBeProven);
    const rules = { final: { all: cursor.final_height, tiers: [] }, currencyOf, mustBeProven };
    const { finalized, events } = await settleFinality(trx, found.chainId, rules);
    await signalDeposits(trx, [...loud(seen), ...woken, ...finalized]);
    await signalSessionsOf(trx, customersOf(seen));
    return {
      result: fresh.length + unsupported.length,
      events: [...seenEvents(seen), ...unsupported, ...events],
    };
  });
}

/** If the block is no longer stored, its deposits show which block was scanned. */
async function refuseOtherBlock(trx: Db, { chainId, number, hash }: FoundBlock): Promise<void> {
  const other = await trx
    .selectFrom('transactions')
    .select('id')
    .where('chain_id', '=', chainId)
    .where('block_number', '=', number)
    .where('block_hash', '<>', hash)
    .limit(1)
    .executeTakeFirst();
  if (other)
    throw new PurserError('rpc_inconsistent', `block ${String(number)} differs from the scanned one`);
}

/**
 * Counts a new reading of the block, which needs a proof of its own. A pruned block is stored again until it
 * is proven.
 */
async function proveAnew(trx: Db, found: FoundBlock, mustBeProven: boolean): Promise<void> {
  await trx
    .insertInto('blocks')
    .values({ ...blockRow(found), receipts_root: found.receiptsRoot, proven: !mustBeProven })
    .onConflict(conflict =>
      conflict.columns(['chain_id', 'number']).doUpdateSet(eb => ({
        reading: eb('blocks.reading', '+', 1),
        ...(mustBeProven ? { proven: false, confirmed: false, next_proof_at: null } : {}),
      })),
    )
    .execute();
}
