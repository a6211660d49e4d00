// One identity of a coin's transfer whatever told of it, withdrawals of validators, and proofs that name what they prove.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const sources = sql`
  alter table observations
    -- What told of a coin: how it was read, or a balance. Null for tokens, and for what an earlier release recorded.
    add column source text check (source in ('topLevel', 'trace', 'logs7708', 'balance'));

  alter table transactions drop constraint transactions_kind_check;
  alter table transactions add constraint transactions_kind_check
    check (kind in ('native', 'token', 'internal', 'withdrawal'));

  alter table blocks
    -- Raised when more of the block is recorded: a proof is of one of its readings.
    add column reading integer not null default 0;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sources.execute(db);
}
