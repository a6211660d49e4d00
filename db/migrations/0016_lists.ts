// What it takes to list the sessions and payments of an account, newest first or of some time.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const lists = sql`
  -- Ids sort by the time they were made.
  create index sessions_of_account on sessions (account_id, id);
  create index sessions_by_time on sessions (account_id, created_at);
  create index payments_of_account on payments (account_id, id);
  create index payments_by_time on payments (account_id, created_at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await lists.execute(db);
}
