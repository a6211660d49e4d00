import { PurserError } from '../domain/errors.ts';
import { withoutBooked } from './bookedByBalance.ts';
import { appendEvents } from './appendEvents.ts';
import type { FoundBlock } from './commitBlock.ts';
import { customersOf, loud, seenEvents } from './commitBlock.ts';
import type { Db } from './connect.ts';
import type { FinalityRules } from './markFinal.ts';
import { markFinal } from './markFinal.ts';
import { recordHits } from './recordHits.ts';
import { recordUnsupported } from './recordUnsupported.ts';
import { signalDeposits } from './signalDeposits.ts';
import { signalSessionsOf } from './signalSessions.ts';
import { wakeDust } from './wakeDust.ts';

/**
 * Records what a block below the cursor holds, by somebody who does not own the chain: a rescan, or a balance
 * that says that something was not seen. What is known already is left as it is. The cursor's row is locked, so
 * that the chain stands still meanwhile. What a balance told of is not recorded once more; where `stillSo`, asked
 * under the lock, says no, nothing is. Gives how many transfers were new.
 *
 * Throws `rpc_inconsistent` where the block is not the canonical one: by its hash where it is stored, else by
 * being below the final height, where the caller's node decides.
 */
export async function recordAgain(
  db: Db,
  block: FoundBlock,
  { currencyOf, mustBeProven }: Pick<FinalityRules, 'currencyOf' | 'mustBeProven'>,
  stillSo: (trx: Db) => Promise<boolean> = () => Promise.resolve(true),
): Promise<number> {
  return db.transaction().execute(async trx => {
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
    if (!(await stillSo(trx))) return 0;
    const found = await withoutBooked(trx, block);
    const seen = await recordHits(trx, found, found.hits);
    const unsupported = await recordUnsupported(trx, found, found.unsupported);
    const woken = await wakeDust(trx, seen);
    const fresh = seen.filter(({ told }) => told);
    // What a second node confirmed before did not hold these.
    if (fresh.length > 0 && mustBeProven) await proveAnew(trx, found);
    const final = { all: cursor.final_height, tiers: [] };
    const finalized = await markFinal(trx, found.chainId, { final, currencyOf, mustBeProven });
    await signalDeposits(trx, [...loud(seen), ...woken, ...finalized]);
    await signalSessionsOf(trx, customersOf(seen));
    await appendEvents(trx, [...seenEvents(seen), ...unsupported]);
    return fresh.length + unsupported.length;
  });
}

async function proveAnew(trx: Db, { chainId, number }: FoundBlock): Promise<void> {
  await trx
    .updateTable('blocks')
    .set({ proven: false })
    .where('chain_id', '=', chainId)
    .where('number', '=', number)
    .execute();
}
