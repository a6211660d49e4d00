import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';

/**
 * True where the scanner under the alias `c` has not read all that was mined before `deadline`, or has lost of that by a
 * fork and not stood at the head since: money that was sent in time may still be found. By the database's clock alone.
 */
export function scannerIsBehind(deadline: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`(c.read_to is null or c.read_to < ${deadline}
    or (c.forked_at is not null and (c.caught_up_at is null or c.caught_up_at <= c.forked_at)))`;
}
