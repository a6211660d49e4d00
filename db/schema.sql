-- The schema as the migrations make it, for reading and for reviews; nothing runs this file.
-- `npm run check -- --write` prints it anew.

create sequence event_positions as bigint minvalue 1 maxvalue 9223372036854775807 start 1 increment 1;

create sequence purse_hd_index as bigint minvalue 0 maxvalue 2147483647 start 0 increment 1;

CREATE OR REPLACE FUNCTION public.check_entry_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if exists (select from postings where entry_id = new.entry_id group by currency having sum(amount) <> 0) then
      raise exception 'entry % does not balance', new.entry_id using errcode = 'check_violation';
    end if;
    return null;
  end $function$
;

CREATE OR REPLACE FUNCTION public.customers_named(body jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT ARRAY( SELECT named.named[1] AS named
            FROM regexp_matches((customers_named.body #>> '{}'::text[]), '(cus_[0-9a-hjkmnp-tv-z]{26})'::text, 'g'::text) named(named)) AS "array";
END
;

CREATE OR REPLACE FUNCTION public.end_events(ids text[])
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 WITH ended AS (
          DELETE FROM events e
            USING account_counters c
           WHERE ((e.id = ANY (end_events.ids)) AND (c.account_id = e.account_id) AND (e.sequence <= c.fanned_out) AND (e.created_at < (now() - '1 day'::interval)) AND (NOT (EXISTS ( SELECT
                    FROM deliveries d
                   WHERE (d.event_id = e.id)))))
           RETURNING 1 AS "?column?"
         )
  SELECT count(*) AS count
    FROM ended;
END
;

CREATE OR REPLACE FUNCTION public.erase_from_history(erased text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 UPDATE events e SET data = ((e.data || '{"externalId": null}'::jsonb) ||
         CASE
             WHEN (e.data ? 'reason'::text) THEN '{"reason": null}'::jsonb
             ELSE '{}'::jsonb
         END)
    FROM customers c
   WHERE ((c.id = erase_from_history.erased) AND (c.erased_at IS NOT NULL) AND (EXISTS ( SELECT
            FROM audits x
           WHERE ((x.action = 'erase'::text) AND (x.resource_type = 'customer'::text) AND (x.resource_id = c.id)))) AND (e.resource_type = 'customer'::text) AND (e.resource_id = c.id) AND (((e.data ->> 'externalId'::text) IS NOT NULL) OR ((e.data ->> 'reason'::text) IS NOT NULL)));
 UPDATE events e SET data = (e.data || '{"url": "https://erased.invalid/"}'::jsonb)
    FROM (customers c
      JOIN webhook_endpoints w ON ((w.customer_id = c.id)))
   WHERE ((c.id = erase_from_history.erased) AND (c.erased_at IS NOT NULL) AND (EXISTS ( SELECT
            FROM audits x
           WHERE ((x.action = 'erase'::text) AND (x.resource_type = 'customer'::text) AND (x.resource_id = c.id)))) AND (e.resource_type = 'webhook_endpoint'::text) AND (e.resource_id = w.id));
 UPDATE audits a SET reason =
         CASE
             WHEN (a.action = ANY (ARRAY['block'::text, 'unblock'::text])) THEN NULL::text
             ELSE a.reason
         END, changes = ( SELECT jsonb_agg((change.value || '{"new": null, "old": null}'::jsonb)) AS jsonb_agg
            FROM jsonb_array_elements(a.changes) change(value))
    FROM customers c
   WHERE ((c.id = erase_from_history.erased) AND (c.erased_at IS NOT NULL) AND (EXISTS ( SELECT
            FROM audits x
           WHERE ((x.action = 'erase'::text) AND (x.resource_type = 'customer'::text) AND (x.resource_id = c.id)))) AND (a.resource_type = 'customer'::text) AND (a.resource_id = c.id));
END
;

CREATE OR REPLACE FUNCTION public.keep_dust_sums()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    if tg_op = 'INSERT' then

      insert into dust_sums as kept (purse_id, currency, quiet, posted, freed, settle_at)
      select purse_id, currency, coalesce(quiet, 0), coalesce(posted, 0), coalesce(freed, 0),
        case when due > 0 then now() end
      from (
        select purse_id, currency,
  sum(sign * amount) filter (where quiet and block_hash is not null
    and (credited_to = 'unattributed' or status = 'PENDING_COMPLIANCE_CHECK')) as quiet,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash) as posted,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash and freed)
    as freed,
  sum(sign) filter (where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
    and final_block_hash = block_hash and leased_until is null) as due
 from (select *, 1 as sign from new_rows) changed
        where quiet or credited_to = 'unattributed' group by purse_id, currency
      ) change
      where quiet <> 0 or posted <> 0 or freed <> 0 or due > 0
      order by purse_id, currency
      on conflict (purse_id, currency) do update set quiet = kept.quiet + excluded.quiet,
        posted = kept.posted + excluded.posted, freed = kept.freed + excluded.freed,
        settle_at = least(kept.settle_at, excluded.settle_at);
    else

      insert into dust_sums as kept (purse_id, currency, quiet, posted, freed, settle_at)
      select purse_id, currency, coalesce(quiet, 0), coalesce(posted, 0), coalesce(freed, 0),
        case when due > 0 then now() end
      from (
        select purse_id, currency,
  sum(sign * amount) filter (where quiet and block_hash is not null
    and (credited_to = 'unattributed' or status = 'PENDING_COMPLIANCE_CHECK')) as quiet,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash) as posted,
  sum(sign * amount) filter (where credited_to = 'unattributed' and credited_block_hash = block_hash and freed)
    as freed,
  sum(sign) filter (where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
    and final_block_hash = block_hash and leased_until is null) as due
 from (select *, 1 as sign from new_rows union all select *, -1 from old_rows) changed
        where quiet or credited_to = 'unattributed' group by purse_id, currency
      ) change
      where quiet <> 0 or posted <> 0 or freed <> 0 or due > 0
      order by purse_id, currency
      on conflict (purse_id, currency) do update set quiet = kept.quiet + excluded.quiet,
        posted = kept.posted + excluded.posted, freed = kept.freed + excluded.freed,
        settle_at = least(kept.settle_at, excluded.settle_at);
    end if;
    return null;
  end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    raise exception '% is never changed', tg_table_name using errcode = 'restrict_violation';
  end $function$
;

create table account_counters (
  account_id text not null,
  sequence bigint default 0 not null,
  fanned_out bigint default 0 not null,
  events_ended bigint default 0 not null,
  constraint account_counters_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint account_counters_check CHECK ((fanned_out <= sequence)),
  constraint account_counters_pkey PRIMARY KEY (account_id)
);

create table accounts (
  id text not null,
  name text not null,
  livemode boolean not null,
  webhook_secret text,
  purse_period_seconds integer not null,
  created_at timestamp with time zone default now() not null,
  previous_webhook_secret text,
  previous_secret_until timestamp with time zone,
  on_decline text default 'purse'::text not null,
  event_version integer default 0 not null,
  payout_limit jsonb default '{}'::jsonb not null,
  constraint accounts_on_decline_check CHECK ((on_decline = ANY (ARRAY['purse'::text, 'deposit'::text]))),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_purse_period_seconds_check CHECK ((purse_period_seconds > 0))
);

create table api_keys (
  id text not null,
  account_id text not null,
  hash bytea not null,
  scopes text[] not null,
  label text not null,
  created_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  expires_at timestamp with time zone,
  lineage text[] not null,
  constraint api_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_lineage_check CHECK ((cardinality(lineage) > 0)),
  constraint api_keys_pkey PRIMARY KEY (id)
);

create table approval_requests (
  id text not null,
  account_id text not null,
  kind text not null,
  resource_id text not null,
  change jsonb not null,
  reason text,
  made_by text,
  made_by_name text,
  status text default 'pending'::text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone default (now() + '7 days'::interval) not null,
  decided_by text,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint approval_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint approval_requests_check CHECK (((decided_by IS NULL) = (status = ANY (ARRAY['pending'::text, 'expired'::text])))),
  constraint approval_requests_check1 CHECK ((num_nulls(decided_by, decided_at) = ANY (ARRAY[0, 2]))),
  constraint approval_requests_check2 CHECK (((decision_reason IS NULL) OR (decided_by IS NOT NULL))),
  constraint approval_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES api_keys(id),
  constraint approval_requests_kind_check CHECK ((kind = ANY (ARRAY['update_account'::text, 'free_deposit'::text, 'allocate'::text]))),
  constraint approval_requests_made_by_fkey FOREIGN KEY (made_by) REFERENCES api_keys(id),
  constraint approval_requests_pkey PRIMARY KEY (id),
  constraint approval_requests_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'canceled'::text, 'expired'::text])))
);

create table audit_rounds (
  chain_id bigint not null,
  purse_id text,
  ended_at timestamp with time zone,
  constraint audit_rounds_pkey PRIMARY KEY (chain_id)
);

create table audit_runs (
  id bigint generated always as identity not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone default now() not null,
  verdict text not null,
  differences integer not null,
  constraint audit_runs_differences_check CHECK ((differences >= 0)),
  constraint audit_runs_pkey PRIMARY KEY (id),
  constraint audit_runs_verdict_check CHECK ((verdict = ANY (ARRAY['clean'::text, 'different'::text, 'incomplete'::text])))
);

create table audits (
  id text not null,
  account_id text not null,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  reason text,
  api_key_id text,
  created_at timestamp with time zone default now() not null,
  decided_by text,
  changes jsonb,
  constraint audits_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint audits_api_key_id_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys(id),
  constraint audits_pkey PRIMARY KEY (id)
);

create table balance_horizon (
  singleton boolean default true not null,
  posting_id bigint not null,
  constraint balance_horizon_pkey PRIMARY KEY (singleton),
  constraint balance_horizon_singleton_check CHECK (singleton)
);

create table balance_snapshots (
  scope_id text not null,
  ledger text not null,
  currency text not null,
  amount numeric(78,0) not null,
  constraint balance_snapshots_pkey PRIMARY KEY (scope_id, ledger, currency)
);

create table blocks (
  chain_id bigint not null,
  number bigint not null,
  hash text not null,
  parent_hash text not null,
  mined_at timestamp with time zone not null,
  receipts_root text,
  proven boolean default true not null,
  reading integer default 0 not null,
  confirmed boolean default false not null,
  proof_tries integer default 0 not null,
  next_proof_at timestamp with time zone,
  unread boolean default false not null,
  constraint blocks_chain_id_fkey FOREIGN KEY (chain_id) REFERENCES chain_cursors(chain_id),
  constraint blocks_pkey PRIMARY KEY (chain_id, number)
);

create table chain_cursors (
  chain_id bigint not null,
  network text not null,
  epoch bigint default 0 not null,
  height bigint,
  hash text,
  final_height bigint default '-1'::integer not null,
  caught_up_at timestamp with time zone,
  head bigint,
  stopped_code text,
  stopped_detail text,
  stopped_at timestamp with time zone,
  audited_purse text,
  forked_at timestamp with time zone,
  read_to timestamp with time zone,
  fork jsonb,
  trouble_code text,
  trouble_detail text,
  trouble_at timestamp with time zone,
  constraint chain_cursors_check CHECK (((height IS NULL) = (hash IS NULL))),
  constraint chain_cursors_network_key UNIQUE (network),
  constraint chain_cursors_pkey PRIMARY KEY (chain_id)
);

create table chain_gap_purses (
  gap_id bigint not null,
  purse_id text not null,
  reason text not null,
  tries integer default 1 not null,
  waits boolean default false not null,
  constraint chain_gap_purses_gap_id_fkey FOREIGN KEY (gap_id) REFERENCES chain_gaps(id),
  constraint chain_gap_purses_pkey PRIMARY KEY (gap_id, purse_id),
  constraint chain_gap_purses_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table chain_gaps (
  id bigint generated always as identity not null,
  chain_id bigint not null,
  from_block bigint not null,
  to_block bigint not null,
  mined_at timestamp with time zone not null,
  reason text not null,
  round text default 'paid'::text not null,
  audited_purse text,
  opened_at timestamp with time zone default now() not null,
  closed_at timestamp with time zone,
  constraint chain_gaps_chain_id_fkey FOREIGN KEY (chain_id) REFERENCES chain_cursors(chain_id),
  constraint chain_gaps_check CHECK ((to_block >= from_block)),
  constraint chain_gaps_pkey PRIMARY KEY (id),
  constraint chain_gaps_round_check CHECK ((round = ANY (ARRAY['paid'::text, 'rest'::text])))
);

create table charges (
  id text not null,
  account_id text not null,
  customer_id text not null,
  product_id text,
  coin text not null,
  amount numeric(78,0) not null,
  decimals integer not null,
  refunded numeric(78,0) default 0 not null,
  description text,
  created_at timestamp with time zone default now() not null,
  constraint charges_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint charges_amount_check CHECK ((amount > (0)::numeric)),
  constraint charges_check CHECK (((refunded >= (0)::numeric) AND (refunded <= amount))),
  constraint charges_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint charges_pkey PRIMARY KEY (id)
);

create table customers (
  id text not null,
  account_id text not null,
  external_id text,
  email text,
  description text,
  metadata jsonb default '{}'::jsonb not null,
  blocked boolean default false not null,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  erased_at timestamp with time zone,
  constraint customers_account_id_external_id_key UNIQUE (account_id, external_id),
  constraint customers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint customers_pkey PRIMARY KEY (id)
);

create table deliveries (
  event_id text not null,
  endpoint_id text not null,
  state text default 'pending'::text not null,
  attempts integer default 0 not null,
  leased_until timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  tries integer default 0 not null,
  direct boolean default false not null,
  account_id text not null,
  constraint deliveries_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id) ON DELETE CASCADE,
  constraint deliveries_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint deliveries_pkey PRIMARY KEY (event_id, endpoint_id),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'retrying'::text, 'waiting'::text, 'delivered'::text, 'failed'::text])))
);

create table delivery_attempts (
  event_id text not null,
  endpoint_id text not null,
  number integer not null,
  attempted_at timestamp with time zone not null,
  address text,
  status integer,
  latency_ms integer not null,
  answer text,
  error_class text,
  next_attempt_at timestamp with time zone,
  constraint delivery_attempts_event_id_endpoint_id_fkey FOREIGN KEY (event_id, endpoint_id) REFERENCES deliveries(event_id, endpoint_id) ON DELETE CASCADE,
  constraint delivery_attempts_pkey PRIMARY KEY (event_id, endpoint_id, number)
);

create table destination_events (
  id text not null,
  chain_id bigint not null,
  sweeper text not null,
  address text not null,
  kind text not null,
  active_at timestamp with time zone,
  block_number bigint not null,
  block_hash text not null,
  log_index integer not null,
  tx_hash text not null,
  is_final boolean default false not null,
  constraint destination_events_address_check CHECK ((address ~ '^0x[0-9a-f]{40}$'::text)),
  constraint destination_events_chain_id_block_number_log_index_key UNIQUE (chain_id, block_number, log_index),
  constraint destination_events_chain_id_sweeper_fkey FOREIGN KEY (chain_id, sweeper) REFERENCES sweepers(chain_id, sweeper),
  constraint destination_events_check CHECK (((active_at IS NULL) = (kind = 'disabled'::text))),
  constraint destination_events_kind_check CHECK ((kind = ANY (ARRAY['proposed'::text, 'disabled'::text]))),
  constraint destination_events_pkey PRIMARY KEY (id)
);

create table destinations (
  id text not null,
  account_id text not null,
  network text not null,
  chain_id bigint not null,
  address text not null,
  address_checksum text not null,
  label text not null,
  kind text not null,
  created_height bigint,
  version integer default 1 not null,
  told_active_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  disabled_at timestamp with time zone,
  constraint destinations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint destinations_address_check CHECK ((address ~ '^0x[0-9a-f]{40}$'::text)),
  constraint destinations_check CHECK ((address = lower(address_checksum))),
  constraint destinations_kind_check CHECK ((kind = ANY (ARRAY['treasury'::text, 'quarantine'::text]))),
  constraint destinations_pkey PRIMARY KEY (id)
);

create table dust_sums (
  purse_id text not null,
  currency text not null,
  quiet numeric(78,0) default 0 not null,
  posted numeric(78,0) default 0 not null,
  freed numeric(78,0) default 0 not null,
  settle_at timestamp with time zone,
  wake_at timestamp with time zone,
  promote_at timestamp with time zone,
  promotes_freed boolean default false not null,
  constraint dust_sums_pkey PRIMARY KEY (purse_id, currency),
  constraint dust_sums_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table entries (
  id text not null,
  account_id text not null,
  transaction_id text,
  purpose text not null,
  incarnation integer not null,
  created_at timestamp with time zone default now() not null,
  charge_id text,
  refund_id text,
  sweep_id text,
  sweep_position integer,
  send_chain_id bigint,
  send_hash text,
  finding_id text,
  constraint entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint entries_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES charges(id),
  constraint entries_charge_id_key UNIQUE (charge_id),
  constraint entries_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id),
  constraint entries_finding_key UNIQUE (finding_id),
  constraint entries_pkey PRIMARY KEY (id),
  constraint entries_purpose_check CHECK (
CASE
    WHEN (finding_id IS NOT NULL) THEN (purpose = 'left'::text)
    ELSE
    CASE
        WHEN (charge_id IS NOT NULL) THEN (purpose = 'charge'::text)
        WHEN (refund_id IS NOT NULL) THEN (purpose = 'refund'::text)
        WHEN (sweep_id IS NOT NULL) THEN (purpose = 'sweep'::text)
        WHEN (send_hash IS NOT NULL) THEN (purpose = 'gas'::text)
        ELSE (purpose = ANY (ARRAY['credit'::text, 'promote'::text, 'free'::text, 'allocate'::text, 'reversal'::text]))
    END
END),
  constraint entries_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES refunds(id),
  constraint entries_refund_id_key UNIQUE (refund_id),
  constraint entries_send_key UNIQUE (send_chain_id, send_hash),
  constraint entries_source CHECK (
CASE
    WHEN (finding_id IS NOT NULL) THEN (num_nonnulls(transaction_id, charge_id, refund_id, sweep_id, sweep_position, send_chain_id, send_hash) = 0)
    ELSE ((num_nonnulls(transaction_id, charge_id, refund_id, sweep_id, send_hash) = 1) AND ((sweep_id IS NULL) = (sweep_position IS NULL)) AND ((send_hash IS NULL) = (send_chain_id IS NULL)))
END),
  constraint entries_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps(id),
  constraint entries_sweep_key UNIQUE (sweep_id, sweep_position),
  constraint entries_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES transactions(id),
  constraint entries_transaction_id_purpose_incarnation_key UNIQUE (transaction_id, purpose, incarnation)
);

create table events (
  id text not null,
  account_id text not null,
  sequence bigint,
  type text not null,
  resource_type text not null,
  resource_id text not null,
  resource_version integer not null,
  customer_id text,
  data jsonb not null,
  created_at timestamp with time zone default now() not null,
  "position" bigint default nextval('event_positions'::regclass),
  only_to text,
  by_name boolean default false not null,
  constraint events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint events_account_id_sequence_key UNIQUE (account_id, sequence),
  constraint events_pkey PRIMARY KEY (id),
  constraint events_resource_type_resource_id_resource_version_key UNIQUE (resource_type, resource_id, resource_version)
);

create table findings (
  id text not null,
  account_id text not null,
  network text not null,
  chain_id bigint not null,
  purse_id text not null,
  kind text not null,
  currency text,
  amount numeric(78,0),
  tx_hash text,
  ordinal text not null,
  block_number bigint,
  block_hash text,
  is_final boolean default false not null,
  created_at timestamp with time zone default now() not null,
  told_at timestamp with time zone,
  resolved_at timestamp with time zone,
  explanation text,
  resolved_by text,
  closed_at timestamp with time zone,
  left_amount numeric(78,0),
  destination_id text,
  constraint findings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint findings_amount_check CHECK ((amount > (0)::numeric)),
  constraint findings_check CHECK ((num_nulls(currency, amount) = ANY (ARRAY[0, 2]))),
  constraint findings_check1 CHECK (((currency IS NULL) = (kind = ANY (ARRAY['purse_code'::text, 'purse_nonce'::text])))),
  constraint findings_check2 CHECK ((num_nulls(resolved_at, explanation, resolved_by) = ANY (ARRAY[0, 3]))),
  constraint findings_check3 CHECK ((is_final OR ((told_at IS NULL) AND (resolved_at IS NULL)))),
  constraint findings_check4 CHECK (((left_amount >= (0)::numeric) AND (left_amount <= amount))),
  constraint findings_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES destinations(id),
  constraint findings_kind_check CHECK ((kind = ANY (ARRAY['token_outflow'::text, 'token_seizure'::text, 'native_outflow'::text, 'purse_code'::text, 'purse_nonce'::text]))),
  constraint findings_left_check CHECK ((((left_amount IS NULL) OR (resolved_at IS NOT NULL)) AND ((destination_id IS NULL) OR (left_amount > (0)::numeric)))),
  constraint findings_pkey PRIMARY KEY (id),
  constraint findings_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table form_logos (
  form_id text not null,
  name text not null,
  type text not null,
  body bytea not null,
  constraint form_logos_body_check CHECK (((length(body) >= 1) AND (length(body) <= 65536))),
  constraint form_logos_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id),
  constraint form_logos_pkey PRIMARY KEY (form_id),
  constraint form_logos_type_check CHECK ((type = ANY (ARRAY['png'::text, 'jpeg'::text, 'webp'::text])))
);

create table forms (
  id text not null,
  account_id text not null,
  title text not null,
  coins text[] not null,
  receiver text,
  return_url text,
  created_at timestamp with time zone default now() not null,
  support_url text,
  support_email text,
  accent_color text,
  logo text,
  version integer default 0 not null,
  constraint forms_accent_color_check CHECK ((accent_color ~ '^#[0-9a-f]{6}$'::text)),
  constraint forms_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint forms_coins_check CHECK ((cardinality(coins) > 0)),
  constraint forms_pkey PRIMARY KEY (id)
);

create table frozen_destinations (
  destination_id text not null,
  currency text not null,
  since timestamp with time zone default now() not null,
  constraint frozen_destinations_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES destinations(id),
  constraint frozen_destinations_pkey PRIMARY KEY (destination_id, currency)
);

create table gas_prices (
  network text not null,
  price numeric(78,0) not null,
  read_at timestamp with time zone not null,
  constraint gas_prices_pkey PRIMARY KEY (network),
  constraint gas_prices_price_check CHECK ((price >= (0)::numeric))
);

create table idempotency_keys (
  account_id text not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  body jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint idempotency_keys_pkey PRIMARY KEY (account_id, route, key)
);

create table lanes (
  chain_id bigint not null,
  sender text not null,
  account_id text not null,
  network text not null,
  next_nonce bigint not null,
  stopped_code text,
  stopped_detail text,
  stopped_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  purse_id text,
  balance numeric(78,0),
  balance_at timestamp with time zone,
  constraint lanes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint lanes_balance_check CHECK ((balance >= (0)::numeric)),
  constraint lanes_check CHECK ((num_nulls(stopped_code, stopped_detail, stopped_at) = ANY (ARRAY[0, 3]))),
  constraint lanes_check1 CHECK ((num_nulls(balance, balance_at) = ANY (ARRAY[0, 2]))),
  constraint lanes_next_nonce_check CHECK ((next_nonce >= 0)),
  constraint lanes_pkey PRIMARY KEY (chain_id, sender),
  constraint lanes_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table listed_destinations (
  account_id text not null,
  network text not null,
  address text not null,
  listed_at timestamp with time zone default now() not null,
  constraint listed_destinations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint listed_destinations_address_check CHECK ((address ~ '^0x[0-9a-f]{40}$'::text)),
  constraint listed_destinations_pkey PRIMARY KEY (account_id, network, address)
);

create table missing_destinations (
  account_id text not null,
  network text not null,
  since timestamp with time zone,
  told_at timestamp with time zone not null,
  constraint missing_destinations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint missing_destinations_pkey PRIMARY KEY (account_id, network)
);

create table observations (
  chain_id bigint not null,
  block_hash text not null,
  transaction_id text not null,
  block_number bigint not null,
  canonical boolean default true not null,
  observed_at timestamp with time zone default now() not null,
  source text,
  constraint observations_pkey PRIMARY KEY (chain_id, block_hash, transaction_id),
  constraint observations_source_check CHECK ((source = ANY (ARRAY['topLevel'::text, 'trace'::text, 'logs7708'::text, 'balance'::text]))),
  constraint observations_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES transactions(id)
);

create table page_choices (
  session_id text not null,
  currency text not null,
  asked_at timestamp with time zone[] not null,
  constraint page_choices_asked_at_check CHECK (((cardinality(asked_at) >= 1) AND (cardinality(asked_at) <= 16))),
  constraint page_choices_pkey PRIMARY KEY (session_id, currency),
  constraint page_choices_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id)
);

create table payments (
  id text not null,
  account_id text not null,
  session_id text not null,
  status text not null,
  coin text not null,
  paid numeric(78,0) not null,
  late boolean not null,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  constraint payments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint payments_check CHECK (((status = 'completed'::text) = (completed_at IS NOT NULL))),
  constraint payments_paid_check CHECK ((paid >= (0)::numeric)),
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint payments_session_id_key UNIQUE (session_id),
  constraint payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'completed'::text, 'failed'::text, 'canceled'::text])))
);

create table postings (
  id bigint generated always as identity not null,
  entry_id text not null,
  account_id text not null,
  ledger text not null,
  customer_id text,
  purse_id text,
  currency text not null,
  amount numeric(78,0) not null,
  product_id text,
  form_id text,
  constraint postings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint postings_amount_check CHECK ((amount <> (0)::numeric)),
  constraint postings_bucket_check CHECK (((ledger = ANY (ARRAY['customer'::text, 'charges'::text])) OR ((product_id IS NULL) AND (form_id IS NULL)))),
  constraint postings_customer_check CHECK (((customer_id IS NOT NULL) OR (ledger = ANY (ARRAY['gas'::text, 'purse_gas'::text, 'fees'::text])))),
  constraint postings_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint postings_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES entries(id),
  constraint postings_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id),
  constraint postings_ledger_check CHECK ((ledger = ANY (ARRAY['custody'::text, 'customer'::text, 'merchant'::text, 'held'::text, 'unattributed'::text, 'fees'::text, 'charges'::text, 'treasury'::text, 'gas'::text, 'purse_gas'::text, 'outside'::text]))),
  constraint postings_pkey PRIMARY KEY (id),
  constraint postings_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table product_snapshots (
  account_id text not null,
  scope_id text not null,
  product_id text not null,
  form_id text not null,
  ledger text not null,
  currency text not null,
  amount numeric(78,0) not null,
  first_posting bigint not null,
  constraint product_snapshots_pkey PRIMARY KEY (scope_id, product_id, form_id, ledger, currency)
);

create table purses (
  id text not null,
  account_id text not null,
  customer_id text not null,
  state text default 'ISSUING'::text not null,
  address text,
  address_checksum text,
  hd_fingerprint text,
  hd_index bigint,
  expires_at timestamp with time zone,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  declined_at timestamp with time zone,
  archived_at timestamp with time zone,
  released_at timestamp with time zone,
  constraint purses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint purses_address_key UNIQUE (address),
  constraint purses_check CHECK (((state = 'ISSUING'::text) = (address IS NULL))),
  constraint purses_check1 CHECK ((address = lower(address_checksum))),
  constraint purses_check2 CHECK (((address IS NULL) = (hd_index IS NULL))),
  constraint purses_check3 CHECK (((state <> 'ACTIVE'::text) OR (expires_at IS NOT NULL))),
  constraint purses_check4 CHECK (((state = 'ARCHIVED'::text) = (archived_at IS NOT NULL))),
  constraint purses_check5 CHECK (((released_at IS NULL) OR (state = 'DECLINED'::text))),
  constraint purses_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint purses_hd_fingerprint_hd_index_key UNIQUE (hd_fingerprint, hd_index),
  constraint purses_pkey PRIMARY KEY (id),
  constraint purses_state_check CHECK ((state = ANY (ARRAY['ISSUING'::text, 'ACTIVE'::text, 'DECLINED'::text, 'ARCHIVED'::text])))
);

create table refunds (
  id text not null,
  account_id text not null,
  charge_id text not null,
  amount numeric(78,0) not null,
  reason text,
  created_at timestamp with time zone default now() not null,
  constraint refunds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint refunds_amount_check CHECK ((amount > (0)::numeric)),
  constraint refunds_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES charges(id),
  constraint refunds_pkey PRIMARY KEY (id)
);

create table replays (
  endpoint_id text not null,
  account_id text not null,
  after_sequence bigint not null,
  up_to bigint not null,
  after_event text,
  types text[],
  created_at timestamp with time zone default now() not null,
  constraint replays_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint replays_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoints(id) ON DELETE CASCADE,
  constraint replays_pkey PRIMARY KEY (endpoint_id)
);

create table running_rescans (
  network text not null,
  slot integer not null,
  workflow_id text not null,
  account_id text,
  leased_until timestamp with time zone not null,
  constraint running_rescans_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint running_rescans_account_id_key UNIQUE (account_id),
  constraint running_rescans_check CHECK (((account_id IS NULL) OR (slot = 1))),
  constraint running_rescans_pkey PRIMARY KEY (network, slot),
  constraint running_rescans_slot_check CHECK ((slot = ANY (ARRAY[1, 2]))),
  constraint running_rescans_workflow_id_key UNIQUE (workflow_id)
);

create table send_attempts (
  chain_id bigint not null,
  sender text not null,
  nonce bigint not null,
  number integer not null,
  hash text not null,
  raw text not null,
  is_empty boolean not null,
  gas_limit numeric(78,0) not null,
  value numeric(78,0) not null,
  gas_price numeric(78,0),
  max_fee_per_gas numeric(78,0),
  max_priority_fee_per_gas numeric(78,0),
  signed_at timestamp with time zone default now() not null,
  constraint send_attempts_chain_id_hash_key UNIQUE (chain_id, hash),
  constraint send_attempts_chain_id_sender_nonce_fkey FOREIGN KEY (chain_id, sender, nonce) REFERENCES sends(chain_id, sender, nonce),
  constraint send_attempts_check CHECK (((gas_price IS NULL) <> (max_fee_per_gas IS NULL))),
  constraint send_attempts_check1 CHECK (((max_fee_per_gas IS NULL) = (max_priority_fee_per_gas IS NULL))),
  constraint send_attempts_number_check CHECK ((number > 0)),
  constraint send_attempts_pkey PRIMARY KEY (chain_id, sender, nonce, number)
);

create table sending_pauses (
  id text not null,
  account_id text not null,
  network text not null,
  chain_id bigint not null,
  reason text not null,
  paused_by text not null,
  paused_at timestamp with time zone default now() not null,
  resumed_by text,
  resumed_at timestamp with time zone,
  explanation text,
  constraint sending_pauses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sending_pauses_check CHECK ((num_nulls(resumed_by, resumed_at, explanation) = ANY (ARRAY[0, 3]))),
  constraint sending_pauses_paused_by_fkey FOREIGN KEY (paused_by) REFERENCES api_keys(id),
  constraint sending_pauses_pkey PRIMARY KEY (id),
  constraint sending_pauses_resumed_by_fkey FOREIGN KEY (resumed_by) REFERENCES api_keys(id)
);

create table sends (
  chain_id bigint not null,
  sender text not null,
  nonce bigint not null,
  intent_kind text,
  intent_id text,
  status text default 'sent'::text not null,
  withdrawn_at timestamp with time zone,
  mined_hash text,
  block_number bigint,
  block_hash text,
  succeeded boolean,
  gas_used numeric(78,0),
  fee numeric(78,0),
  created_at timestamp with time zone default now() not null,
  skipped jsonb,
  fee_unbooked_since timestamp with time zone,
  constraint sends_chain_id_sender_fkey FOREIGN KEY (chain_id, sender) REFERENCES lanes(chain_id, sender),
  constraint sends_check CHECK ((num_nulls(intent_kind, intent_id) = ANY (ARRAY[0, 2]))),
  constraint sends_check1 CHECK ((num_nulls(mined_hash, block_number, block_hash, succeeded, gas_used, fee) =
CASE status
    WHEN 'sent'::text THEN 6
    ELSE 0
END)),
  constraint sends_check2 CHECK (((fee_unbooked_since IS NULL) OR (status = 'final'::text))),
  constraint sends_intent_kind_check CHECK ((intent_kind = ANY (ARRAY['sweep'::text, 'top_up'::text, 'payout'::text, 'rescue'::text, 'operator'::text]))),
  constraint sends_pkey PRIMARY KEY (chain_id, sender, nonce),
  constraint sends_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'mined'::text, 'final'::text])))
);

create table sessions (
  id text not null,
  account_id text not null,
  form_id text not null,
  customer_id text not null,
  purse_id text not null,
  client_id text,
  request_hash bytea not null,
  receiver text,
  customer_data jsonb,
  product_id text,
  product_name text,
  product_data jsonb,
  price jsonb not null,
  status text default 'open'::text not null,
  expires_at timestamp with time zone not null,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  constraint sessions_account_id_client_id_key UNIQUE (account_id, client_id),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sessions_check CHECK (((product_id IS NOT NULL) OR ((product_name IS NULL) AND (product_data IS NULL)))),
  constraint sessions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint sessions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint sessions_status_check CHECK ((status = ANY (ARRAY['open'::text, 'processing'::text, 'completed'::text, 'expired'::text])))
);

create table signal_outbox (
  id bigint generated always as identity not null,
  purse_id text,
  signal text not null,
  payload jsonb not null,
  not_before timestamp with time zone default now() not null,
  created_at timestamp with time zone default now() not null,
  session_id text,
  workflow text generated always as (COALESCE(purse_id, session_id)) stored not null,
  priority smallint default 0 not null,
  failures integer default 0 not null,
  leased_by uuid,
  leased_until timestamp with time zone,
  constraint signal_outbox_check CHECK ((num_nonnulls(purse_id, session_id) = 1)),
  constraint signal_outbox_check1 CHECK (((leased_by IS NULL) = (leased_until IS NULL))),
  constraint signal_outbox_pkey PRIMARY KEY (id),
  constraint signal_outbox_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint signal_outbox_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id)
);

create table stranger_tallies (
  kind text not null,
  scope_id text not null,
  account_id text not null,
  chain_id bigint not null,
  day date not null,
  count bigint not null,
  constraint stranger_tallies_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint stranger_tallies_kind_check CHECK ((kind = ANY (ARRAY['unsupported'::text, 'dirty_dust'::text]))),
  constraint stranger_tallies_pkey PRIMARY KEY (kind, scope_id, chain_id, day)
);

create table sweep_authorizations (
  chain_id bigint not null,
  delegate text not null,
  authority text not null,
  nonce bigint not null,
  hd_index bigint not null,
  state text default 'unused'::text not null,
  sealed bytea not null,
  imported_at timestamp with time zone default now() not null,
  sweep_id text,
  constraint sweep_authorizations_authority_check CHECK ((authority ~ '^0x[0-9a-f]{40}$'::text)),
  constraint sweep_authorizations_chain_id_delegate_fkey FOREIGN KEY (chain_id, delegate) REFERENCES sweepers(chain_id, delegate),
  constraint sweep_authorizations_hd_index_check CHECK (((hd_index >= 0) AND (hd_index <= 2147483647))),
  constraint sweep_authorizations_nonce_check CHECK ((nonce >= 0)),
  constraint sweep_authorizations_pkey PRIMARY KEY (chain_id, delegate, authority, nonce),
  constraint sweep_authorizations_state_check CHECK ((state = ANY (ARRAY['unused'::text, 'in_flight'::text, 'used'::text, 'stale'::text]))),
  constraint sweep_authorizations_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps(id)
);

create table sweep_item_deposits (
  sweep_id text not null,
  "position" integer not null,
  transaction_id text not null,
  incarnation integer not null,
  is_released boolean default false not null,
  constraint sweep_item_deposits_pkey PRIMARY KEY (sweep_id, transaction_id),
  constraint sweep_item_deposits_sweep_id_position_fkey FOREIGN KEY (sweep_id, "position") REFERENCES sweep_items(sweep_id, "position"),
  constraint sweep_item_deposits_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES transactions(id)
);

create table sweep_items (
  sweep_id text not null,
  "position" integer not null,
  purse_id text not null,
  customer_id text not null,
  currency text not null,
  token text,
  amount numeric(78,0) not null,
  floor numeric(78,0) not null,
  destination_id text not null,
  destination text not null,
  status text default 'planned'::text not null,
  reason text,
  shortfall numeric(78,0) default 0 not null,
  constraint sweep_items_amount_check CHECK ((amount > (0)::numeric)),
  constraint sweep_items_check CHECK (((reason IS NULL) = (status <> 'skipped'::text))),
  constraint sweep_items_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint sweep_items_destination_check CHECK ((destination ~ '^0x[0-9a-f]{40}$'::text)),
  constraint sweep_items_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES destinations(id),
  constraint sweep_items_floor_check CHECK ((floor >= (0)::numeric)),
  constraint sweep_items_pkey PRIMARY KEY (sweep_id, "position"),
  constraint sweep_items_position_check CHECK (("position" >= 0)),
  constraint sweep_items_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint sweep_items_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'swept'::text, 'skipped'::text]))),
  constraint sweep_items_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps(id),
  constraint sweep_items_sweep_id_purse_id_currency_destination_id_key UNIQUE (sweep_id, purse_id, currency, destination_id),
  constraint sweep_items_token_check CHECK ((token ~ '^0x[0-9a-f]{40}$'::text))
);

create table sweep_pauses (
  purse_id text not null,
  currency text not null,
  skips integer not null,
  reason text not null,
  until timestamp with time zone,
  constraint sweep_pauses_pkey PRIMARY KEY (purse_id, currency),
  constraint sweep_pauses_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint sweep_pauses_skips_check CHECK ((skips > 0))
);

create table sweep_signed_items (
  sweep_id text not null,
  "position" integer not null,
  batch_index integer,
  dropped_reason text,
  signed_at timestamp with time zone default now() not null,
  constraint sweep_signed_items_check CHECK (((batch_index IS NULL) <> (dropped_reason IS NULL))),
  constraint sweep_signed_items_pkey PRIMARY KEY (sweep_id, "position"),
  constraint sweep_signed_items_sweep_id_batch_index_key UNIQUE (sweep_id, batch_index),
  constraint sweep_signed_items_sweep_id_position_fkey FOREIGN KEY (sweep_id, "position") REFERENCES sweep_items(sweep_id, "position")
);

create table sweepers (
  account_id text not null,
  network text not null,
  chain_id bigint not null,
  owner text,
  delay_seconds bigint,
  sweeper text,
  delegate text,
  purse_code_hash text,
  created_at timestamp with time zone default now() not null,
  method text default 'delegated'::text not null,
  constraint sweepers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sweepers_chain_id_check CHECK ((chain_id > 0)),
  constraint sweepers_chain_id_delegate_key UNIQUE (chain_id, delegate),
  constraint sweepers_chain_id_sweeper_key UNIQUE (chain_id, sweeper),
  constraint sweepers_contracts_check CHECK ((num_nulls(owner, delay_seconds, sweeper, delegate, purse_code_hash) =
CASE method
    WHEN 'delegated'::text THEN 0
    ELSE 5
END)),
  constraint sweepers_delay_seconds_check CHECK ((delay_seconds >= 0)),
  constraint sweepers_delegate_check CHECK ((delegate ~ '^0x[0-9a-f]{40}$'::text)),
  constraint sweepers_method_check CHECK ((method = ANY (ARRAY['delegated'::text, 'transfer'::text]))),
  constraint sweepers_pkey PRIMARY KEY (account_id, network),
  constraint sweepers_sweeper_check CHECK ((sweeper ~ '^0x[0-9a-f]{40}$'::text))
);

create table sweeps (
  id text not null,
  account_id text not null,
  network text not null,
  chain_id bigint not null,
  method text not null,
  status text default 'planned'::text not null,
  waiting_code text,
  waiting_detail text,
  reason text,
  requested_by text,
  created_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  shortfalls integer default 0 not null,
  constraint sweeps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sweeps_check CHECK (((completed_at IS NULL) = (status = ANY (ARRAY['planned'::text, 'sent'::text, 'mined'::text])))),
  constraint sweeps_check1 CHECK ((num_nulls(waiting_code, waiting_detail) = ANY (ARRAY[0, 2]))),
  constraint sweeps_check2 CHECK (((waiting_code IS NULL) OR (status = 'planned'::text))),
  constraint sweeps_method_check CHECK ((method = ANY (ARRAY['delegated'::text, 'transfer'::text]))),
  constraint sweeps_pkey PRIMARY KEY (id),
  constraint sweeps_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES api_keys(id),
  constraint sweeps_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'sent'::text, 'mined'::text, 'completed'::text, 'failed'::text, 'canceled'::text])))
);

create table top_ups (
  sweep_id text not null,
  number integer not null,
  intent_id text generated always as (((sweep_id || '.'::text) || (number)::text)) stored not null,
  purse_id text not null,
  chain_id bigint not null,
  amount numeric(78,0) not null,
  created_at timestamp with time zone default now() not null,
  constraint top_ups_amount_check CHECK ((amount > (0)::numeric)),
  constraint top_ups_intent_id_key UNIQUE (intent_id),
  constraint top_ups_number_check CHECK ((number > 0)),
  constraint top_ups_pkey PRIMARY KEY (sweep_id, number),
  constraint top_ups_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint top_ups_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps(id)
);

create table transactions (
  id text not null,
  account_id text not null,
  customer_id text not null,
  purse_id text not null,
  chain_id bigint not null,
  tx_hash text not null,
  kind text not null,
  ordinal text not null,
  currency text not null,
  address_from text not null,
  amount numeric(78,0) not null,
  status text not null,
  compliance_status text not null,
  block_number bigint,
  block_hash text,
  final_block_hash text,
  verdict text,
  verdict_by text,
  verdict_score text,
  verdict_raw jsonb,
  verdict_at timestamp with time zone,
  credited_to text,
  credited_block_hash text,
  incarnation integer default 0 not null,
  blocked boolean default false not null,
  late boolean default false not null,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  confirmed_at timestamp with time zone,
  quiet boolean default false not null,
  leased_until timestamp with time zone,
  pending_nonce bigint,
  freed boolean default false not null,
  screening_reference text,
  mined_at timestamp with time zone,
  session_id text,
  session_decided boolean default false not null,
  expected_session_id text,
  swept_in text,
  constraint transactions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint transactions_amount_check CHECK ((amount > (0)::numeric)),
  constraint transactions_chain_id_tx_hash_kind_ordinal_purse_id_currenc_key UNIQUE (chain_id, tx_hash, kind, ordinal, purse_id, currency, amount),
  constraint transactions_check CHECK (((block_number IS NULL) = (block_hash IS NULL))),
  constraint transactions_check1 CHECK (((verdict IS NULL) = (verdict_at IS NULL))),
  constraint transactions_check2 CHECK (((status <> 'CONFIRMED'::text) OR (credited_to = ANY (ARRAY['customer'::text, 'merchant'::text])))),
  constraint transactions_check3 CHECK (((credited_to IS NULL) = (credited_block_hash IS NULL))),
  constraint transactions_check4 CHECK (((session_id IS NULL) OR session_decided)),
  constraint transactions_check5 CHECK (((expected_session_id IS NULL) OR (NOT session_decided))),
  constraint transactions_compliance_status_check CHECK ((compliance_status = ANY (ARRAY['UNCHECKED'::text, 'IN_PROGRESS'::text, 'DECLINE'::text, 'CHECKED'::text]))),
  constraint transactions_credited_to_check CHECK ((credited_to = ANY (ARRAY['customer'::text, 'merchant'::text, 'held'::text, 'unattributed'::text]))),
  constraint transactions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint transactions_expected_session_id_fkey FOREIGN KEY (expected_session_id) REFERENCES sessions(id),
  constraint transactions_kind_check CHECK ((kind = ANY (ARRAY['native'::text, 'token'::text, 'internal'::text, 'withdrawal'::text]))),
  constraint transactions_pkey PRIMARY KEY (id),
  constraint transactions_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id),
  constraint transactions_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint transactions_status_check CHECK ((status = ANY (ARRAY['MEM_POOL_FOUND'::text, 'PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text, 'CONFIRMED'::text, 'BELOW_MINIMUM'::text, 'REORGED'::text, 'DROPPED'::text]))),
  constraint transactions_swept_in_fkey FOREIGN KEY (swept_in) REFERENCES sweeps(id),
  constraint transactions_verdict_check CHECK ((verdict = ANY (ARRAY['approve'::text, 'decline'::text])))
);

create table treasuries (
  account_id text not null,
  network text not null,
  destination_id text not null,
  updated_at timestamp with time zone default now() not null,
  constraint treasuries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint treasuries_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES destinations(id),
  constraint treasuries_pkey PRIMARY KEY (account_id, network)
);

create table unknown_transactions (
  chain_id bigint not null,
  sender text not null,
  nonce bigint not null,
  hash text not null,
  block_number bigint,
  block_hash text,
  succeeded boolean not null,
  gas_used numeric(78,0) not null,
  fee numeric(78,0) not null,
  seen_at timestamp with time zone default now() not null,
  resolved_at timestamp with time zone,
  reason text,
  skipped jsonb,
  constraint unknown_transactions_chain_id_sender_fkey FOREIGN KEY (chain_id, sender) REFERENCES lanes(chain_id, sender),
  constraint unknown_transactions_check CHECK (((block_number IS NULL) = (block_hash IS NULL))),
  constraint unknown_transactions_check1 CHECK (((resolved_at IS NULL) = (reason IS NULL))),
  constraint unknown_transactions_pkey PRIMARY KEY (chain_id, hash)
);

create table unsupported_deposits (
  id text not null,
  account_id text not null,
  customer_id text not null,
  purse_id text not null,
  chain_id bigint not null,
  contract text not null,
  tx_hash text not null,
  block_number bigint not null,
  address_from text not null,
  value numeric(78,0) not null,
  created_at timestamp with time zone default now() not null,
  constraint unsupported_deposits_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint unsupported_deposits_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint unsupported_deposits_pkey PRIMARY KEY (id),
  constraint unsupported_deposits_purse_id_chain_id_contract_key UNIQUE (purse_id, chain_id, contract),
  constraint unsupported_deposits_purse_id_fkey FOREIGN KEY (purse_id) REFERENCES purses(id)
);

create table wake_turn (
  singleton boolean default true not null,
  next_at timestamp with time zone default now() not null,
  constraint wake_turn_pkey PRIMARY KEY (singleton),
  constraint wake_turn_singleton_check CHECK (singleton)
);

create table wakes (
  id text not null,
  due_at timestamp with time zone not null,
  times integer not null,
  woken_at timestamp with time zone,
  constraint wakes_pkey PRIMARY KEY (id)
);

create table webhook_endpoints (
  id text not null,
  account_id text not null,
  customer_id text,
  url text not null,
  types text[],
  description text,
  secret text,
  enabled boolean default true not null,
  version integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  previous_secret text,
  previous_secret_until timestamp with time zone,
  failures integer default 0 not null,
  failing_since timestamp with time zone,
  disabled_reason text,
  probes integer default 0 not null,
  retry_at timestamp with time zone,
  watched_until timestamp with time zone,
  since bigint default nextval('event_positions'::regclass) not null,
  constraint webhook_endpoints_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint webhook_endpoints_check CHECK (((secret IS NULL) = (customer_id IS NOT NULL))),
  constraint webhook_endpoints_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint webhook_endpoints_customer_id_key UNIQUE (customer_id),
  constraint webhook_endpoints_pkey PRIMARY KEY (id)
);

CREATE INDEX account_counters_behind ON public.account_counters USING btree (account_id) WHERE (fanned_out < sequence);
CREATE INDEX api_keys_of_account ON public.api_keys USING btree (account_id, id DESC);
CREATE INDEX approval_requests_of_account ON public.approval_requests USING btree (account_id, id DESC);
CREATE UNIQUE INDEX approval_requests_pending ON public.approval_requests USING btree (account_id, kind, resource_id) WHERE (status = 'pending'::text);
CREATE INDEX audit_runs_by_verdict ON public.audit_runs USING btree (verdict, ended_at DESC);
CREATE INDEX audits_of_account ON public.audits USING btree (account_id, id DESC);
CREATE INDEX audits_of_resource ON public.audits USING btree (resource_id, id DESC);
CREATE UNIQUE INDEX chain_gaps_open ON public.chain_gaps USING btree (chain_id) WHERE (closed_at IS NULL);
CREATE INDEX charges_of_account ON public.charges USING btree (account_id, id DESC);
CREATE INDEX charges_of_customer ON public.charges USING btree (customer_id, id DESC);
CREATE INDEX charges_of_product ON public.charges USING btree (account_id, product_id, id DESC) WHERE (product_id IS NOT NULL);
CREATE INDEX customers_of_account ON public.customers USING btree (account_id, id DESC);
CREATE INDEX deliveries_by_turns ON public.deliveries USING btree (account_id, endpoint_id) WHERE (state = 'pending'::text);
CREATE INDEX deliveries_delivered ON public.deliveries USING btree (created_at) WHERE (state = 'delivered'::text);
CREATE INDEX deliveries_direct ON public.deliveries USING btree (account_id, created_at) WHERE ((state = 'pending'::text) AND direct);
CREATE INDEX deliveries_in_trouble ON public.deliveries USING btree (state) WHERE (state = ANY (ARRAY['retrying'::text, 'waiting'::text, 'failed'::text]));
CREATE INDEX deliveries_of_endpoint ON public.deliveries USING btree (endpoint_id, event_id DESC);
CREATE INDEX deliveries_owed ON public.deliveries USING btree (endpoint_id, event_id) WHERE (state = ANY (ARRAY['waiting'::text, 'failed'::text]));
CREATE INDEX deliveries_to_dispatch ON public.deliveries USING btree (endpoint_id, tries, created_at) WHERE (state = 'pending'::text);
CREATE INDEX destination_events_of_address ON public.destination_events USING btree (chain_id, sweeper, address, block_number);
CREATE INDEX destination_events_open ON public.destination_events USING btree (chain_id, block_number) WHERE (NOT is_final);
CREATE UNIQUE INDEX destinations_key ON public.destinations USING btree (account_id, network, address) WHERE (disabled_at IS NULL);
CREATE INDEX destinations_of_account ON public.destinations USING btree (account_id, id);
CREATE INDEX destinations_waiting ON public.destinations USING btree (chain_id) WHERE ((disabled_at IS NULL) AND (told_active_at IS NULL));
CREATE INDEX dust_sums_to_promote ON public.dust_sums USING btree (promote_at) WHERE (promote_at IS NOT NULL);
CREATE INDEX dust_sums_to_settle ON public.dust_sums USING btree (settle_at) WHERE (settle_at IS NOT NULL);
CREATE INDEX dust_sums_to_wake ON public.dust_sums USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX events_unnumbered ON public.events USING btree (account_id, "position") WHERE (sequence IS NULL);
CREATE UNIQUE INDEX findings_key ON public.findings USING btree (chain_id, purse_id, kind, COALESCE(tx_hash, ''::text), ordinal);
CREATE INDEX findings_left ON public.findings USING btree (purse_id, currency) WHERE (left_amount > (0)::numeric);
CREATE INDEX findings_open ON public.findings USING btree (account_id, id) WHERE (is_final AND (resolved_at IS NULL));
CREATE INDEX findings_pending ON public.findings USING btree (chain_id, block_number) WHERE (NOT is_final);
CREATE INDEX findings_unsettled ON public.findings USING btree (chain_id) WHERE (is_final AND ((told_at IS NULL) OR ((resolved_at IS NOT NULL) AND (closed_at IS NULL))));
CREATE INDEX form_logos_by_name ON public.form_logos USING btree (name);
CREATE INDEX forms_of_account ON public.forms USING btree (account_id, id DESC);
CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);
CREATE INDEX idempotency_keys_of_customer ON public.idempotency_keys USING gin (customers_named(body));
CREATE INDEX lanes_of_operators ON public.lanes USING btree (account_id, chain_id, created_at) WHERE (purse_id IS NULL);
CREATE UNIQUE INDEX lanes_of_purse ON public.lanes USING btree (purse_id, chain_id) WHERE (purse_id IS NOT NULL);
CREATE INDEX observations_by_height ON public.observations USING btree (chain_id, block_number);
CREATE UNIQUE INDEX observations_one_canonical ON public.observations USING btree (transaction_id) WHERE canonical;
CREATE INDEX observations_orphaned ON public.observations USING btree (observed_at) WHERE (NOT canonical);
CREATE INDEX payments_by_time ON public.payments USING btree (account_id, created_at);
CREATE INDEX payments_of_account ON public.payments USING btree (account_id, id);
CREATE INDEX postings_of_account ON public.postings USING btree (account_id, id);
CREATE INDEX postings_of_customer ON public.postings USING btree (customer_id, id);
CREATE INDEX postings_of_entry ON public.postings USING btree (entry_id);
CREATE INDEX postings_of_purse ON public.postings USING btree (purse_id, id);
CREATE INDEX product_snapshots_of_currency ON public.product_snapshots USING btree (account_id, currency) WHERE (scope_id <> account_id);
CREATE INDEX product_snapshots_of_form ON public.product_snapshots USING btree (scope_id, form_id);
CREATE INDEX product_snapshots_of_product ON public.product_snapshots USING btree (account_id, product_id) WHERE (scope_id <> account_id);
CREATE INDEX purses_of_account ON public.purses USING btree (account_id, id DESC);
CREATE INDEX purses_of_customer ON public.purses USING btree (customer_id, id DESC);
CREATE UNIQUE INDEX purses_one_living_per_customer ON public.purses USING btree (customer_id) WHERE ((state <> 'ARCHIVED'::text) AND (released_at IS NULL));
CREATE INDEX purses_overdue ON public.purses USING btree (expires_at, id) WHERE (state = 'ACTIVE'::text);
CREATE INDEX refunds_of_charge ON public.refunds USING btree (charge_id, id);
CREATE UNIQUE INDEX sending_pauses_open ON public.sending_pauses USING btree (account_id, network) WHERE (resumed_at IS NULL);
CREATE UNIQUE INDEX sends_intent_key ON public.sends USING btree (intent_kind, intent_id);
CREATE INDEX sends_mined_idx ON public.sends USING btree (chain_id, block_number) WHERE (status <> 'sent'::text);
CREATE INDEX sends_open_idx ON public.sends USING btree (chain_id, sender, nonce) WHERE (status <> 'final'::text);
CREATE INDEX sends_recent_idx ON public.sends USING btree (chain_id, sender, created_at);
CREATE INDEX sends_unbooked ON public.sends USING btree (chain_id, fee_unbooked_since) WHERE (fee_unbooked_since IS NOT NULL);
CREATE INDEX sessions_by_time ON public.sessions USING btree (account_id, created_at);
CREATE INDEX sessions_live ON public.sessions USING btree (purse_id) WHERE (status = ANY (ARRAY['open'::text, 'processing'::text]));
CREATE INDEX sessions_live_of_customer ON public.sessions USING btree (customer_id) WHERE (status = ANY (ARRAY['open'::text, 'processing'::text]));
CREATE INDEX sessions_of_account ON public.sessions USING btree (account_id, id);
CREATE INDEX sessions_of_customer ON public.sessions USING btree (customer_id, expires_at);
CREATE INDEX sessions_of_form ON public.sessions USING btree (form_id);
CREATE INDEX sessions_overdue ON public.sessions USING btree (expires_at, id) WHERE (status = ANY (ARRAY['open'::text, 'processing'::text]));
CREATE INDEX signal_outbox_held ON public.signal_outbox USING btree (workflow) WHERE ((leased_by IS NOT NULL) OR (not_before > created_at));
CREATE INDEX signal_outbox_in_turn ON public.signal_outbox USING btree (((priority + 0)), id);
CREATE INDEX signal_outbox_of_workflow ON public.signal_outbox USING btree (workflow, priority, id);
CREATE INDEX stranger_tallies_of_account ON public.stranger_tallies USING btree (account_id, kind, day);
CREATE UNIQUE INDEX sweep_authorizations_one_in_flight ON public.sweep_authorizations USING btree (chain_id, authority) WHERE (state = 'in_flight'::text);
CREATE INDEX sweep_authorizations_unused ON public.sweep_authorizations USING btree (chain_id, delegate, hd_index) WHERE (state = 'unused'::text);
CREATE UNIQUE INDEX sweep_item_deposits_key ON public.sweep_item_deposits USING btree (transaction_id, incarnation) WHERE (NOT is_released);
CREATE INDEX sweep_items_of_purse ON public.sweep_items USING btree (purse_id, currency);
CREATE INDEX sweeps_of_account ON public.sweeps USING btree (account_id, id DESC);
CREATE INDEX sweeps_open ON public.sweeps USING btree (account_id, network) WHERE (completed_at IS NULL);
CREATE INDEX top_ups_of_purse ON public.top_ups USING btree (purse_id, chain_id);
CREATE INDEX transactions_by_hash ON public.transactions USING btree (tx_hash);
CREATE UNIQUE INDEX transactions_by_reference ON public.transactions USING btree (screening_reference) WHERE (screening_reference IS NOT NULL);
CREATE INDEX transactions_declined_idx ON public.transactions USING btree (verdict_at) WHERE (verdict = 'decline'::text);
CREATE INDEX transactions_expected ON public.transactions USING btree (expected_session_id) WHERE (expected_session_id IS NOT NULL);
CREATE INDEX transactions_held ON public.transactions USING btree (currency) WHERE (credited_to = 'held'::text);
CREATE INDEX transactions_held_by_purse ON public.transactions USING btree (purse_id, id) WHERE ((credited_to = 'held'::text) AND (NOT freed) AND (NOT quiet));
CREATE INDEX transactions_in_block ON public.transactions USING btree (chain_id, block_number) WHERE (block_number IS NOT NULL);
CREATE INDEX transactions_not_final ON public.transactions USING btree (chain_id, block_number) WHERE ((block_number IS NOT NULL) AND (final_block_hash IS NULL));
CREATE INDEX transactions_of_account ON public.transactions USING btree (account_id, id DESC);
CREATE INDEX transactions_of_customer ON public.transactions USING btree (customer_id, id DESC);
CREATE INDEX transactions_of_purse ON public.transactions USING btree (purse_id, id DESC);
CREATE INDEX transactions_of_session ON public.transactions USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX transactions_pending ON public.transactions USING btree (chain_id) WHERE (status = 'MEM_POOL_FOUND'::text);
CREATE INDEX transactions_quiet ON public.transactions USING btree (purse_id, currency, leased_until NULLS FIRST, id) WHERE (quiet AND (credited_to IS NULL) AND (status = ANY (ARRAY['PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text])) AND (final_block_hash = block_hash));
CREATE INDEX transactions_quiet_open ON public.transactions USING btree (purse_id, currency, id) WHERE (quiet AND (credited_to IS NULL) AND (status = ANY (ARRAY['PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text])));
CREATE INDEX transactions_quiet_posted ON public.transactions USING btree (purse_id, currency, id) WHERE (quiet AND (credited_to = 'unattributed'::text));
CREATE INDEX transactions_unattributed ON public.transactions USING btree (purse_id, currency, id) WHERE (credited_to = 'unattributed'::text);
CREATE INDEX transactions_undecided ON public.transactions USING btree (customer_id) WHERE ((NOT session_decided) AND (status = ANY (ARRAY['MEM_POOL_FOUND'::text, 'PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text, 'BELOW_MINIMUM'::text])));
CREATE INDEX transactions_unfinished ON public.transactions USING btree (created_at, id) WHERE (((credited_to IS NULL) AND (NOT quiet) AND (status = ANY (ARRAY['PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text]))) OR ((credited_to IS NOT NULL) AND (credited_block_hash IS DISTINCT FROM block_hash)) OR ((credited_to = 'held'::text) AND freed));
CREATE INDEX transactions_unsettled ON public.transactions USING btree (purse_id) WHERE ((credited_to IS NULL) AND (status = ANY (ARRAY['PENDING_COMPLIANCE_CHECK'::text, 'DECLINED'::text])));
CREATE INDEX transactions_unswept ON public.transactions USING btree (account_id, chain_id, purse_id, id) WHERE ((swept_in IS NULL) AND (credited_to = ANY (ARRAY['customer'::text, 'merchant'::text])));
CREATE INDEX unsupported_deposits_by_hash ON public.unsupported_deposits USING btree (tx_hash);
CREATE INDEX unsupported_deposits_of_account ON public.unsupported_deposits USING btree (account_id, created_at);
CREATE INDEX wakes_due_at ON public.wakes USING btree (due_at);
CREATE INDEX wakes_woken_at ON public.wakes USING btree (woken_at) WHERE (woken_at IS NOT NULL);
CREATE INDEX webhook_endpoints_in_trouble ON public.webhook_endpoints USING btree (enabled) WHERE ((NOT enabled) OR (failures > 0));
CREATE INDEX webhook_endpoints_of_account ON public.webhook_endpoints USING btree (account_id, id DESC);
CREATE INDEX webhook_endpoints_of_merchant ON public.webhook_endpoints USING btree (account_id) WHERE ((customer_id IS NULL) AND (types IS DISTINCT FROM '{}'::text[]));
CREATE INDEX webhook_endpoints_retired ON public.webhook_endpoints USING btree (id) WHERE (types = '{}'::text[]);

CREATE TRIGGER entries_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER postings_balance AFTER INSERT OR UPDATE ON public.postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_balance();
CREATE TRIGGER postings_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER send_attempts_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.send_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sweep_signed_items_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.sweep_signed_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER top_ups_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.top_ups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transactions_dust_inserted AFTER INSERT ON public.transactions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_dust_sums();
CREATE TRIGGER transactions_dust_updated AFTER UPDATE ON public.transactions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_dust_sums();
