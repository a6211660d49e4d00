import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** How many events or deliveries a step looks at. */
const perStep = 500;

/**
 * Takes the next step of an endpoint's replay: deliveries as if for the first time. The replay's row must be
 * locked, and is deleted with the last step.
 */
export async function replayStep(trx: Db, endpointId: EndpointId): Promise<void> {
  const replay = await trx
    .selectFrom('replays')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst();
  if (!replay) return;
  const { rows } =
    replay.after_event === null
      ? await sql<Stepped>`
          with due as materialized (
            select * from events e
            where e.account_id = ${replay.account_id} and e.sequence > ${replay.after_sequence}
              and e.sequence <= ${replay.up_to}
            -- Old events may be ending: those that are there stay until this transaction ends.
            order by e.sequence limit ${perStep} for key share
          ), told as (
            insert into deliveries as d (event_id, endpoint_id, account_id, state, created_at)
            select due.id, w.id, w.account_id, 'pending', due.created_at
            from due join webhook_endpoints w on w.id = ${endpointId}
            where ${replayed('due', replay.types)}
            on conflict (event_id, endpoint_id) do update set state = 'pending', tries = 0,
              leased_until = case when d.state = 'pending' then d.leased_until end
          ), moved as (
            update replays set after_sequence = (select max(sequence) from due)
            where endpoint_id = ${endpointId} and exists (select from due)
          )
          select count(*) as looked from due`.execute(trx)
      : await sql<Stepped>`
          with due as materialized (
            select event_id from deliveries
            where endpoint_id = ${endpointId} and state in ('waiting', 'failed') and event_id > ${replay.after_event}
            order by event_id limit ${perStep}
          ), told as (
            update deliveries d set state = 'pending', tries = 0, leased_until = null
            from due join events e on e.id = due.event_id
            where d.event_id = due.event_id and d.endpoint_id = ${endpointId} and d.state in ('waiting', 'failed')
              and ${ofTypes('e', replay.types)}
          ), moved as (
            update replays set after_event = (select max(event_id) from due)
            where endpoint_id = ${endpointId} and exists (select from due)
          )
          select count(*) as looked from due`.execute(trx);
  if ((rows[0]?.looked ?? 0) < perStep) {
    await trx.deleteFrom('replays').where('endpoint_id', '=', endpointId).execute();
  }
}

interface Stepped {
  readonly looked: number;
}

/** True if the event has one of the requested types; null: all types. */
export function ofTypes(event: string, types: readonly string[] | null) {
  return sql`(${types === null} or ${sql.ref(event)}.type = any (${types ?? []}::text[]))`;
}

/**
 * True if the event is sent again to the endpoint `w`: its type must be one that the endpoint receives. An
 * event sent by name only must have its type named by the endpoint or the request. Tests belong to one
 * endpoint each, and are not replayed.
 */
export function replayed(event: string, types: readonly string[] | null) {
  const e = sql.ref(event);
  return sql`(${ofTypes(event, types)} and ${e}.type <> 'WEBHOOK_ENDPOINT_TEST'
    and (w.types is null or ${e}.type = any (w.types))
    and (not ${e}.by_name or w.types is not null or ${types !== null}))`;
}
