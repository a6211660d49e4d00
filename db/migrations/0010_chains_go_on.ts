// How far each chain was read, which blocks could not be read in full, and when a proof is tried again.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const chains = sql`
  alter table chain_cursors
    -- All that was mined before this moment was read. Never after the database's own time when it was read.
    add column read_to timestamptz,
    -- What following the fork that stopped the chain would take back: ForkView of domain/scanning/fork.ts.
    add column fork jsonb;

  alter table blocks
    -- A second node gave the same transfers; that it still has the block is asked once more when it is final.
    add column confirmed boolean not null default false,
    add column proof_tries integer not null default 0,
    add column next_proof_at timestamptz,
    -- It was read without a trace, though the network's blocks are traced: so is it compared.
    add column unread boolean not null default false;
`;

const gaps = sql`
  -- Blocks in which money may have come that reading them did not show. Open until every purse that existed then was
  -- compared with its balance.
  create table chain_gaps (
    id bigint generated always as identity primary key,
    chain_id bigint not null references chain_cursors,
    from_block bigint not null,
    to_block bigint not null check (to_block >= from_block),
    -- When the last block of it was mined: purses made later hold nothing of it.
    mined_at timestamptz not null,
    reason text not null,
    -- The round over the purses: those that were paid lately first, then the rest, each in the order of ids.
    round text not null default 'paid' check (round in ('paid', 'rest')),
    audited_purse text,
    opened_at timestamptz not null default now(),
    closed_at timestamptz
  );
  create unique index chain_gaps_open on chain_gaps (chain_id) where closed_at is null;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [chains, gaps]) await part.execute(db);
}
