// What left a purse without us, as a person said it, is booked out of what the purse has. What a sweep moved for nothing is told,
// and what waits for a destination. What gas costs is saved, for whoever plans without a node.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- How much of what was found left for good; null while nobody said so, and if the finding is about no coins.
    alter table findings add column left_amount numeric(78,0)
      check (left_amount >= 0 and left_amount <= amount);
    -- The destination that got it; null if it went elsewhere.
    alter table findings add column destination_id text references destinations;
    alter table findings add constraint findings_left_check check (
      (left_amount is null or resolved_at is not null) and (destination_id is null or left_amount > 0));
    create index findings_left on findings (purse_id, currency) where left_amount > 0;

    -- What events told that the treasury owes for the item, and how many told something of a sweep.
    alter table sweep_items add column shortfall numeric(78,0) not null default 0;
    alter table sweeps add column shortfalls integer not null default 0;

    -- Money that no active destination gets.
    create table missing_destinations (
      account_id text not null references accounts,
      network text not null,
      -- Null: none waits any more.
      since timestamptz,
      told_at timestamptz not null,
      primary key (account_id, network)
    );

    -- Destinations that a token's issuer has frozen, as the token says: nothing of it is planned to them.
    create table frozen_destinations (
      destination_id text not null references destinations,
      currency text not null,
      since timestamptz not null default now(),
      primary key (destination_id, currency)
    );
    create table gas_prices (
      network text primary key,
      -- In wei, as the planner last read it.
      price numeric(78,0) not null check (price >= 0),
      read_at timestamptz not null
    );

    alter table entries add column finding_id text references findings;
    alter table entries add constraint entries_finding_key unique (finding_id);
  `.execute(db);
  await widen(
    db,
    'entries',
    'entries_purpose_check',
    old => `
    case when finding_id is not null then purpose = 'left' else ${old} end`,
  );
  await widen(
    db,
    'entries',
    'entries_source',
    old => `
    case when finding_id is not null then num_nonnulls(transaction_id, charge_id, refund_id, sweep_id, sweep_position,
      send_chain_id, send_hash) = 0 else ${old} end`,
  );
  await widen(db, 'postings', 'postings_ledger_check', old => `ledger = 'outside' or ${old}`);
}

/** What earlier migrations allow stays allowed, whatever it is. */
async function widen(
  db: Kysely<unknown>,
  table: string,
  constraint: string,
  to: (old: string) => string,
): Promise<void> {
  const { rows } = await sql<{ readonly old: string }>`
    select pg_get_expr(conbin, conrelid) as old from pg_constraint
    where conrelid = ${table}::regclass and conname = ${constraint}
  `.execute(db);
  const [known] = rows;
  if (!known) throw new Error(`there is no constraint ${constraint}`);
  await sql`alter table ${sql.id(table)} drop constraint ${sql.id(constraint)},
    add constraint ${sql.id(constraint)} check (${sql.raw(to(known.old))})`.execute(db);
}
