import { sql } from 'kysely';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { breakAfterFailures } from '../../domain/webhooks/webhookSchedule.ts';
import type { Db } from '../connect.ts';

/** How long a late probe still counts as under way, in seconds; then its workflow is started again. */
const graceSeconds = 60;

export interface BrokenEndpoint {
  readonly failures: number;
  /** Probes since it broke: attempts made to see if it recovered. */
  readonly probes: number;
  readonly failingSince: Date;
  readonly retryAt: Date;
  /** Milliseconds until `retryAt`, by the database's clock; 0 if it is due. */
  readonly waitMs: number;
}

const columns = sql`
  failures, probes, coalesce(failing_since, now()) as "failingSince", coalesce(retry_at, now()) as "retryAt",
  greatest(0, ceil(extract(epoch from coalesce(retry_at, now()) - now()) * 1000))::integer as "waitMs"`;
const isBroken = sql`enabled and failures >= ${breakAfterFailures}`;

/** The endpoint if it is broken, else undefined. */
export async function findBrokenEndpoint(
  db: Db,
  endpointId: EndpointId,
): Promise<BrokenEndpoint | undefined> {
  const { rows } = await sql<BrokenEndpoint>`
    select ${columns} from webhook_endpoints where id = ${endpointId} and ${isBroken}`.execute(db);
  return rows[0];
}

/**
 * The same, for the workflow that will probe it when it is due: nobody starts another workflow before that.
 */
export async function watchBrokenEndpoint(
  db: Db,
  endpointId: EndpointId,
): Promise<BrokenEndpoint | undefined> {
  const { rows } = await sql<BrokenEndpoint>`
    update webhook_endpoints
    set watched_until = greatest(retry_at, now()) + make_interval(secs => ${graceSeconds})
    where id = ${endpointId} and ${isBroken}
    returning ${columns}`.execute(db);
  return rows[0];
}

/**
 * Broken endpoints that have pending deliveries and no known workflow: they just broke, or their workflow was
 * not started or is late. Each is given to one caller, and a minute later to the next.
 */
export async function claimBrokenEndpoints(
  db: Db,
  limit: number,
): Promise<readonly { readonly endpointId: EndpointId; readonly accountId: AccountId }[]> {
  const { rows } = await sql<{ endpointId: EndpointId; accountId: AccountId }>`
    update webhook_endpoints w set watched_until = now() + make_interval(secs => ${graceSeconds})
    from (
      select id from webhook_endpoints e
      where ${isBroken} and (watched_until is null or watched_until < now())
        and exists (select from deliveries d where d.endpoint_id = e.id and d.state = 'pending')
      limit ${limit} for no key update skip locked
    ) due
    where w.id = due.id
    returning w.id as "endpointId", w.account_id as "accountId"`.execute(db);
  return rows;
}
