import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

/** Every row of every table as text, bytes in hex: what a reader of the database, or of a copy, sees. */
export async function dump(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`
      select ${name}::text || ' ' || t::text as line from ${sql.table(name)} t`.execute(db);
    lines.push(...rows.map(({ line }) => line));
  }
  return lines.join('\n');
}

/** The lines of the dump with the text in them, plain, in JSON, in hex or in base64. */
export async function linesWith(db: Db, text: string): Promise<readonly string[]> {
  const forms = [
    text,
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ];
  return (await dump(db)).split('\n').filter(line => forms.some(form => line.includes(form)));
}
