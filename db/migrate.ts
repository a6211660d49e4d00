import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { RolePasswords } from './grantRoles.ts';
import { grantRoles } from './grantRoles.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the schema and the rights of the API's and the worker's roles up to date. A role with a password
 * here may log in. Kysely takes an advisory lock, so that several processes may call this at once and each
 * migration runs once. Returns the names of the migrations that ran.
 */
export async function migrate<T>(db: Kysely<T>, passwords?: RolePasswords): Promise<readonly string[]> {
  await requireVersion(db);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
  await grantRoles(db, passwords);
  return (results ?? []).map(result => result.migrationName);
}

/**
 * The first version with the privilege `maintain`: without it a worker could take no snapshot of the
 * balances.
 */
const oldestVersion = 17;

async function requireVersion<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::int / 10000 as version`.execute(db);
  const version = rows[0]?.version ?? 0;
  if (version < oldestVersion) {
    throw new Error(`PostgreSQL ${String(version)} is too old: ${String(oldestVersion)} or newer is needed`);
  }
}
