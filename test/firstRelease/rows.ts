import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../db/connect.ts';

// A release's database as text: one line per row, as PostgreSQL writes it. Its columns are in the order of
// the migrations up to the release's last.

const line = z.union([
  z.strictObject({ table: z.string(), row: z.string() }),
  z.strictObject({ sequence: z.string(), next: z.string() }),
]);

/** All rows and sequences, as one transaction sees them; without the migrations' own notes. */
export async function dumpRows(trx: Db): Promise<string> {
  const lines: z.infer<typeof line>[] = [];
  for (const { name } of (await tables(trx)).rows) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} t order by 1`.execute(trx);
    lines.push(...rows.map(({ row }) => ({ table: name, row })));
  }
  const { rows: sequences } = await sql<{ sequence: string; next: string }>`
    select sequencename as sequence, (last_value + increment_by)::text as next
    from pg_sequences where schemaname = 'public' and last_value is not null order by 1`.execute(trx);
  lines.push(...sequences);
  return lines.map(each => `${JSON.stringify(each)}\n`).join('');
}

/** Replaces all rows by these, bypassing the guards of the database: they were valid when they were made. */
export async function loadRows(db: Db, text: string): Promise<void> {
  const lines = text
    .split('\n')
    .filter(each => each !== '')
    .map(each => line.parse(JSON.parse(each)));
  await db.transaction().execute(async trx => {
    await sql`set local session_replication_role = replica`.execute(trx);
    // A migration may have added a row of its own.
    const names = (await tables(trx)).rows.map(({ name }) => sql.table(name));
    await sql`truncate ${sql.join(names)}`.execute(trx);
    for (const each of lines) {
      if ('sequence' in each) {
        await sql`select setval(${each.sequence}::regclass, ${each.next}::bigint, false)`.execute(trx);
      } else {
        const table = sql.table(each.table);
        await sql`insert into ${table} overriding system value
          select (${each.row}::text::${table}).*`.execute(trx);
      }
    }
  });
}

function tables(trx: Db) {
  return sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(trx);
}
