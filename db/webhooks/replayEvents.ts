import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { EventType } from '../../domain/events.ts';
import type { Db } from '../connect.ts';
import type { EndpointRow } from './endpoints.ts';
import { ofTypes, replayed, replayStep } from './replayStep.ts';

export interface ReplayFilter {
  /** Only these types; null: all that the endpoint listens to. */
  readonly types: readonly EventType[] | null;
  /** Every event above this sequence, delivered or not; null: only those that wait or failed. */
  readonly afterSequence: number | null;
}

/**
 * Sends events to an endpoint again, as if for the first time, and returns how many. The first step is taken
 * now, the others by the dispatchers. The endpoint's row must be locked. Throws `replay_running` while the
 * previous replay is unfinished.
 */
export async function replayEvents(
  trx: Db,
  endpoint: Pick<EndpointRow, 'id' | 'account_id'>,
  { types, afterSequence }: ReplayFilter,
): Promise<number> {
  const owed = afterSequence === null;
  const { rows } = await sql<{ events: number; begun: boolean }>`
    with last as (select fanned_out from account_counters where account_id = ${endpoint.account_id}),
    counted as (
      ${
        owed
          ? sql`select count(*) as events from deliveries d join events e on e.id = d.event_id
              where d.endpoint_id = ${endpoint.id} and d.state in ('waiting', 'failed') and ${ofTypes('e', types)}`
          : sql`select count(*) as events from events e join webhook_endpoints w on w.id = ${endpoint.id}
              where e.account_id = ${endpoint.account_id} and e.sequence > ${afterSequence}
                and e.sequence <= (select fanned_out from last) and ${replayed('e', types)}`
      }
    ), begun as (
      insert into replays (endpoint_id, account_id, after_sequence, after_event, up_to, types)
      select ${endpoint.id}, ${endpoint.account_id}, ${afterSequence ?? 0}::bigint, ${owed ? '' : null}::text,
        fanned_out, ${types === null ? null : [...types]}::text[]
      from last
      on conflict do nothing
      returning true
    )
    select events, exists (select from begun) as begun from counted
  `.execute(trx);
  const [answer] = rows;
  if (!answer?.begun) throw new PurserError('replay_running');
  await replayStep(trx, endpoint.id);
  return answer.events;
}
