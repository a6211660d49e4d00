// Networks without EIP-7702: each purse sends by itself, with gas that the operator's key pays to it.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How an account's purses are swept on a network is one row, whatever the method. */
const methods = sql`
  alter table sweepers add column method text not null default 'delegated'
    check (method in ('delegated', 'transfer'));
  alter table sweepers alter column owner drop not null;
  alter table sweepers alter column delay_seconds drop not null;
  alter table sweepers alter column sweeper drop not null;
  alter table sweepers alter column delegate drop not null;
  alter table sweepers alter column purse_code_hash drop not null;
  alter table sweepers add constraint sweepers_contracts_check check (
    num_nulls(owner, delay_seconds, sweeper, delegate, purse_code_hash) = case method when 'delegated' then 0 else 5 end);

  -- Where coins may go where no contract says so: what the signer's settings file lists, written by the signer alone.
  create table listed_destinations (
    account_id text not null references accounts,
    network text not null,
    address text not null check (address ~ '^0x[0-9a-f]{40}$'),
    listed_at timestamptz not null default now(),
    primary key (account_id, network, address)
  );
`;

const purses = sql`
  -- The purse whose key the lane's sender has; null: it is an operator's.
  alter table lanes add column purse_id text references purses;
  create unique index lanes_of_purse on lanes (purse_id, chain_id) where purse_id is not null;
  create index lanes_of_operators on lanes (account_id, chain_id, created_at) where purse_id is null;

  -- What an operator's key pays to a purse for the gas of a sweep. Each has one nonce.
  create table top_ups (
    sweep_id text not null references sweeps,
    number integer not null check (number > 0),
    intent_id text not null generated always as (sweep_id || '.' || number::text) stored unique,
    purse_id text not null references purses,
    chain_id bigint not null,
    amount numeric(78,0) not null check (amount > 0),
    created_at timestamptz not null default now(),
    primary key (sweep_id, number)
  );
  create index top_ups_of_purse on top_ups (purse_id, chain_id);
  create trigger top_ups_immutable before update or delete or truncate on top_ups
    for each statement execute function refuse_change();
`;

const books = sql`
  alter table postings drop constraint postings_ledger_check;
  alter table postings add constraint postings_ledger_check check (ledger in ('custody', 'customer', 'merchant', 'held',
    'unattributed', 'fees', 'charges', 'treasury', 'gas', 'purse_gas', 'outside'));
  alter table postings drop constraint postings_customer_check;
  alter table postings add constraint postings_customer_check
    check (customer_id is not null or ledger in ('gas', 'purse_gas', 'fees'));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await methods.execute(db);
  await purses.execute(db);
  await books.execute(db);
}
