// What is moved out of purses: what each sweep is to move, what was signed of it, and what became of it.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const treasuries = sql`
  create table treasuries (
    account_id text not null references accounts,
    network text not null,
    destination_id text not null references destinations,
    updated_at timestamptz not null default now(),
    primary key (account_id, network)
  );
  -- Counts the events about it.
  alter table accounts add column treasury_version integer not null default 0;
`;

const sweeps = sql`
  create table sweeps (
    id text primary key,
    account_id text not null references accounts,
    network text not null,
    chain_id bigint not null,
    method text not null check (method in ('delegated', 'transfer')),
    status text not null default 'planned'
      check (status in ('planned', 'sent', 'mined', 'completed', 'failed', 'canceled')),
    -- Why it has not been sent yet, while it is planned.
    waiting_code text,
    waiting_detail text,
    -- Why it failed, or was canceled.
    reason text,
    -- The key that asked for it by name; null if the policy did.
    requested_by text references api_keys,
    created_at timestamptz not null default now(),
    completed_at timestamptz,
    check ((completed_at is null) = (status in ('planned', 'sent', 'mined'))),
    check (num_nulls(waiting_code, waiting_detail) in (0, 2)),
    check (waiting_code is null or status = 'planned')
  );
  create index sweeps_of_account on sweeps (account_id, id desc);
  create index sweeps_open on sweeps (account_id, network) where completed_at is null;

  create table sweep_items (
    sweep_id text not null references sweeps,
    position integer not null check (position >= 0),
    purse_id text not null references purses,
    customer_id text not null references customers,
    currency text not null,
    -- Its contract; null for the native coin. The signer has no registry.
    token text check (token ~ '^0x[0-9a-f]{40}$'),
    amount numeric(78,0) not null check (amount > 0),
    -- What must stay at the purse beside it, as it was when the sweep was planned: held, unattributed, not posted.
    floor numeric(78,0) not null check (floor >= 0),
    destination_id text not null references destinations,
    -- The destination's address, which never changes.
    destination text not null check (destination ~ '^0x[0-9a-f]{40}$'),
    status text not null default 'planned' check (status in ('planned', 'swept', 'skipped')),
    reason text,
    primary key (sweep_id, position),
    unique (sweep_id, purse_id, currency, destination_id),
    check ((reason is null) = (status <> 'skipped'))
  );
  create index sweep_items_of_purse on sweep_items (purse_id, currency);

  -- The deposits that an item moves, each whole.
  create table sweep_item_deposits (
    sweep_id text not null,
    position integer not null,
    transaction_id text not null references transactions,
    incarnation integer not null,
    -- The item moved nothing, so that another may.
    is_released boolean not null default false,
    primary key (sweep_id, transaction_id),
    foreign key (sweep_id, position) references sweep_items
  );
  -- A deposit is swept once, whoever plans.
  create unique index sweep_item_deposits_key on sweep_item_deposits (transaction_id, incarnation)
    where not is_released;

  -- After an item was skipped, its purse's coins of that currency are left alone for a while.
  create table sweep_pauses (
    purse_id text not null references purses,
    currency text not null,
    skips integer not null check (skips > 0),
    reason text not null,
    -- Null: until a person asks for it by name.
    until timestamptz,
    primary key (purse_id, currency)
  );
`;

const signed = sql`
  -- What the signer made of each item, saved with the nonce: the items of a transaction are counted from 0, and
  -- those that would have moved nothing are left out.
  create table sweep_signed_items (
    sweep_id text not null,
    position integer not null,
    batch_index integer,
    dropped_reason text,
    signed_at timestamptz not null default now(),
    primary key (sweep_id, position),
    unique (sweep_id, batch_index),
    foreign key (sweep_id, position) references sweep_items,
    check ((batch_index is null) <> (dropped_reason is null))
  );
  create trigger sweep_signed_items_immutable before update or delete or truncate on sweep_signed_items
    for each statement execute function refuse_change();
  -- The sweep that an authorization is in flight with, or was used by.
  alter table sweep_authorizations add column sweep_id text references sweeps;
  -- The items that the sweeper skipped, as the receipt says: [{"index": 0, "reason": 3}].
  alter table sends add column skipped jsonb;
  alter table unknown_transactions add column skipped jsonb;
`;

const fees = sql`
  -- Since when a final transaction waits for the entry of its fee: what is booked, or cost nothing, has null.
  alter table sends add column fee_unbooked_since timestamptz
    check (fee_unbooked_since is null or status = 'final');
  update sends set fee_unbooked_since = now() where status = 'final' and fee > 0;
  create index sends_unbooked on sends (chain_id, fee_unbooked_since) where fee_unbooked_since is not null;
  -- A purse that a sweep is under way with is compared when that is final. The gap stays open for it.
  alter table chain_gap_purses add column waits boolean not null default false;
`;

const deposits = sql`
  -- The sweep that moves the deposit, or has moved it.
  alter table transactions add column swept_in text references sweeps;
  create index transactions_unswept on transactions (account_id, chain_id, purse_id, id)
    where swept_in is null and credited_to in ('customer', 'merchant');
`;

/**
 * An item that moved coins has one entry: out of custody, into the treasury. A transaction of ours that is final has one
 * for its fee, which is no customer's.
 */
const books = sql`
  alter table entries add column sweep_id text references sweeps;
  alter table entries add column sweep_position integer;
  alter table entries add column send_chain_id bigint;
  alter table entries add column send_hash text;
  alter table entries add constraint entries_sweep_key unique (sweep_id, sweep_position);
  alter table entries add constraint entries_send_key unique (send_chain_id, send_hash);
  alter table entries drop constraint entries_purpose_check;
  alter table entries add constraint entries_purpose_check check (
    case when charge_id is not null then purpose = 'charge'
      when refund_id is not null then purpose = 'refund'
      when sweep_id is not null then purpose = 'sweep'
      when send_hash is not null then purpose = 'gas'
      else purpose in ('credit', 'promote', 'free', 'allocate', 'reversal') end);
  alter table entries drop constraint entries_source;
  alter table entries add constraint entries_source
    check (num_nonnulls(transaction_id, charge_id, refund_id, sweep_id, send_hash) = 1
      and (sweep_id is null) = (sweep_position is null) and (send_hash is null) = (send_chain_id is null));
  alter table postings drop constraint postings_ledger_check;
  alter table postings add constraint postings_ledger_check check (ledger in
    ('custody', 'customer', 'merchant', 'held', 'unattributed', 'fees', 'charges', 'treasury', 'gas'));
  alter table postings alter column customer_id drop not null;
  alter table postings add constraint postings_customer_check
    check (customer_id is not null or ledger in ('gas', 'fees'));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await treasuries.execute(db);
  await sweeps.execute(db);
  await signed.execute(db);
  await fees.execute(db);
  await deposits.execute(db);
  await books.execute(db);
}
