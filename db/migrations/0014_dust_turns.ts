// One pace of wake-ups for all workers, what a promotion of dust began with, and purses that a gap cannot compare.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const wakes = sql`
  -- When it was last woken; null when it was only noted.
  alter table wakes add column woken_at timestamptz;
  create index wakes_woken_at on wakes (woken_at) where woken_at is not null;

  -- One row: when the next batch of wake-ups may go, whoever sends it.
  create table wake_turn (
    singleton boolean primary key default true check (singleton),
    next_at timestamptz not null default now()
  );
  insert into wake_turn default values;
`;

const dust = sql`
  -- What promote_at was set for: the sum of what a person freed of a declined purse, or of all that is posted.
  alter table dust_sums add column promotes_freed boolean not null default false;
`;

const gaps = sql`
  -- The purses that could not be compared in a gap's round, with the last reason. After enough tries the round passes.
  create table chain_gap_purses (
    gap_id bigint not null references chain_gaps,
    purse_id text not null references purses,
    reason text not null,
    tries integer not null default 1,
    primary key (gap_id, purse_id)
  );
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [wakes, dust, gaps]) await part.execute(db);
}
