import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Reads with statements of at most `ms` each: Postgres cancels a longer one, and the read throws. */
export async function readWithTimeout<T>(db: Db, ms: number, read: (db: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async trx => {
      await sql`select set_config('statement_timeout', ${String(ms)}, true)`.execute(trx);
      return read(trx);
    });
}
