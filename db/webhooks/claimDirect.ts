import { sql } from 'kysely';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';

/**
 * One of this many oldest deliveries of an account is chosen, so that not all that waits for its busy
 * endpoints is examined.
 */
const lookedThrough = 64;

/** The endpoints and accounts that already have as many attempts as they may. */
export interface Busy {
  readonly endpoints: readonly EndpointId[];
  readonly accounts: readonly AccountId[];
}

/**
 * Leases deliveries that somebody asked for (a test or a redelivery), as `claimDeliveries` does. It takes one
 * for each account above `after`, in the order of their ids, at most `limit`. Such a delivery goes out even
 * if its endpoint is broken or disabled; `busy` endpoints and accounts are skipped.
 */
export async function claimDirect(
  db: Db,
  after: string,
  limit: number,
  leaseSeconds: number,
  busy: Busy,
): Promise<readonly (Delivery & { readonly accountId: AccountId })[]> {
  const due = sql`state = 'pending' and direct and (leased_until is null or leased_until < now())`;
  const { rows } = await sql<Delivery & { accountId: AccountId }>`
    with recursive asking (account_id, nth) as (
      (select account_id, 1 from deliveries where state = 'pending' and direct and account_id > ${after}
        order by account_id limit 1)
      union all
      select next.account_id, a.nth + 1 from asking a cross join lateral (
        select d.account_id from deliveries d where d.state = 'pending' and d.direct and d.account_id > a.account_id
        order by d.account_id limit 1
      ) next
      where a.nth < ${limit}
    )
    update deliveries set leased_until = now() + make_interval(secs => ${leaseSeconds})
    where ctid = any (array(
      select oldest.ctid from asking a cross join lateral (
        select ctid from deliveries
        where account_id = a.account_id and ${due} and endpoint_id <> all (${busy.endpoints}::text[])
          and created_at <= (select max(created_at) from (
            select created_at from deliveries where account_id = a.account_id and ${due}
            order by created_at limit ${lookedThrough}
          ) first)
        order by created_at limit 1 for update skip locked
      ) oldest
      where a.account_id <> all (${busy.accounts}::text[])
    ))
    returning event_id as "eventId", endpoint_id as "endpointId", account_id as "accountId"
  `.execute(db);
  return rows;
}
