// What is sent from an account's own keys: the nonces of each sender, the transactions signed for them, and what the
// chain shows beyond them.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table lanes (
      chain_id bigint not null,
      sender text not null,
      account_id text not null references accounts (id),
      network text not null,
      next_nonce bigint not null check (next_nonce >= 0),
      stopped_code text,
      stopped_detail text,
      stopped_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (chain_id, sender),
      check (num_nulls(stopped_code, stopped_detail, stopped_at) in (0, 3))
    )
  `.execute(db);
  await sql`
    create table sends (
      chain_id bigint not null,
      sender text not null,
      nonce bigint not null,
      intent_kind text check (intent_kind in ('sweep', 'top_up', 'payout', 'rescue', 'operator')),
      intent_id text,
      status text not null default 'sent' check (status in ('sent', 'mined', 'final')),
      withdrawn_at timestamptz,
      mined_hash text,
      block_number bigint,
      block_hash text,
      succeeded boolean,
      gas_used numeric(78,0),
      fee numeric(78,0),
      created_at timestamptz not null default now(),
      primary key (chain_id, sender, nonce),
      foreign key (chain_id, sender) references lanes (chain_id, sender),
      check (num_nulls(intent_kind, intent_id) in (0, 2)),
      check (num_nulls(mined_hash, block_number, block_hash, succeeded, gas_used, fee)
        = case status when 'sent' then 6 else 0 end)
    )
  `.execute(db);
  // An intent is sent once: whoever comes second finds the first one's nonce.
  await sql`create unique index sends_intent_key on sends (intent_kind, intent_id)`.execute(db);
  await sql`create index sends_open_idx on sends (chain_id, sender, nonce) where status <> 'final'`.execute(
    db,
  );
  // What was spent within a day.
  await sql`create index sends_recent_idx on sends (chain_id, sender, created_at)`.execute(db);
  await sql`create index sends_mined_idx on sends (chain_id, block_number) where status <> 'sent'`.execute(
    db,
  );
  await sql`
    create table send_attempts (
      chain_id bigint not null,
      sender text not null,
      nonce bigint not null,
      number integer not null check (number > 0),
      hash text not null,
      raw text not null,
      is_empty boolean not null,
      gas_limit numeric(78,0) not null,
      value numeric(78,0) not null,
      gas_price numeric(78,0),
      max_fee_per_gas numeric(78,0),
      max_priority_fee_per_gas numeric(78,0),
      signed_at timestamptz not null default now(),
      primary key (chain_id, sender, nonce, number),
      unique (chain_id, hash),
      foreign key (chain_id, sender, nonce) references sends (chain_id, sender, nonce),
      check ((gas_price is null) <> (max_fee_per_gas is null)),
      check ((max_fee_per_gas is null) = (max_priority_fee_per_gas is null))
    )
  `.execute(db);
  // What was signed is never denied.
  await sql`
    create trigger send_attempts_immutable before update or delete or truncate on send_attempts
    for each statement execute function refuse_change()
  `.execute(db);
  await sql`
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
      seen_at timestamptz not null default now(),
      resolved_at timestamptz,
      reason text,
      primary key (chain_id, hash),
      foreign key (chain_id, sender) references lanes (chain_id, sender),
      check ((block_number is null) = (block_hash is null)),
      check ((resolved_at is null) = (reason is null))
    )
  `.execute(db);
}
