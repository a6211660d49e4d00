import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * Whether there is no row of `found`, a table with its conditions, looked for once for each row around it. `not exists`
 * means the same, and is a join to the planner: of a queue that was empty when it last looked it thinks that one row is in it,
 * and reads all of them for each row.
 */
export function none(found: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(select true from ${found} limit 1) is null`;
}
