import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';

/**
 * True where the scanner under the alias `c` has not read all that its chain had at `deadline`, or has lost of that by a
 * fork and not stood at the head since: money that was sent in time may still be found.
 */
export function isBehind(deadline: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`(c.caught_up_at is null or c.caught_up_at < ${deadline} or c.caught_up_at <= c.forked_at)`;
}
