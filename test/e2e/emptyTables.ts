import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

/**
 * Empties tables, including the books: the database allows that only to a superuser who disables its rules.
 */
export async function emptyTables(db: Db, tables: readonly string[]): Promise<void> {
  await db.transaction().execute(async trx => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`truncate ${sql.join(tables.map(table => sql.table(table)))} cascade`.execute(trx);
  });
}
