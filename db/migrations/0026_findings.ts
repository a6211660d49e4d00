// What left a purse, or changed at one, without a transaction of ours.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table findings (
      id text primary key,
      account_id text not null references accounts,
      network text not null,
      chain_id bigint not null,
      purse_id text not null references purses,
      kind text not null
        check (kind in ('token_outflow', 'token_seizure', 'native_outflow', 'purse_code', 'purse_nonce')),
      currency text,
      amount numeric(78,0) check (amount > 0),
      -- Null: no single transaction is known.
      tx_hash text,
      -- What makes it one of its kind: the position of a log in its receipt, a block, a nonce.
      ordinal text not null,
      -- Null: it is of the head, as the signer read it.
      block_number bigint,
      block_hash text,
      is_final boolean not null default false,
      created_at timestamptz not null default now(),
      -- When sending was paused for it, and that was told.
      told_at timestamptz,
      resolved_at timestamptz,
      explanation text,
      resolved_by text,
      -- When sending went on, or another finding was left, after it was resolved.
      closed_at timestamptz,
      check (num_nulls(currency, amount) in (0, 2)),
      check ((currency is null) = (kind in ('purse_code', 'purse_nonce'))),
      check (num_nulls(resolved_at, explanation, resolved_by) in (0, 3)),
      check (is_final or (told_at is null and resolved_at is null))
    )
  `.execute(db);
  await sql`create unique index findings_key on findings (chain_id, purse_id, kind, coalesce(tx_hash, ''), ordinal)`.execute(
    db,
  );
  await sql`create index findings_pending on findings (chain_id, block_number) where not is_final`.execute(
    db,
  );
  await sql`create index findings_open on findings (account_id, id) where is_final and resolved_at is null`.execute(
    db,
  );
  await sql`
    create index findings_unsettled on findings (chain_id)
    where is_final and (told_at is null or (resolved_at is not null and closed_at is null))
  `.execute(db);
}
