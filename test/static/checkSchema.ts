import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';
import type { Finding } from './compareFile.ts';
import { compareFile } from './compareFile.ts';
import { dumpSchema } from './dumpSchema.ts';

/** Runs the migrations on a separate database and compares the result with `db/schema.sql`. */
export async function checkSchema(root: string, write: boolean): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-schema-'));
  try {
    const postgres = await startPostgres({
      dataDir: join(folder, 'postgres'),
      port: 0,
      durable: false,
      progress: silentProgress,
    });
    try {
      return await compareFile(join(root, 'db/schema.sql'), await migratedSchema(postgres.url), write);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function migratedSchema(url: string): Promise<string> {
  const db = connect(url, { max: 2, applicationName: 'purser-check' });
  try {
    await migrate(db);
    return await dumpSchema(db);
  } finally {
    await db.destroy();
  }
}
