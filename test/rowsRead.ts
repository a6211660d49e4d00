import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

/**
 * How many rows of the table the work read, by scans and by indexes. The counters belong to a connection, not
 * to one transaction.
 */
export async function rowsRead(trx: Db, table: string, work: () => Promise<unknown>): Promise<number> {
  const before = await counted(trx, table);
  await work();
  return (await counted(trx, table)) - before;
}

async function counted(trx: Db, table: string): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_xact_user_tables where relname = ${table}
  `.execute(trx);
  if (!rows[0]) throw new Error(`there is no table ${table}`);
  return rows[0].read;
}
