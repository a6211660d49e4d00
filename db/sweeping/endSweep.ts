import { sql } from 'kysely';
import type { SweepId } from '../../domain/ids.ts';
import type { SkipReason, SweepStatus } from '../../domain/sweeping/sweep.ts';
import { pauseAfterSkips } from '../../domain/sweeping/sweepPolicy.ts';
import type { Db } from '../connect.ts';
import type { SweepItemRow, SweepRow } from '../schema.ts';

/** What became of an item. */
export type ItemOutcome =
  { readonly status: 'swept' } | { readonly status: 'skipped'; readonly reason: SkipReason };

/** Reasons that say nothing about the purse: the deposits may be swept again at once. */
const withoutPause: ReadonlySet<SkipReason> = new Set(['not_due', 'canceled', 'coin_must_stay']);
/** The same, but the next try may fail alike: it waits as after a first skip, and none is counted. */
const ofTheBatch: ReadonlySet<SkipReason> = new Set(['reverted', 'destination']);

/**
 * Ends a locked sweep: saves what became of each item, and leaves the deposits of skipped ones to other sweeps, after
 * a pause that grows. Returns the items as they are now.
 */
export async function endSweep(
  trx: Db,
  { id }: Pick<SweepRow, 'id'>,
  status: Extract<SweepStatus, 'completed' | 'failed' | 'canceled'>,
  reason: string | null,
  outcomeOf: (item: SweepItemRow) => ItemOutcome,
): Promise<readonly SweepItemRow[]> {
  const items = await trx
    .selectFrom('sweep_items')
    .selectAll()
    .where('sweep_id', '=', id)
    .orderBy('position')
    .execute();
  const ended = items.map(item => ({ ...item, reason: null, ...outcomeOf(item) }));
  await sql`
    update sweep_items i set status = e.status, reason = e.reason
    from unnest(${ended.map(({ position }) => position)}::integer[], ${ended.map(one => one.status)}::text[],
      ${ended.map(one => one.reason)}::text[]) as e (position, status, reason)
    where i.sweep_id = ${id} and i.position = e.position
  `.execute(trx);
  await release(
    trx,
    id,
    ended.flatMap(one => (one.status === 'skipped' ? [one.position] : [])),
  );
  for (const item of ended) await pause(trx, item);
  await trx
    .updateTable('sweeps')
    .set({
      ...{ status, reason, waiting_code: null, waiting_detail: null },
      completed_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute();
  return ended;
}

async function release(trx: Db, id: SweepId, positions: readonly number[]): Promise<void> {
  await sql`
    with released as (
      update sweep_item_deposits set is_released = true
      where sweep_id = ${id} and position = any (${positions}) and not is_released
      returning transaction_id
    )
    update transactions t set swept_in = null from released r where t.id = r.transaction_id and t.swept_in = ${id}
  `.execute(trx);
}

async function pause(trx: Db, item: SweepItemRow): Promise<void> {
  const { purse_id, currency, status, reason } = item;
  if (status === 'swept') {
    await trx
      .deleteFrom('sweep_pauses')
      .where('purse_id', '=', purse_id)
      .where('currency', '=', currency)
      .execute();
  }
  if (status !== 'skipped' || reason === null || withoutPause.has(reason)) return;
  const known = await trx
    .selectFrom('sweep_pauses')
    .select('skips')
    .where('purse_id', '=', purse_id)
    .where('currency', '=', currency)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const skips = ofTheBatch.has(reason) ? Math.max(1, known?.skips ?? 0) : (known?.skips ?? 0) + 1;
  const seconds = pauseAfterSkips(ofTheBatch.has(reason) ? 1 : skips);
  const paused = {
    ...{ skips, reason },
    until: seconds === null ? null : sql<Date>`now() + make_interval(secs => ${seconds})`,
  };
  await trx
    .insertInto('sweep_pauses')
    .values({ purse_id, currency, ...paused })
    .onConflict(conflict => conflict.columns(['purse_id', 'currency']).doUpdateSet(paused))
    .execute();
}
