import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

export interface TableSize {
  readonly rows: number;
  /** The table's own bytes, with what PostgreSQL stores beside it (TOAST, maps). */
  readonly tableBytes: number;
  readonly indexBytes: number;
}

export type Sizes = ReadonlyMap<string, TableSize>;

/** The size of every table, as the files are now: with rows that are dead, and pages that are half full. */
export async function measureTables(db: Db): Promise<Sizes> {
  const { rows } = await sql<{ name: string; rows: number; tableBytes: number; indexBytes: number }>`
    select c.relname as name, pg_table_size(c.oid) as "tableBytes", pg_indexes_size(c.oid) as "indexBytes",
      (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I', c.relname), false, true, '')))[1]::text::bigint
        as rows
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  `.execute(db);
  return new Map(rows.map(({ name, ...size }) => [name, size]));
}

/** Writes all tables and indexes anew, without dead rows and with full pages. */
export async function compact(db: Db): Promise<void> {
  await sql`vacuum (full, analyze)`.execute(db);
}

/** What the server has written to its log (WAL). */
export interface Wal {
  readonly bytes: number;
  /** Whole pages of 8 kB: the first change of a page after a checkpoint writes all of it. */
  readonly fullPages: number;
}

export async function measureWal(db: Db): Promise<Wal> {
  // Servers' processes report their statistics once a second.
  await sleep(3000);
  const { rows } = await sql<{ bytes: bigint; fullPages: number }>`
    select wal_bytes as bytes, wal_fpi as "fullPages" from pg_stat_wal`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the server has no statistics of its log');
  return { bytes: Number(row.bytes), fullPages: row.fullPages };
}
