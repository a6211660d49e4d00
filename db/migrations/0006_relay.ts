import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const outbox = sql`
  alter table signal_outbox
    -- Whose signal it is: those of one workflow are sent in order, and by one relay at a time.
    add column workflow text not null generated always as (coalesce(purse_id, session_id)) stored,
    -- 0: a fact was written with it. 1: a wake-up, which goes when no fact waits.
    add column priority smallint not null default 0,
    -- How often it alone could not be sent.
    add column failures integer not null default 0,
    -- The batch of a relay that has it in hand; null as long as none ever had, or the last gave it back.
    add column leased_by uuid,
    add column leased_until timestamptz,
    add check ((leased_by is null) = (leased_until is null));
  create index signal_outbox_in_turn on signal_outbox (priority, id);
  create index signal_outbox_of_workflow on signal_outbox (workflow, priority, id);
  -- In hand or put off, now or once: few, whatever waits.
  create index signal_outbox_held on signal_outbox (workflow)
    where leased_by is not null or not_before > created_at;
`;

const wakes = sql`
  -- Which purse, session or deposit was found overdue: it is woken when it is so still at due_at.
  create table wakes (
    id text primary key,
    due_at timestamptz not null,
    times integer not null
  );
  create index wakes_due_at on wakes (due_at);

  create index purses_overdue on purses (expires_at, id) where state = 'ACTIVE';
  create index sessions_overdue on sessions (expires_at, id) where status in ('open', 'processing');
  -- The deposits that a workflow has something left to do for.
  create index transactions_unfinished on transactions (created_at, id)
    where credited_to is null and not quiet and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
      or credited_to is not null and credited_block_hash is distinct from block_hash
      or credited_to = 'held' and freed;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await outbox.execute(db);
  await wakes.execute(db);
}
