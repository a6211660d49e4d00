// The payer's side: forms, sessions and their payments; deposits that belong to a session; charges with their refunds;
// and balances by product and form.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const sessions = sql`
  create table forms (
    id text primary key,
    account_id text not null references accounts,
    title text not null,
    -- Codes of currencies and groups.
    coins text[] not null check (cardinality(coins) > 0),
    -- Where swept funds of its sessions belong, as EIP-55 writes it.
    receiver text not null,
    return_url text,
    created_at timestamptz not null default now()
  );
  create index forms_of_account on forms (account_id, id desc);

  create table sessions (
    id text primary key,
    account_id text not null references accounts,
    form_id text not null references forms,
    customer_id text not null references customers,
    purse_id text not null references purses,
    -- The merchant's own id of it, and SHA-256 over what was asked for under that id.
    client_id text,
    request_hash bytea not null,
    -- The form's when the session was made.
    receiver text not null,
    customer_data jsonb,
    product_id text,
    product_name text,
    product_data jsonb,
    -- Alternatives, in base units, with the currencies that count towards each: see domain/sessions/session.ts.
    price jsonb not null,
    status text not null default 'open' check (status in ('open', 'processing', 'completed', 'expired')),
    expires_at timestamptz not null,
    -- Counts this session's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    unique (account_id, client_id),
    check (product_id is not null or (product_name is null and product_data is null))
  );
  create index sessions_of_customer on sessions (customer_id, expires_at);
  create index sessions_of_form on sessions (form_id);
  -- While one is there, its purse is not archived.
  create index sessions_live on sessions (purse_id) where status in ('open', 'processing');
  create index sessions_live_of_customer on sessions (customer_id) where status in ('open', 'processing');

  -- What became of a session, from the first sighting of money for it.
  create table payments (
    id text primary key,
    account_id text not null references accounts,
    session_id text not null unique references sessions,
    status text not null check (status in ('pending', 'completed', 'failed', 'canceled')),
    -- The alternative of the price that was paid, or is being paid.
    coin text not null,
    -- Credited so far, in base units of the coin.
    paid numeric(78, 0) not null check (paid >= 0),
    late boolean not null,
    -- Counts this payment's events.
    version integer not null default 0,
    created_at timestamptz not null default now(),
    completed_at timestamptz,
    check ((status = 'completed') = (completed_at is not null))
  );
`;

const transactions = sql`
  alter table transactions
    -- The time of the first block that held it.
    add column mined_at timestamptz,
    -- Decided with the first credit to the customer, and never changed: the session it belongs to, if to any.
    add column session_id text references sessions,
    add column session_decided boolean not null default false,
    -- Before that: the session it would belong to, were it credited now. For showing alone.
    add column expected_session_id text references sessions,
    add check (session_id is null or session_decided),
    add check (expected_session_id is null or not session_decided);
  create index transactions_of_session on transactions (session_id) where session_id is not null;
  create index transactions_expected on transactions (expected_session_id) where expected_session_id is not null;
  create index transactions_undecided on transactions (customer_id)
    where not session_decided and status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'DECLINED', 'BELOW_MINIMUM');

  alter table chain_cursors
    -- When blocks last left the chain: what the scanner had read by then is not all there is any more.
    add column forked_at timestamptz;

  alter table signal_outbox
    alter column purse_id drop not null,
    add column session_id text references sessions,
    add check (num_nonnulls(purse_id, session_id) = 1);
`;

const charges = sql`
  create table charges (
    id text primary key,
    account_id text not null references accounts,
    customer_id text not null references customers,
    product_id text,
    coin text not null,
    -- In 10^-decimals: the fewest that a currency of the coin had, so that every part is exact.
    amount numeric(78, 0) not null check (amount > 0),
    decimals integer not null,
    refunded numeric(78, 0) not null default 0 check (refunded between 0 and amount),
    description text,
    created_at timestamptz not null default now()
  );
  create index charges_of_account on charges (account_id, id desc);
  create index charges_of_customer on charges (customer_id, id desc);
  create index charges_of_product on charges (account_id, product_id, id desc) where product_id is not null;

  create table refunds (
    id text primary key,
    account_id text not null references accounts,
    charge_id text not null references charges,
    amount numeric(78, 0) not null check (amount > 0),
    reason text,
    created_at timestamptz not null default now()
  );
  create index refunds_of_charge on refunds (charge_id, id);
`;

const ledger = sql`
  -- An entry is of a deposit, of a charge or of a refund; each of the last two has one.
  alter table entries
    alter column transaction_id drop not null,
    add column charge_id text unique references charges,
    add column refund_id text unique references refunds,
    add constraint entries_source check (num_nonnulls(transaction_id, charge_id, refund_id) = 1);
  alter table entries drop constraint entries_purpose_check;
  alter table entries add constraint entries_purpose_check
    check (case when charge_id is not null then purpose = 'charge'
      when refund_id is not null then purpose = 'refund'
      else purpose in ('credit', 'promote', 'free', 'allocate', 'reversal') end);

  -- Product and form are of the customer's own books alone: what came in through a session, and what was spent of it.
  alter table postings
    alter column purse_id drop not null,
    add column product_id text,
    add column form_id text references forms;
  alter table postings drop constraint postings_ledger_check;
  alter table postings add constraint postings_ledger_check
    check (ledger in ('custody', 'customer', 'merchant', 'held', 'unattributed', 'fees', 'charges'));
  alter table postings add constraint postings_bucket_check
    check (ledger in ('customer', 'charges') or (product_id is null and form_id is null));

  -- As balance_snapshots, of accounts and customers, by product and form; none is ''. Of the two books that have them.
  create table product_snapshots (
    account_id text not null,
    -- The account itself, or one of its customers.
    scope_id text not null,
    product_id text not null,
    form_id text not null,
    ledger text not null,
    currency text not null,
    amount numeric(78, 0) not null,
    -- Its age: a charge takes of the oldest first.
    first_posting bigint not null,
    primary key (scope_id, product_id, form_id, ledger, currency)
  );
  create index product_snapshots_of_form on product_snapshots (scope_id, form_id);
  -- Of all customers of an account at once.
  create index product_snapshots_of_product on product_snapshots (account_id, product_id)
    where scope_id <> account_id;
  create index product_snapshots_of_currency on product_snapshots (account_id, currency)
    where scope_id <> account_id;
  insert into product_snapshots
    (account_id, scope_id, product_id, form_id, ledger, currency, amount, first_posting)
  select p.account_id, scope.id, '', '', p.ledger, p.currency, sum(p.amount), min(p.id)
  from postings p cross join lateral (values (p.account_id), (p.customer_id)) as scope (id)
  where p.ledger = 'customer' and p.id <= (select posting_id from balance_horizon)
  group by p.account_id, scope.id, p.ledger, p.currency;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [sessions, transactions, charges, ledger]) await part.execute(db);
}
