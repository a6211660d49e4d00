// What waits for a second person, which keys have the same holders, and how much may go out without an approval.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table approval_requests (
      id text primary key,
      account_id text not null references accounts,
      kind text not null check (kind in ('update_account', 'free_deposit', 'allocate')),
      resource_id text not null,
      change jsonb not null,
      reason text,
      -- Null: an operator, in Temporal, by the name that he gave.
      made_by text references api_keys,
      made_by_name text,
      status text not null default 'pending'
        check (status in ('pending', 'approved', 'rejected', 'canceled', 'expired')),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null default now() + interval '7 days',
      decided_by text references api_keys,
      decided_at timestamptz,
      decision_reason text,
      check ((decided_by is null) = (status in ('pending', 'expired'))),
      check (num_nulls(decided_by, decided_at) in (0, 2)),
      check (decision_reason is null or decided_by is not null)
    )
  `.execute(db);
  await sql`
    create unique index approval_requests_pending on approval_requests (account_id, kind, resource_id)
    where status = 'pending'
  `.execute(db);
  await sql`create index approval_requests_of_account on approval_requests (account_id, id desc)`.execute(db);
  // Whoever held one of these keys may know this one.
  await sql`alter table api_keys add column lineage text[] not null default '{}'`.execute(db);
  await sql`
    with recursive parents as (
      select resource_id as child, api_key_id as parent from audits
      where resource_type = 'api_key' and action = 'create' and api_key_id is not null
      union
      select c.change ->> 'new', p.parent from audits a
        cross join jsonb_array_elements(a.changes) as c (change)
        cross join lateral (values (a.resource_id), (a.api_key_id)) as p (parent)
      where a.resource_type = 'api_key' and a.action = 'rotate' and c.change ->> 'field' = 'replacedBy'
        and p.parent is not null
    ), ancestors as (
      select id as key, id as ancestor from api_keys
      union
      select a.key, p.parent from ancestors a join parents p on p.child = a.ancestor
    )
    update api_keys k set lineage = array(select ancestor from ancestors where key = k.id order by ancestor)
  `.execute(db);
  await sql`alter table api_keys alter column lineage drop default`.execute(db);
  await sql`alter table api_keys add check (cardinality(lineage) > 0)`.execute(db);
  await sql`alter table accounts add column payout_limit jsonb not null default '{}'`.execute(db);
  // It counts all events whose resource is the account.
  await sql`alter table accounts rename column treasury_version to event_version`.execute(db);
}
