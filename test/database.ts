import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, inject } from 'vitest';
import type { Db } from '../db/connect.ts';
import { connect } from '../db/connect.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly url: string;
  /** Drops the database, unless a test of the file failed: then it stays for inspection. */
  readonly drop: () => Promise<void>;
}

// Vitest loads this module once per test file, so it knows only that file's failures.
let failed = false;
afterEach(({ task }) => {
  if (task.result?.state === 'fail') failed = true;
});

/**
 * A database for one test file, cloned from the migrated template in 0.03 s (0.1 s on a disk); `empty`: without a schema.
 */
export async function createTestDatabase(
  options: { readonly max?: number; readonly empty?: true } = {},
): Promise<TestDatabase> {
  const { url: serverUrl, template: migrated, strategy } = inject('postgres');
  const template = options.empty ? 'template0' : migrated;
  const file = basename(expect.getState().testPath ?? 'file').replace(/\W.*$/, '');
  const name = `test_${file.toLowerCase()}_${randomBytes(4).toString('hex')}`;
  const server = connect(serverUrl, { max: 1 });
  await sql`create database ${sql.id(name)} template ${sql.id(template)} strategy ${sql.raw(strategy)}`.execute(
    server,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const db = connect(url.href, { max: options.max ?? 20 });
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.destroy();
      // The global setup prints the databases that are left.
      if (!failed) await sql`drop database ${sql.id(name)} with (force)`.execute(server);
      await server.destroy();
    },
  };
}
