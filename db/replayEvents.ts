import { sql } from 'kysely';
import type { EventType } from '../domain/events.ts';
import type { Db } from './connect.ts';
import type { EndpointRow } from './endpoints.ts';

export interface ReplayFilter {
  /** Only these; null: whatever it hears of. */
  readonly types: readonly EventType[] | null;
  /** Every event above it, delivered or not; null: what waits or failed. */
  readonly afterSequence: number | null;
}

/** Has events sent to an endpoint again, as if for the first time, and gives how many. The row must be locked. */
export async function replayEvents(
  trx: Db,
  endpoint: Pick<EndpointRow, 'id' | 'account_id' | 'types'>,
  { types, afterSequence }: ReplayFilter,
): Promise<number> {
  if (afterSequence === null) return replayOwed(trx, endpoint, types);
  const heard = endpoint.types;
  const wanted = types === null ? heard : types.filter(type => heard?.includes(type) ?? true);
  const { numAffectedRows } = await sql`
    insert into deliveries as d (event_id, endpoint_id, state, created_at)
    select e.id, ${endpoint.id}, 'pending', e.created_at from events e
    where e.account_id = ${endpoint.account_id} and e.sequence > ${afterSequence}
      and (${wanted === null} or e.type = any (${wanted ?? []}))
      -- Tests are of one endpoint each.
      and e.type <> 'WEBHOOK_ENDPOINT_TEST'
    on conflict (event_id, endpoint_id) do update set state = 'pending', tries = 0,
      leased_until = case when d.state = 'pending' then d.leased_until end
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function replayOwed(
  trx: Db,
  endpoint: Pick<EndpointRow, 'id'>,
  types: readonly EventType[] | null,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update deliveries d set state = 'pending', tries = 0, leased_until = null
    from events e
    where d.endpoint_id = ${endpoint.id} and d.state in ('waiting', 'failed') and e.id = d.event_id
      and (${types === null} or e.type = any (${types ?? []}))
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}
