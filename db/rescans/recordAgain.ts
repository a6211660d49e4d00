import { PurserError } from '../../domain/errors.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import type { Db } from '../connect.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { signalSessionsOf } from '../outbox/signalSessions.ts';
import { customersOf, loud, seenEvents } from '../scanning/commitBlock.ts';
import type { FinalityRules } from '../scanning/markFinal.ts';
import { markFinal } from '../scanning/markFinal.ts';
import { recordHits } from '../scanning/recordHits.ts';
import { recordUnsupported } from '../scanning/recordUnsupported.ts';
import { blockRow } from '../scanning/startChain.ts';
import { wakeDust } from '../scanning/wakeDust.ts';
import { withoutBooked } from './bookedByBalance.ts';

/**
 * Records what a block below the cursor holds, by somebody who does not own the chain: a rescan, or a balance
 * that says that something was not seen. What is in a block already is left as it is. The cursor's row is locked, so
 * that the chain stands still meanwhile. What a balance told of is not recorded once more; where `stillSo`, asked
 * under the lock, says no, nothing is. Gives how many transfers were new.
 *
 * Throws `rpc_inconsistent` where the block is not the canonical one: by its hash where it is stored, else by those of
 * the deposits at its height; where there are none the caller's node decides, and a second one confirms it.
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
      throw new PurserError('rpc_inconsistent', `block ${String(block.number)} is not one that was scanned`);
    }
    if (!stored) await refuseOtherBlock(trx, block);
    if (!(await stillSo(trx))) return { result: 0, events: [] };
    const found = await withoutBooked(trx, block);
    const seen = await recordHits(trx, found, found.hits, { onlyMissed: true });
    const unsupported = await recordUnsupported(trx, found, found.unsupported);
    const woken = await wakeDust(trx, seen);
    const fresh = seen.filter(({ entered }) => entered);
    // What a second node confirmed before did not hold these.
    if (fresh.length > 0) await proveAnew(trx, found, mustBeProven);
    const final = { all: cursor.final_height, tiers: [] };
    const finalized = await markFinal(trx, found.chainId, { final, currencyOf, mustBeProven });
    await signalDeposits(trx, [...loud(seen), ...woken, ...finalized]);
    await signalSessionsOf(trx, customersOf(seen));
    return { result: fresh.length + unsupported.length, events: [...seenEvents(seen), ...unsupported] };
  });
}

/** Of a block that is kept no more the deposits tell which one was scanned. */
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
    throw new PurserError('rpc_inconsistent', `block ${String(number)} is not the one that was scanned`);
}

/** Another reading of the block waits for its proof; one that was pruned is kept again until it has it. */
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
