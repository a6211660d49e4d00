// Who decided in Temporal, where there is no API key to say it; and what a purse holds, which its workflow shows.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const whoDecided = sql`
  alter table audits add column decided_by text;
`;

const heldOfPurses = sql`
  create index transactions_held_by_purse on transactions (purse_id, id) where credited_to = 'held' and not freed and not quiet;
  -- The workflows of these ended, as they did before they stayed with what they hold: they begin anew, and show it.
  insert into signal_outbox (purse_id, signal, payload)
  select distinct t.purse_id, 'purseChanged', 'null'::jsonb
  from transactions t join purses p on p.id = t.purse_id
  where t.credited_to = 'held' and not t.freed and not t.quiet and p.state <> 'ACTIVE';
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await whoDecided.execute(db);
  await heldOfPurses.execute(db);
}
