import { sql } from 'kysely';
import type { SweepId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { SkipReason, SweepStatus } from '../../domain/sweeping/sweep.ts';
import { skipReasonOf } from '../../domain/sweeping/sweep.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { appendEvents } from '../events/appendEvents.ts';
import { postSweep } from '../ledger/postSweep.ts';
import { tellShortfall } from '../deposits/tellShortfall.ts';
import type { SweepItemRow, SweepRow } from '../schema.ts';
import { withdrawIntent } from '../sending/withdrawIntent.ts';
import { isCreditedOtherwise } from './depositConditions.ts';
import type { ItemOutcome } from './endSweep.ts';
import { endSweep } from './endSweep.ts';
import { isItemOpen } from './readSweepPlan.ts';
import { lockSweep } from './lockSweep.ts';
import type { SweepSend } from './readSweepSend.ts';
import { readSweepSend } from './readSweepSend.ts';
import { sweepEvents } from './sweepEvents.ts';

/**
 * Brings a sweep to where its transaction is, and once that is final, books what it moved: item by item, once, with
 * the events. May be called at any time and by several processes. Returns the status.
 *
 * 1. It has no nonce: it stays planned. If the signer left out all of its items, or a person said that its nonce went to another
 *    transaction, it failed.
 * 2. A deposit in its transaction is not due any more, as its credit was reversed, or a destination was disabled: the nonce is
 *    used for nothing if that is still possible.
 * 3. The transaction is not final: the sweep is `sent` or `mined`. A reorg leads back until it is final.
 * 4. It is final: an item of a transaction that succeeded was swept if the signer put it in and the sweeper did not skip it.
 */
export async function settleSweep(db: Db, registry: Registry, id: SweepId): Promise<SweepStatus> {
  return db.transaction().execute(async trx => {
    const sweep = await lockSweep(trx, id);
    if (!sweep) throw new Error(`there is no sweep ${id}`);
    if (sweep.completed_at !== null) return sweep.status;
    const send = await readSweepSend(trx, id);
    if (!send) {
      const signed = await readSigned(trx, id);
      const leftOut = signed.length > 0 && signed.every(({ batch_index }) => batch_index === null);
      const isOver = leftOut || sweep.status !== 'planned';
      return isOver ? finish(trx, registry, sweep, undefined) : sweep.status;
    }
    if (send.status === 'final') return finish(trx, registry, sweep, send);
    if (!(await isDue(trx, id))) await withdrawIntent(trx, { kind: 'sweep', id });
    if (send.status !== sweep.status) {
      await trx.updateTable('sweeps').set({ status: send.status }).where('id', '=', id).execute();
    }
    return send.status;
  });
}

/**
 * Whether each deposit in the transaction is still credited as it was when it was claimed, and none of its destinations was
 * disabled. What the signer left out says nothing about the rest.
 */
async function isDue(trx: Db, id: SweepId): Promise<boolean> {
  const { rows } = await sql<{ readonly due: boolean }>`
    select not exists (
      select from sweep_signed_items g join sweep_items i on i.sweep_id = g.sweep_id and i.position = g.position
      where g.sweep_id = ${id} and g.batch_index is not null and (not ${isItemOpen} or exists (
        select from sweep_item_deposits d join transactions t on t.id = d.transaction_id
        where d.sweep_id = i.sweep_id and d.position = i.position and not d.is_released
          and ${isCreditedOtherwise}))) as due
  `.execute(trx);
  return rows[0]?.due ?? true;
}

async function readSigned(trx: Db, id: SweepId) {
  return trx
    .selectFrom('sweep_signed_items')
    .select(['position', 'batch_index', 'dropped_reason'])
    .where('sweep_id', '=', id)
    .execute();
}

async function finish(
  trx: Db,
  registry: Registry,
  sweep: SweepRow,
  send: SweepSend | undefined,
): Promise<SweepStatus> {
  const outcomes = outcomesOf(await readSigned(trx, sweep.id), send);
  const end = endOf(outcomes, send);
  const items = await endSweep(
    trx,
    sweep,
    end.status,
    end.reason,
    // What the signer never saw was not in the transaction.
    ({ position }) => outcomes.get(position) ?? { status: 'skipped', reason: 'not_due' },
  );
  const swept = items.filter(item => item.status === 'swept');
  await postSweep(trx, sweep, swept);
  await appendEvents(trx, await sweepEvents(trx, registry, sweep.id));
  await appendEvents(trx, await shortfalls(trx, registry, sweep.id, swept));
  return end.status;
}

/** What the treasury owes since these items were swept: coins were moved for a deposit that was reversed meanwhile. */
async function shortfalls(
  trx: Db,
  registry: Registry,
  id: SweepId,
  items: readonly SweepItemRow[],
): Promise<readonly AccountEvent[]> {
  const currencyOf = currencyIn(registry);
  const byPurse = Map.groupBy(items, item => `${item.purse_id} ${item.currency}`);
  const events: AccountEvent[] = [];
  for (const some of byPurse.values()) {
    const [first] = some;
    if (first) events.push(...(await tellShortfall(trx, first.purse_id, currencyOf(first.currency), id)));
  }
  return events;
}

/** What became of each item that the signer saw, by its position. */
function outcomesOf(
  signed: Awaited<ReturnType<typeof readSigned>>,
  send: SweepSend | undefined,
): ReadonlyMap<number, ItemOutcome> {
  const skipped = new Map((send?.skipped ?? []).map(({ index, reason }) => [index, reason]));
  const skip = (reason: SkipReason): ItemOutcome => ({ status: 'skipped', reason });
  return new Map(
    signed.map(({ position, batch_index: index, dropped_reason: dropped }) => {
      if (index === null) return [position, skip(dropped ?? 'not_due')];
      if (!send?.hasMoved) return [position, skip(send?.withdrawn ? 'not_due' : 'reverted')];
      const reason = skipped.get(index);
      return [position, reason === undefined ? { status: 'swept' } : skip(skipReasonOf(reason))];
    }),
  );
}

function endOf(
  outcomes: ReadonlyMap<number, ItemOutcome>,
  send: SweepSend | undefined,
): { readonly status: 'completed' | 'failed' | 'canceled'; readonly reason: string | null } {
  if ([...outcomes.values()].some(({ status }) => status === 'swept'))
    return { status: 'completed', reason: null };
  if (send?.withdrawn && !send.hasMoved) return { status: 'canceled', reason: 'not_due' };
  return { status: 'failed', reason: send?.hasMoved === false ? 'reverted' : 'all_skipped' };
}
