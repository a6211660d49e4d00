// Old events end by a function of the owner: a worker cannot delete others.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const endEvents = sql`
  -- Deletes those of the events that may end whatever is asked for: older than a day, and given to their endpoints, of
  -- whose deliveries nothing is left. Gives how many went.
  create function end_events(ids text[]) returns bigint
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with ended as (
      delete from public.events e using public.account_counters c
      where e.id = any (ids) and c.account_id = e.account_id and e.sequence <= c.fanned_out
        and e.created_at < now() - interval '1 day'
        and not exists (select from public.deliveries d where d.event_id = e.id)
      returning 1
    )
    select count(*) from ended;
  end;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await endEvents.execute(db);
}
