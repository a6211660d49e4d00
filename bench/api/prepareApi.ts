import { sql } from 'kysely';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import { createDatabases, withDatabase } from '../databases/createDatabases.ts';
import { shape } from './shape.ts';

export interface ApiDatabase {
  readonly url: string;
  readonly accountId: AccountId;
  readonly key: string;
  /** Customers from the whole table, in no order. */
  readonly customerIds: readonly string[];
}

/** A database with customers and purses, an account's key, and the tables of the sequence's floor. */
export async function prepareApi(serverUrl: string, progress: Progress): Promise<ApiDatabase> {
  const [database] = await createDatabases(serverUrl, [shape.customers], [], progress, 'bench_api');
  if (!database) throw new Error('no database was made');
  return withDatabase(database.url, async db => {
    const { id: accountId } = await db.selectFrom('accounts').select('id').executeTakeFirstOrThrow();
    const { key } = await createApiKey(db, accountId, { scopes: ['read'], label: 'bench' });
    const { rows } = await sql<{ id: string }>`
      select id from customers order by md5(id) limit ${shape.targets}
    `.execute(db);
    await sql`create table bench_counter (id integer primary key, sequence bigint not null)`.execute(db);
    await sql`insert into bench_counter values (1, 0)`.execute(db);
    await sql`create table bench_told (id text primary key, sequence bigint not null unique, data jsonb not null)`.execute(
      db,
    );
    return { url: database.url, accountId, key, customerIds: rows.map(row => row.id) };
  });
}
