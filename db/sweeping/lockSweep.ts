import { sql } from 'kysely';
import type { SweepId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { SweepRow } from '../schema.ts';
import { isCreditedOtherwise } from './depositConditions.ts';

/**
 * Locks a sweep, and before it the deposits that it moves, and before them the purses of those that are not credited any
 * more: in the order of all locks. What the treasury owes for such a one is decided under its purse's lock. Undefined if there is
 * no such sweep.
 */
export async function lockSweep(trx: Db, id: SweepId): Promise<SweepRow | undefined> {
  await sql`
    select p.id from purses p where p.id in (
      select t.purse_id from transactions t join sweep_item_deposits d on d.transaction_id = t.id
      where d.sweep_id = ${id} and not d.is_released and ${isCreditedOtherwise})
    order by p.id for no key update
  `.execute(trx);
  await sql`
    select t.id from transactions t join sweep_item_deposits d on d.transaction_id = t.id
    where d.sweep_id = ${id} and not d.is_released
    order by t.id for no key update of t
  `.execute(trx);
  return trx.selectFrom('sweeps').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}
