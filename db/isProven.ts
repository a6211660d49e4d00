import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';

/**
 * Whether a second node has confirmed the block of a row. `row` is the row's table or alias, with the columns `chain_id`
 * and `block_number`.
 */
export function isProven(row: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`not exists (select from blocks b where b.chain_id = ${sql.ref(`${row}.chain_id`)}
    and b.number = ${sql.ref(`${row}.block_number`)} and not b.proven)`;
}
