import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** The database's time: deadlines are made and compared by it. */
export async function readClock(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the database did not return its time');
  return row.now;
}
