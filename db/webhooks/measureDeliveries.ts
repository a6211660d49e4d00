import { sql } from 'kysely';
import type { DeliveryState } from '../../domain/webhooks/delivery.ts';
import { breakAfterFailures } from '../../domain/webhooks/webhookSchedule.ts';
import type { Db } from '../connect.ts';

export interface MeasuredDeliveries {
  /** `blocked`: pending, at an endpoint that is not being called. */
  readonly state: Exclude<DeliveryState, 'delivered'> | 'blocked';
  readonly count: number;
  /**
   * For `pending`: the age of the oldest delivery at an endpoint with no attempt under way. An endpoint that
   * answers slowly causes its own queue; deliveries that nobody takes up are a dispatcher's fault.
   */
  readonly oldestSeconds: number | null;
}

/**
 * The deliveries that have not arrived. Delivered ones are not counted: the table holds every event ever
 * sent, while partial indexes hold the others.
 */
export async function measureDeliveries(db: Db): Promise<readonly MeasuredDeliveries[]> {
  const { rows } = await sql<MeasuredDeliveries>`
    with pending as (
      select endpoint_id, count(*) as count, min(created_at) as oldest, bool_or(leased_until > now()) as called
      from deliveries where state = 'pending' group by endpoint_id
    )
    select case when w.enabled and w.failures < ${breakAfterFailures} then 'pending' else 'blocked' end as state,
      sum(p.count)::bigint as count,
      extract(epoch from now() - min(p.oldest) filter (where p.called is not true))::float8 as "oldestSeconds"
    from pending p join webhook_endpoints w on w.id = p.endpoint_id group by 1
    union all
    select state, count(*), null from deliveries where state in ('retrying', 'waiting', 'failed') group by state
  `.execute(db);
  return rows;
}
