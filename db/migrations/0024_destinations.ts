// Where an account's sweeps go: what it wants, and what its sweeper says on the chain.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const destinations = sql`
  create table destinations (
    id text primary key,
    account_id text not null references accounts,
    network text not null,
    chain_id bigint not null,
    address text not null check (address ~ '^0x[0-9a-f]{40}$'),
    address_checksum text not null check (address = lower(address_checksum)),
    label text not null,
    kind text not null check (kind in ('treasury', 'quarantine')),
    -- How far its chain was read when it was made: what was disabled up to there was not this one.
    created_height bigint,
    -- The events about it.
    version integer not null default 1,
    told_active_at timestamptz,
    created_at timestamptz not null default now(),
    disabled_at timestamptz
  );
  create unique index destinations_key on destinations (account_id, network, address) where disabled_at is null;
  -- Ids sort by the time they were made.
  create index destinations_of_account on destinations (account_id, id);
  create index destinations_waiting on destinations (chain_id) where disabled_at is null and told_active_at is null;
`;

const events = sql`
  create table destination_events (
    id text primary key,
    chain_id bigint not null,
    sweeper text not null,
    address text not null check (address ~ '^0x[0-9a-f]{40}$'),
    kind text not null check (kind in ('proposed', 'disabled')),
    active_at timestamptz,
    block_number bigint not null,
    block_hash text not null,
    log_index integer not null,
    tx_hash text not null,
    is_final boolean not null default false,
    unique (chain_id, block_number, log_index),
    foreign key (chain_id, sweeper) references sweepers (chain_id, sweeper),
    check ((active_at is null) = (kind = 'disabled'))
  );
  create index destination_events_of_address on destination_events (chain_id, sweeper, address, block_number);
  create index destination_events_open on destination_events (chain_id, block_number) where not is_final;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await destinations.execute(db);
  await events.execute(db);
}
