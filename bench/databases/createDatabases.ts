import { sql } from 'kysely';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { seedPurses } from './seedPurses.ts';

export interface BenchDatabase {
  /** How many purses are watched. */
  readonly purses: number;
  readonly url: string;
}

/** A migrated database for each number of purses, filled, analysed and read once so that it is warm. */
export async function createDatabases(
  serverUrl: string,
  sizes: readonly number[],
  paidPurses: readonly string[],
  progress: Progress,
  name = 'bench',
): Promise<readonly BenchDatabase[]> {
  const databases: BenchDatabase[] = [];
  for (const purses of sizes) {
    const url = await createDatabase(serverUrl, `${name}_${String(purses)}`);
    databases.push({ purses, url });
    await progress.during(`${purses.toLocaleString('en')} purses`, () =>
      withDatabase(url, async db => {
        await migrate(db);
        const { accountId } = await createAccount(db, { name: 'bench', livemode: false });
        await seedPurses(db, accountId, purses, paidPurses);
        await addFloorTable(db);
      }),
    );
  }
  return databases;
}

export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await withDatabase(serverUrl, db => sql`create database ${sql.id(name)}`.execute(db));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Adds a table with the same columns, indexes and checks as `transactions`, which only the floor uses. */
async function addFloorTable(db: Db): Promise<void> {
  await sql`create table bench_floor (like transactions including all)`.execute(db);
}

export async function withDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(url, { max: 1 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
