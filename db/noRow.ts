import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * True if `found`, a table with its conditions, has no row; looked up once for each row around it. `not
 * exists` means the same, but the planner makes a join of it. For a queue that was empty at its last look,
 * the planner expects one row, and reads all rows of the queue for each row around it.
 */
export function noRow(found: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(select true from ${found} limit 1) is null`;
}
