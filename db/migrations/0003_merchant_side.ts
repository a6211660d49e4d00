// The merchant's side: an audit trail of what people decided, money moved by decision, an immutable ledger with
// snapshots of its sums, endpoints that are given up and come back, and keys that are rotated.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const accounts = sql`
  alter table accounts
    -- The secret before the last rotation, which signs beside the new one until then.
    add column previous_webhook_secret text,
    add column previous_secret_until timestamptz;
  alter table api_keys
    -- Set by a rotation: the last moment of the old key.
    add column expires_at timestamptz;
  create index api_keys_of_account on api_keys (account_id, id desc);

  -- What people decided, why and with which key; never changed.
  create table audits (
    id text primary key,
    account_id text not null references accounts,
    action text not null,
    resource_type text not null,
    resource_id text not null,
    reason text,
    -- Null: an operator, by a command or in Temporal.
    api_key_id text references api_keys,
    created_at timestamptz not null default now()
  );
  create index audits_of_account on audits (account_id, id desc);
  create index audits_of_resource on audits (resource_id, id desc);

  -- Ids as newId makes them: the time, then random digits.
  insert into audits (id, account_id, action, resource_type, resource_id, reason, api_key_id, created_at)
  select 'aud_' || (
      select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
        (((extract(epoch from a.created_at) * 1000)::bigint >> (5 * digit)) & 31)::integer + 1, 1), '' order by digit desc)
      from generate_series(0, 9) digit
    ) || substr(md5(a.id::text || a.customer_id), 1, 16),
    c.account_id, a.action, 'customer', a.customer_id, a.reason, a.api_key_id, a.created_at
  from customer_audits a join customers c on c.id = a.customer_id;
  drop table customer_audits;
`;

const purses = sql`
  alter table purses
    -- A declined purse whose customer an operator gave leave to have another one.
    add column released_at timestamptz,
    add check (released_at is null or state = 'DECLINED');
  drop index purses_one_living_per_customer;
  create unique index purses_one_living_per_customer on purses (customer_id)
    where state <> 'ARCHIVED' and released_at is null;
`;

const transactions = sql`
  alter table transactions
    -- Approved by a person though it was declined, or its purse was: no longer held for that.
    add column freed boolean not null default false,
    -- What the compliance provider calls its case, where it decides later.
    add column screening_reference text;
  create index transactions_held on transactions (currency) where credited_to = 'held';
  -- A callback may name the case alone, so a case is of one deposit, for ever.
  create unique index transactions_by_reference on transactions (screening_reference)
    where screening_reference is not null;
`;

const ledger = sql`
  alter table entries drop constraint entries_purpose_check;
  alter table entries add constraint entries_purpose_check
    check (purpose in ('credit', 'promote', 'free', 'allocate', 'reversal'));
  alter table postings drop constraint postings_ledger_check;
  alter table postings add constraint postings_ledger_check
    check (ledger in ('custody', 'customer', 'merchant', 'held', 'unattributed', 'fees'));

  -- The book is written once: what was wrong is mended by another entry.
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is never changed', tg_table_name using errcode = 'restrict_violation';
  end $$;
  create trigger entries_immutable before update or delete or truncate on entries
    for each statement execute function refuse_change();
  create trigger postings_immutable before update or delete or truncate on postings
    for each statement execute function refuse_change();

  drop index postings_of_customer;
  drop index postings_of_purse;
  create index postings_of_account on postings (account_id, id);
  create index postings_of_customer on postings (customer_id, id);
  create index postings_of_purse on postings (purse_id, id);

  -- Sums of all postings up to the horizon, of an account, a customer or a purse: a cache, made anew from the
  -- postings. A balance is its snapshot and the postings after the horizon.
  create table balance_snapshots (
    scope_id text not null,
    ledger text not null,
    currency text not null,
    amount numeric(78, 0) not null,
    primary key (scope_id, ledger, currency)
  );
  create table balance_horizon (
    singleton boolean primary key default true check (singleton),
    posting_id bigint not null
  );
  insert into balance_horizon (posting_id) values (0);
`;

const webhooks = sql`
  alter table webhook_endpoints
    add column previous_secret text,
    add column previous_secret_until timestamptz,
    -- Attempts that failed since the last that did not; the first of them was at failing_since.
    add column failures integer not null default 0,
    add column failing_since timestamptz,
    add column disabled_reason text,
    -- Of a broken one: attempts since it broke, when the next is due, and until when its workflow is known to
    -- look after that.
    add column probes integer not null default 0,
    add column retry_at timestamptz,
    add column watched_until timestamptz;
  alter table deliveries
    -- Attempts since it was last begun: a redelivery begins it again, while attempts go on counting.
    add column tries integer not null default 0,
    -- Somebody asked for it: its next attempt is made though the endpoint is broken or disabled.
    add column direct boolean not null default false;
  update deliveries set tries = attempts;
  drop index deliveries_to_dispatch;
  create index deliveries_to_dispatch on deliveries (endpoint_id, tries, created_at) where state = 'pending';
  create index deliveries_direct on deliveries (created_at) where state = 'pending' and direct;
  -- What operators count, while most events arrive and most endpoints do well.
  create index deliveries_in_trouble on deliveries (state) where state in ('retrying', 'waiting', 'failed');
  create index webhook_endpoints_in_trouble on webhook_endpoints (enabled) where not enabled or failures > 0;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [accounts, purses, transactions, ledger, webhooks]) await part.execute(db);
}
