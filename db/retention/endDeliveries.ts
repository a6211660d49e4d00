import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Deletes the log of up to `limit` deliveries that arrived and were not attempted for `days`. Deliveries that
 * an endpoint is still owed, waiting or given up, stay, because a replay sends them. Returns how many were
 * deleted.
 */
export async function endDelivered(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from deliveries where ctid = any (array(
      select d.ctid from deliveries d
      where d.state = 'delivered' and d.created_at < now() - make_interval(days => ${days})
        and not exists (
          select from delivery_attempts a where a.event_id = d.event_id and a.endpoint_id = d.endpoint_id
            and a.attempted_at >= now() - make_interval(days => ${days}))
      order by d.created_at limit ${limit} for update skip locked
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** The same for deliveries owed to deleted endpoints, which nobody can have sent any more. */
export async function endUndeliverable(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from deliveries where ctid = any (array(
      select d.ctid
      from webhook_endpoints w
        cross join lateral (
          select ctid from deliveries
          where endpoint_id = w.id and state = 'failed' and created_at < now() - make_interval(days => ${days})
          limit ${limit} for update skip locked
        ) d
      where w.types = '{}' limit ${limit}
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
