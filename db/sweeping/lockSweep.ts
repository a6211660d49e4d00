import { sql } from 'kysely';
import type { SweepId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { SweepRow } from '../schema.ts';

/** Locks a sweep, and before it the deposits that it moves: in the order of all locks. Undefined if there is none. */
export async function lockSweep(trx: Db, id: SweepId): Promise<SweepRow | undefined> {
  await sql`
    select t.id from transactions t join sweep_item_deposits d on d.transaction_id = t.id
    where d.sweep_id = ${id} and not d.is_released
    order by t.id for no key update of t
  `.execute(trx);
  return trx.selectFrom('sweeps').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}
