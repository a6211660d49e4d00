// Sending of an account on a network that one of its own keys paused.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sending_pauses (
      id text primary key,
      account_id text not null references accounts,
      network text not null,
      chain_id bigint not null,
      reason text not null,
      paused_by text not null references api_keys,
      paused_at timestamptz not null default now(),
      resumed_by text references api_keys,
      resumed_at timestamptz,
      explanation text,
      check (num_nulls(resumed_by, resumed_at, explanation) in (0, 3))
    )
  `.execute(db);
  await sql`create unique index sending_pauses_open on sending_pauses (account_id, network) where resumed_at is null`.execute(
    db,
  );
}
