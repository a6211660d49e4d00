import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { isInMemory, newStateFolder } from '../testkit/newStateFolder.ts';
import { startPostgres } from '../testkit/servers/postgres.ts';
import { silentProgress } from '../testkit/servers/progress.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and its migrated database that nobody connects to. */
    postgres: { readonly url: string; readonly template: string; readonly strategy: CloneStrategy };
  }
}

/**
 * How PostgreSQL clones a database. `wal_log` writes each block to the log and to its file. `file_copy` copies the files, and
 * writes all that waits to the disk before and after: that costs nothing in memory, and much on a disk.
 */
export type CloneStrategy = 'wal_log' | 'file_copy';

const template = 'purser_template';

/** One PostgreSQL for all test files, with a migrated template that each file clones. */
export async function sharePostgres(
  project: TestProject,
): Promise<{ readonly folder: string; readonly stop: () => Promise<void> }> {
  const folder = newStateFolder('purser-test-');
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir, port: 0, durable: false, progress: silentProgress });
  // Without a terminal a signal ends the process at once, and the server would continue for ever.
  const interrupted = (signal: NodeJS.Signals) => {
    void postgres
      .stop()
      .then(() => rm(folder, { recursive: true, force: true }))
      .finally(() => process.kill(process.pid, signal));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupted);
  await makeTemplate(postgres.url);
  const strategy = isInMemory(folder) ? 'file_copy' : 'wal_log';
  project.provide('postgres', { url: postgres.url, template, strategy });
  return {
    folder,
    stop: async () => {
      const left = await databasesLeft(postgres.url);
      await postgres.stop();
      if (left.length === 0) await rm(folder, { recursive: true, force: true });
      else process.stderr.write(`Databases of failed tests are left in ${dataDir}: ${left.join(', ')}\n`);
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const server = connect(url, { max: 1 });
  await sql`create database ${sql.id(template)}`.execute(server);
  await server.destroy();
  // Nobody may be connected to a template while it is cloned.
  const database = connect(databaseUrl(url, template), { max: 1 });
  await migrate(database);
  await database.destroy();
}

async function databasesLeft(url: string): Promise<readonly string[]> {
  const server = connect(url, { max: 1 });
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where datname like 'test\\_%' order by 1`.execute(server);
  await server.destroy();
  return rows.map(row => row.name);
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
