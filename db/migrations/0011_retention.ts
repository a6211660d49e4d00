// What an audit keeps of itself, and what it takes to let old rows end.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const audits = sql`
  -- One row an audit: when the last good one was.
  create table audit_runs (
    id bigint generated always as identity primary key,
    begun_at timestamptz not null,
    ended_at timestamptz not null default now(),
    verdict text not null check (verdict in ('clean', 'different', 'incomplete')),
    differences integer not null check (differences >= 0)
  );
  create index audit_runs_by_verdict on audit_runs (verdict, ended_at desc);

  -- The purses that never had a transfer are compared in turn: how far the chain's round has come.
  create table audit_rounds (
    chain_id bigint primary key,
    purse_id text,
    -- When the last whole round ended.
    ended_at timestamptz
  );
`;

const ends = sql`
  -- The events of the account up to this sequence have ended: the oldest that is kept is the next one.
  alter table account_counters add column events_ended bigint not null default 0;

  -- Old rows are found by their age, however many young ones there are.
  create index deliveries_delivered on deliveries (created_at) where state = 'delivered';
  create index observations_orphaned on observations (observed_at) where not canonical;
  create index webhook_endpoints_retired on webhook_endpoints (id) where types = '{}';

  -- What was deleted signs nothing any more.
  update webhook_endpoints set secret = '', previous_secret = null, previous_secret_until = null
  where types = '{}' and customer_id is null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await audits.execute(db);
  await ends.execute(db);
}
