// What one account may have running at a time.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const rescans = sql`
  -- The rescans that run now: at most two of a network, of which accounts have the first, and one of an account.
  create table running_rescans (
    network text not null,
    slot integer not null check (slot in (1, 2)),
    workflow_id text not null unique,
    -- Null: an operator's.
    account_id text unique references accounts,
    -- Renewed while blocks are read; one whose worker died makes room at this time.
    leased_until timestamptz not null,
    primary key (network, slot),
    check (account_id is null or slot = 1)
  );
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await rescans.execute(db);
}
