import { sql } from 'kysely';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** An endpoint with pending deliveries. */
export interface PendingEndpoint {
  readonly endpointId: EndpointId;
  readonly accountId: AccountId;
  readonly enabled: boolean;
  readonly failures: number;
}

/** Where a look begins: above an account, and for each account above one of its endpoints. */
export interface LookFrom {
  readonly account: string;
  readonly endpoints: ReadonlyMap<AccountId, EndpointId>;
}

/**
 * The limits of a look: how many accounts, how many endpoints of each, and how many in all if the accounts
 * are few.
 */
export interface LookAt {
  readonly accounts: number;
  readonly ofEach: number;
  readonly ofAll: number;
}

/**
 * The endpoints with pending deliveries, account by account, in the order of their ids, and where the next
 * look goes on. One look at the index per account and endpoint, however many deliveries one has: 100,000 at a
 * dead endpoint cost no more than one, and an account with 10,000 endpoints no more than `ofEach` while
 * others wait.
 */
export async function pendingEndpoints(
  db: Db,
  from: LookFrom,
  { accounts, ofEach, ofAll }: LookAt,
): Promise<{ readonly endpoints: readonly PendingEndpoint[]; readonly next: LookFrom }> {
  const { rows } = await sql<Seen>`
    with recursive owing (account_id, nth) as (
      (select account_id, 1 from deliveries where state = 'pending' and account_id > ${from.account}
        order by account_id limit 1)
      union all
      select next.account_id, o.nth + 1 from owing o cross join lateral (
        select d.account_id from deliveries d where d.state = 'pending' and d.account_id > o.account_id
        order by d.account_id limit 1
      ) next
      where o.nth < ${accounts}
    ), turns as (
      select o.account_id, coalesce(f.endpoint_id, '') as after,
        greatest(${ofEach}::integer, ${ofAll}::integer / count(*) over ()) as most
      from owing o left join unnest(${[...from.endpoints.keys()]}::text[], ${[...from.endpoints.values()]}::text[])
        as f (account_id, endpoint_id) using (account_id)
    )
    select t.account_id as "accountId", w.id as "endpointId", w.enabled, w.failures, v.nth = t.most as last
    from turns t left join lateral (
      with recursive visited (endpoint_id, nth) as (
        (select endpoint_id, 1 from deliveries
          where state = 'pending' and account_id = t.account_id and endpoint_id > t.after
          order by endpoint_id limit 1)
        union all
        select next.endpoint_id, v.nth + 1 from visited v cross join lateral (
          select d.endpoint_id from deliveries d
          where d.state = 'pending' and d.account_id = t.account_id and d.endpoint_id > v.endpoint_id
          order by d.endpoint_id limit 1
        ) next
        where v.nth < t.most
      )
      select endpoint_id, nth from visited
    ) v on true left join webhook_endpoints w on w.id = v.endpoint_id
    order by t.account_id, w.id
  `.execute(db);
  const seen = [...new Set(rows.map(row => row.accountId))];
  const lastAccount = seen.length < accounts ? '' : (seen.at(-1) ?? '');
  // An account that this look passed begins anew, unless it has more endpoints.
  const endpoints = new Map(
    [...from.endpoints].filter(([id]) => id <= from.account || (lastAccount !== '' && id > lastAccount)),
  );
  for (const { accountId, endpointId, last } of rows) {
    if (endpointId !== null && last) endpoints.set(accountId, endpointId);
  }
  return {
    endpoints: rows.flatMap(({ accountId, endpointId, enabled, failures }) =>
      endpointId === null ? [] : [{ accountId, endpointId, enabled, failures }],
    ),
    next: { account: lastAccount, endpoints },
  };
}

interface Seen extends Omit<PendingEndpoint, 'endpointId'> {
  /** Null if the account has nothing above the endpoint from which the look began. */
  readonly endpointId: EndpointId | null;
  /** True for the last endpoint that there was room for. */
  readonly last: boolean;
}
