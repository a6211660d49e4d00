import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import { breakAfterFailures, disableAfterMs } from '../../domain/webhooks/webhookSchedule.ts';
import type { Db } from '../connect.ts';

export interface FailedAttempt {
  readonly attemptedAt: Date;
  /** When the endpoint is tried again, if this failure breaks it or was a probe. */
  readonly retryAt: Date;
  /** True if the attempt was made to see if a broken endpoint recovered. */
  readonly probe: boolean;
}

/**
 * The state of an endpoint after a failure. `spent`: it has failed without a success for so long that it must
 * be disabled.
 */
export type EndpointHealth =
  { readonly is: 'sound' | 'spent' | 'disabled' } | { readonly is: 'broken'; readonly retryAt: Date };

/**
 * Counts a failure of an endpoint. Its row stays locked until the end of the transaction. The failure that
 * breaks the endpoint takes its deliveries back from their retry workflows: from then on its events wait in
 * the table behind one workflow.
 */
export async function countFailure(
  trx: Db,
  endpointId: EndpointId,
  { attemptedAt, retryAt, probe }: FailedAttempt,
): Promise<EndpointHealth> {
  const breaks = sql<boolean>`failures + 1 = ${breakAfterFailures}`;
  const endpoint = await trx
    .updateTable('webhook_endpoints')
    .set({
      failures: sql`failures + 1`,
      failing_since: sql`coalesce(failing_since, ${attemptedAt})`,
      probes: sql`case when ${breaks} then 0 else probes + ${probe ? 1 : 0} end`,
      retry_at: sql`case when ${breaks} or ${probe} then ${retryAt} else retry_at end`,
    })
    .where('id', '=', endpointId)
    .where('enabled', '=', true)
    .returning(['failures', 'failing_since', 'retry_at'])
    .executeTakeFirst();
  if (!endpoint) return { is: 'disabled' };
  if (endpoint.failures < breakAfterFailures) return { is: 'sound' };
  const failingMs = attemptedAt.getTime() - (endpoint.failing_since ?? attemptedAt).getTime();
  if (failingMs >= disableAfterMs) return { is: 'spent' };
  if (endpoint.failures === breakAfterFailures) {
    await trx
      .updateTable('deliveries')
      .set({ state: 'pending', leased_until: null })
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'retrying')
      .execute();
  }
  return { is: 'broken', retryAt: endpoint.retry_at ?? retryAt };
}
