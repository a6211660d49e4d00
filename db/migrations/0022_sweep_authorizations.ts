// What an account's purses are swept by: the contracts that were deployed and checked, and what the offline machine signed.
// The signer alone writes both, and reads what is sealed (db/grantSigner.ts).
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const sweepers = sql`
  create table sweepers (
    account_id text not null references accounts,
    network text not null,
    -- 0 would be every chain.
    chain_id bigint not null check (chain_id > 0),
    owner text not null,
    -- From the proposal of a destination until it is active.
    delay_seconds bigint not null check (delay_seconds >= 0),
    sweeper text not null check (sweeper ~ '^0x[0-9a-f]{40}$'),
    delegate text not null check (delegate ~ '^0x[0-9a-f]{40}$'),
    -- Of a purse whose authorization was used.
    purse_code_hash text not null,
    created_at timestamptz not null default now(),
    primary key (account_id, network),
    unique (chain_id, sweeper),
    unique (chain_id, delegate)
  );
`;

const authorizations = sql`
  create table sweep_authorizations (
    chain_id bigint not null,
    delegate text not null,
    -- The purse that signed, and the nonce at which its authorization can be used.
    authority text not null check (authority ~ '^0x[0-9a-f]{40}$'),
    nonce bigint not null check (nonce >= 0),
    hd_index bigint not null check (hd_index between 0 and 2147483647),
    state text not null default 'unused' check (state in ('unused', 'in_flight', 'used', 'stale')),
    -- Parity, r and s, under a key that is not in the database: whoever has them can use the authorization.
    sealed bytea not null,
    imported_at timestamptz not null default now(),
    primary key (chain_id, delegate, authority, nonce),
    foreign key (chain_id, delegate) references sweepers (chain_id, delegate)
  );
  -- Nodes refuse a second transaction with an authorization of the same account while one is pending.
  create unique index sweep_authorizations_one_in_flight on sweep_authorizations (chain_id, authority)
    where state = 'in_flight';
  -- How many are left for the purses to come.
  create index sweep_authorizations_unused on sweep_authorizations (chain_id, delegate, hd_index)
    where state = 'unused';
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sweepers.execute(db);
  await authorizations.execute(db);
}
