// What the sender of a lane has, as the signer read it last.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table lanes
      add column balance numeric(78,0) check (balance >= 0),
      add column balance_at timestamptz,
      add check (num_nulls(balance, balance_at) in (0, 2))
  `.execute(db);
}
