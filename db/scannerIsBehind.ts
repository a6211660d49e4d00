import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';

/**
 * True if the scanner under the alias `c` has not read all that was mined before `deadline`, or lost a part
 * of that in a fork and has not reached the head since. Money that was sent in time may then still be found.
 * Only the database's clock counts.
 */
export function scannerIsBehind(deadline: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`(c.read_to is null or c.read_to < ${deadline}
    or (c.forked_at is not null and (c.caught_up_at is null or c.caught_up_at <= c.forked_at)))`;
}
