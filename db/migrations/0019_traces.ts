// Who changed where money and news go: what it was, and what it became. Secrets that are sealed, and told once.
// Persons that are erased.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const traces = sql`
  alter table audits add column changes jsonb;
  -- Counts the events of a form.
  alter table forms add column version integer default 0 not null;
  -- A form without one sends what is swept to where its account does.
  alter table forms alter column receiver drop not null;
  alter table sessions alter column receiver drop not null;
`;

const secrets = sql`
  -- An account that asked for none has none.
  alter table accounts alter column webhook_secret drop not null;
  -- Answers that are given again tell no secret. They are kept as text, whose fields have their order.
  update idempotency_keys set body = to_jsonb(regexp_replace(
    body #>> '{}', '"secret":"whsec_[A-Za-z0-9+/=]+"', '"secret":null'))
  where body #>> '{}' like '%"secret":"whsec_%';
`;

const erasure = sql`
  alter table customers add column erased_at timestamptz;

  -- Takes a person out of the events and the audits, whatever is asked for of an erased customer alone: its merchant's
  -- name, reasons of blocks, and where its own URL was. That something was done, when and by whom, stays. Nobody can take
  -- back the audit of the erasure, which it asks for: who may write customers cannot use it without a trace.
  create function erase_from_history(erased text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    update public.events e set data = e.data || '{"externalId": null}'
      || case when e.data ? 'reason' then '{"reason": null}'::jsonb else '{}' end
    from public.customers c
    where c.id = erased and c.erased_at is not null and exists (
        select from public.audits x where x.action = 'erase' and x.resource_type = 'customer' and x.resource_id = c.id)
      and e.resource_type = 'customer' and e.resource_id = c.id
      and (e.data ->> 'externalId' is not null or e.data ->> 'reason' is not null);

    update public.events e set data = e.data || '{"url": "https://erased.invalid/"}'
    from public.customers c join public.webhook_endpoints w on w.customer_id = c.id
    where c.id = erased and c.erased_at is not null and exists (
        select from public.audits x where x.action = 'erase' and x.resource_type = 'customer' and x.resource_id = c.id)
      and e.resource_type = 'webhook_endpoint' and e.resource_id = w.id;

    update public.audits a set reason = case when a.action in ('block', 'unblock') then null else a.reason end,
      changes = (select jsonb_agg(change || '{"old": null, "new": null}')
        from jsonb_array_elements(a.changes) change)
    from public.customers c
    where c.id = erased and c.erased_at is not null and exists (
        select from public.audits x where x.action = 'erase' and x.resource_type = 'customer' and x.resource_id = c.id)
      and a.resource_type = 'customer' and a.resource_id = c.id;
  end;
`;

const answers = sql`
  -- Every customer that a saved answer names: an erasure finds the answers by it.
  create function customers_named(body jsonb) returns text[]
  language sql immutable parallel safe
  begin atomic
    select array(select named[1] from regexp_matches(body #>> '{}', '(cus_[0-9a-hjkmnp-tv-z]{26})', 'g') named);
  end;
  create index idempotency_keys_of_customer on idempotency_keys using gin (customers_named(body));
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await traces.execute(db);
  await secrets.execute(db);
  await erasure.execute(db);
  await answers.execute(db);
}
