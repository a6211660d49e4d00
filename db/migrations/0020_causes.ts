// The last trouble of a chain that cannot be read, for those who do not see the worker's log; and what a declined deposit
// takes with it.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table chain_cursors
      add column trouble_code text,
      add column trouble_detail text,
      add column trouble_at timestamptz
  `.execute(db);
  await sql`
    alter table accounts
      add column on_decline text not null default 'purse' check (on_decline in ('purse', 'deposit'))
  `.execute(db);
  // Those of the past hour are counted for operators.
  await sql`
    create index transactions_declined_idx on transactions (verdict_at) where verdict = 'decline'
  `.execute(db);
}
