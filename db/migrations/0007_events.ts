// Events are recorded without a number: they are numbered, and told to endpoints, outside of the transaction of the
// fact. Deliveries by account, replays in steps, and what strangers can have us tell of a purse, counted.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const events = sql`
  -- One at a time, never in batches: an event recorded after another was committed has the higher place.
  create sequence event_positions as bigint;
  alter table events
    alter column sequence drop not null,
    -- Where it stands among all events as they were recorded; null for those numbered before there were places.
    add column position bigint,
    -- Told to this endpoint alone: a test of it.
    add column only_to text,
    -- Told to endpoints that name its type alone.
    add column by_name boolean not null default false;
  alter table events alter column position set default nextval('event_positions');
  create index events_unnumbered on events (account_id, position) where sequence is null;

  alter table account_counters
    -- Its events up to this number have their deliveries.
    add column fanned_out bigint not null default 0;
  update account_counters set fanned_out = sequence;
  alter table account_counters add check (fanned_out <= sequence);
  create index account_counters_behind on account_counters (account_id) where fanned_out < sequence;
`;

const endpoints = sql`
  -- Its place among the events: those recorded before it are not its own.
  alter table webhook_endpoints add column since bigint not null default 0;
  alter table webhook_endpoints alter column since set default nextval('event_positions');
  create index webhook_endpoints_of_merchant on webhook_endpoints (account_id)
    where customer_id is null and types is distinct from '{}';
`;

const deliveries = sql`
  -- Of the endpoint: dispatchers take turns over accounts.
  alter table deliveries add column account_id text;
  update deliveries d set account_id = w.account_id from webhook_endpoints w where w.id = d.endpoint_id;
  alter table deliveries alter column account_id set not null;
  create index deliveries_by_turns on deliveries (account_id, endpoint_id) where state = 'pending';
  drop index deliveries_direct;
  create index deliveries_direct on deliveries (account_id, created_at) where state = 'pending' and direct;

  create index deliveries_owed on deliveries (endpoint_id, event_id) where state in ('waiting', 'failed');

  -- What an endpoint is to be sent again, in steps: one at a time.
  create table replays (
    endpoint_id text primary key references webhook_endpoints on delete cascade,
    account_id text not null references accounts,
    -- Events above it, up to the last of when it was asked for, are still to be sent again.
    after_sequence bigint not null,
    up_to bigint not null,
    -- Not null: only what waits or failed, of events whose ids are above it.
    after_event text,
    types text[],
    created_at timestamptz not null default now()
  );
`;

const strangers = sql`
  create index unsupported_deposits_of_account on unsupported_deposits (account_id, created_at);
  -- What is told of a day's first alone (domain/scanning/unsupportedLimits.ts), counted by purse or account, and by chain: so that no
  -- scanner waits for another's count.
  create table stranger_tallies (
    kind text not null check (kind in ('unsupported', 'dirty_dust')),
    scope_id text not null,
    account_id text not null references accounts,
    chain_id bigint not null,
    day date not null,
    count bigint not null,
    primary key (kind, scope_id, chain_id, day)
  );
  create index stranger_tallies_of_account on stranger_tallies (account_id, kind, day);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [events, endpoints, deliveries, strangers]) await part.execute(db);
}
