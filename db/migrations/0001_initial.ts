// The whole first schema: what is released together migrates together, so it is one file, in parts.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Tenants and those who call for them. */
const accounts = sql`
  create table accounts (
    id text primary key,
    name text not null,
    livemode boolean not null,
    -- Signs the calls to customers' notification URLs.
    webhook_secret text not null,
    -- How long a purse lives without a confirmed deposit.
    purse_period_seconds integer not null check (purse_period_seconds > 0),
    created_at timestamptz not null default now()
  );

  -- One row per account, raised in the last statement of a transaction that tells the merchant something:
  -- its lock is what makes sequences gap-free in commit order.
  create table account_counters (
    account_id text primary key references accounts,
    sequence bigint not null default 0
  );

  create table api_keys (
    id text primary key,
    account_id text not null references accounts,
    -- SHA-256 of the key: keys are 256 random bits, so a slow hash would add nothing but latency.
    hash bytea not null unique,
    scopes text[] not null,
    label text not null,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
  );

  create table idempotency_keys (
    account_id text not null references accounts,
    route text not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    body jsonb not null,
    created_at timestamptz not null default now(),
    primary key (account_id, route, key)
  );
  create index idempotency_keys_created_at on idempotency_keys (created_at);
`;

const customers = sql`
  create table customers (
    id text primary key,
    account_id text not null references accounts,
    external_id text,
    email text,
    description text,
    metadata jsonb not null default '{}',
    blocked boolean not null default false,
    -- Counts this customer's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    unique (account_id, external_id)
  );
  create index customers_of_account on customers (account_id, id desc);

  -- Who blocked whom, when and why; never changed.
  create table customer_audits (
    id bigint generated always as identity primary key,
    customer_id text not null references customers,
    action text not null check (action in ('block', 'unblock')),
    reason text,
    api_key_id text not null references api_keys,
    created_at timestamptz not null default now()
  );
  create index customer_audits_of_customer on customer_audits (customer_id, id);
`;

const purses = sql`
  -- Non-hardened BIP-32 children end at 2^31 - 1.
  create sequence purse_hd_index minvalue 0 maxvalue 2147483647 start 0;

  create table purses (
    id text primary key,
    account_id text not null references accounts,
    customer_id text not null references customers,
    state text not null default 'ISSUING' check (state in ('ISSUING', 'ACTIVE', 'DECLINED', 'ARCHIVED')),
    -- Lower case, to be matched; and as EIP-55 writes it, to be shown.
    address text unique,
    address_checksum text,
    -- Where the key is found again by the signer: fingerprint of the extended public key, and child index.
    hd_fingerprint text,
    hd_index bigint,
    expires_at timestamptz,
    -- Counts this purse's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    declined_at timestamptz,
    archived_at timestamptz,
    unique (hd_fingerprint, hd_index),
    check ((state = 'ISSUING') = (address is null)),
    check (address = lower(address_checksum)),
    check ((address is null) = (hd_index is null)),
    check (state <> 'ACTIVE' or expires_at is not null),
    check ((state = 'ARCHIVED') = (archived_at is not null))
  );
  -- A customer has one purse that lives; this key decides the race of two that ask for the first.
  create unique index purses_one_living_per_customer on purses (customer_id) where state <> 'ARCHIVED';
  create index purses_of_customer on purses (customer_id, id desc);
  create index purses_of_account on purses (account_id, id desc);
`;

const chains = sql`
  -- The scanner's place on each chain. Every commit of a scanner begins by updating this row under the
  -- condition that epoch, height and hash are what it knows: no row means it is no longer the owner.
  create table chain_cursors (
    chain_id bigint primary key,
    network text not null unique,
    epoch bigint not null default 0,
    -- Null until the first address was issued: there was nothing to look for before.
    height bigint,
    hash text,
    final_height bigint not null default -1,
    -- When the scanner last stood at the node's head: it has seen all that the node had then.
    caught_up_at timestamptz,
    check ((height is null) = (hash is null))
  );

  -- The canonical chain as scanned, as deep as a reorg may go.
  create table blocks (
    chain_id bigint not null references chain_cursors,
    number bigint not null,
    hash text not null,
    parent_hash text not null,
    mined_at timestamptz not null,
    primary key (chain_id, number)
  );
`;

const transactions = sql`
  -- A deposit: one transfer to a purse, whatever block it ends up in.
  create table transactions (
    id text primary key,
    account_id text not null references accounts,
    customer_id text not null references customers,
    purse_id text not null references purses,
    chain_id bigint not null,
    tx_hash text not null,
    kind text not null check (kind in ('native', 'token', 'internal')),
    -- Position inside the receipt, or trace path: block-wide log indexes change in a reorg.
    ordinal text not null,
    currency text not null,
    address_from text not null,
    amount numeric(78, 0) not null check (amount > 0),
    status text not null check (status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'DECLINED',
      'CONFIRMED', 'BELOW_MINIMUM', 'REORGED', 'DROPPED')),
    compliance_status text not null
      check (compliance_status in ('UNCHECKED', 'IN_PROGRESS', 'DECLINE', 'CHECKED')),
    -- The canonical block that holds it; null while none does.
    block_number bigint,
    block_hash text,
    -- The hash that was found final: credit needs it equal to block_hash.
    final_block_hash text,
    verdict text check (verdict in ('approve', 'decline')),
    verdict_by text,
    verdict_score text,
    verdict_raw jsonb,
    verdict_at timestamptz,
    credited_to text check (credited_to in ('customer', 'merchant', 'held', 'unattributed')),
    -- The block on whose strength it was posted; when block_hash is another, the posting must be reversed.
    credited_block_hash text,
    -- Raised by each reversal.
    incarnation integer not null default 0,
    blocked boolean not null default false,
    late boolean not null default false,
    -- Counts this deposit's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    confirmed_at timestamptz,
    -- The amount is part of it: a transaction that returns from a reorg with another amount is another deposit.
    unique (chain_id, tx_hash, kind, ordinal, purse_id, currency, amount),
    check ((block_number is null) = (block_hash is null)),
    check ((verdict is null) = (verdict_at is null)),
    check (status <> 'CONFIRMED' or credited_to in ('customer', 'merchant')),
    check ((credited_to is null) = (credited_block_hash is null))
  );
  create index transactions_of_account on transactions (account_id, id desc);
  create index transactions_of_customer on transactions (customer_id, id desc);
  create index transactions_by_hash on transactions (tx_hash);
  create index transactions_of_purse on transactions (purse_id, id desc);
  create index transactions_not_final on transactions (chain_id, block_number)
    where block_number is not null and final_block_hash is null;
  create index transactions_in_block on transactions (chain_id, block_number) where block_number is not null;
  create index transactions_pending on transactions (chain_id) where status = 'MEM_POOL_FOUND';
  create index transactions_unsettled on transactions (purse_id)
    where credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED');

  -- One transfer seen in one block; blocks that left the chain keep theirs, not canonical.
  create table observations (
    chain_id bigint not null,
    block_hash text not null,
    transaction_id text not null references transactions,
    block_number bigint not null,
    canonical boolean not null default true,
    observed_at timestamptz not null default now(),
    primary key (chain_id, block_hash, transaction_id)
  );
  create index observations_by_height on observations (chain_id, block_number);
  create unique index observations_one_canonical on observations (transaction_id) where canonical;
`;

const ledger = sql`
  create table entries (
    id text primary key,
    account_id text not null references accounts,
    transaction_id text not null references transactions,
    purpose text not null check (purpose in ('credit', 'promote', 'reversal')),
    incarnation integer not null,
    created_at timestamptz not null default now(),
    -- Exactly once is this key.
    unique (transaction_id, purpose, incarnation)
  );

  create table postings (
    id bigint generated always as identity primary key,
    entry_id text not null references entries,
    account_id text not null references accounts,
    ledger text not null check (ledger in ('custody', 'customer', 'merchant', 'held', 'unattributed')),
    customer_id text not null references customers,
    purse_id text not null references purses,
    currency text not null,
    amount numeric(78, 0) not null check (amount <> 0)
  );
  create index postings_of_entry on postings (entry_id);
  create index postings_of_customer on postings (customer_id, ledger, currency);
  create index postings_of_purse on postings (purse_id, currency);

  -- The second pair of eyes on "an entry sums to zero per currency": checked at commit, whoever writes.
  create function check_entry_balance() returns trigger language plpgsql as $$
  begin
    if exists (select from postings where entry_id = new.entry_id group by currency having sum(amount) <> 0) then
      raise exception 'entry % does not balance', new.entry_id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create constraint trigger postings_balance after insert or update on postings
    deferrable initially deferred for each row execute function check_entry_balance();
`;

const messages = sql`
  -- What to tell workflows: written with the fact, sent afterwards, removed when acknowledged.
  create table signal_outbox (
    id bigint generated always as identity primary key,
    purse_id text not null references purses,
    signal text not null,
    payload jsonb not null,
    -- Put off after a failure, so that one that cannot be sent does not stand in the way of the others.
    not_before timestamptz not null default now(),
    created_at timestamptz not null default now()
  );

  create table events (
    id text primary key,
    account_id text not null references accounts,
    sequence bigint not null,
    type text not null,
    resource_type text not null,
    resource_id text not null,
    resource_version integer not null,
    -- No foreign key: its lock on the customer would come after that of the counter, against the one order.
    customer_id text,
    data jsonb not null,
    created_at timestamptz not null default now(),
    unique (account_id, sequence),
    unique (resource_type, resource_id, resource_version)
  );

  create table webhook_endpoints (
    id text primary key,
    account_id text not null references accounts,
    -- Set: the customer's own notification URL, for this customer's events, signed with the account's secret.
    customer_id text unique references customers,
    url text not null,
    types text[],
    description text,
    secret text,
    enabled boolean not null default true,
    -- Counts this endpoint's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    check ((secret is null) = (customer_id is not null))
  );
  create index webhook_endpoints_of_account on webhook_endpoints (account_id, id desc);

  create table deliveries (
    event_id text not null references events,
    endpoint_id text not null references webhook_endpoints on delete cascade,
    -- pending: the dispatcher's; retrying: a deliverWebhook workflow's; waiting: the endpoint is disabled.
    state text not null default 'pending'
      check (state in ('pending', 'retrying', 'waiting', 'delivered', 'failed')),
    attempts integer not null default 0,
    leased_until timestamptz,
    created_at timestamptz not null default now(),
    primary key (event_id, endpoint_id)
  );
  create index deliveries_of_endpoint on deliveries (endpoint_id, event_id desc);
  create index deliveries_to_dispatch on deliveries (created_at) where state = 'pending';

  create table delivery_attempts (
    event_id text not null,
    endpoint_id text not null,
    number integer not null,
    attempted_at timestamptz not null,
    address text,
    status integer,
    latency_ms integer not null,
    answer text,
    error_class text,
    next_attempt_at timestamptz,
    primary key (event_id, endpoint_id, number),
    foreign key (event_id, endpoint_id) references deliveries on delete cascade
  );
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [accounts, customers, purses, chains, transactions, ledger, messages]) {
    await part.execute(db);
  }
}
