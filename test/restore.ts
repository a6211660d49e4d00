import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

/** All rows of a database as they once were. */
export interface Backup {
  readonly tables: readonly { readonly name: string; readonly rows: string }[];
  readonly sequences: readonly { readonly name: string; readonly last: string; readonly called: boolean }[];
}

/** Saves every row at one moment, as a backup does. */
export async function backUp(db: Db): Promise<Backup> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async trx => {
      const tables = [];
      for (const name of await namesOf(trx)) {
        const { rows } = await sql<{ all: string }>`
          select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as all from ${sql.table(name)} t`.execute(trx);
        tables.push({ name, rows: rows[0]?.all ?? '[]' });
      }
      const sequences = [];
      const { rows: names } = await sql<{ name: string }>`
        select sequencename as name from pg_sequences where schemaname = 'public'`.execute(trx);
      for (const { name } of names) {
        const { rows } = await sql<{ last: string; called: boolean }>`
          select last_value::text as last, is_called as called from ${sql.table(name)}`.execute(trx);
        for (const row of rows) sequences.push({ name, ...row });
      }
      return { tables, sequences };
    });
}

/** Makes the database what it was when it was saved. Whoever writes to it must be stopped. */
export async function restore(db: Db, { tables, sequences }: Backup): Promise<void> {
  await db.transaction().execute(async trx => {
    // Neither foreign keys nor triggers: the rows were consistent.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`truncate ${sql.join((await namesOf(trx)).map(name => sql.table(name)))}`.execute(trx);
    for (const { name, rows } of tables) {
      const columns = sql.join((await columnsOf(trx, name)).map(column => sql.ref(column)));
      await sql`insert into ${sql.table(name)} (${columns}) overriding system value
        select ${columns} from jsonb_populate_recordset(null::${sql.table(name)}, ${rows}::jsonb)`.execute(
        trx,
      );
    }
    for (const { name, last, called } of sequences) {
      await sql`select setval(${name}::regclass, ${last}::bigint, ${called})`.execute(trx);
    }
  });
}

async function namesOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** But for those that PostgreSQL computes. */
async function columnsOf(db: Db, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}
