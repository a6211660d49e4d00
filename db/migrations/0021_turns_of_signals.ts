// The order of the queue of signals, which no look at the signals of one workflow can take for its own: where the planner knows
// nothing of the queue, both indexes cost it the same, and this one would be read to its end for each workflow.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index signal_outbox_in_turn`.execute(db);
  await sql`create index signal_outbox_in_turn on signal_outbox ((priority + 0), id)`.execute(db);
}
