import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cleanup } from '../processes/cleanup.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import type { Progress } from '../../testkit/servers/progress.ts';

/**
 * Starts a PostgreSQL for this run, with the settings of `npm start`: each commit reaches the disk. Its files
 * are beside the code: the folder for temporary files may be in memory, where commits cost nothing.
 */
export async function startBenchPostgres(cleanup: Cleanup, progress: Progress): Promise<string> {
  const state = join(import.meta.dirname, '../../.purser');
  await mkdir(state, { recursive: true });
  const folder = await mkdtemp(join(state, 'bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  // Postgres may run as another user than this process.
  await chmod(folder, 0o755);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: 0, progress });
  cleanup.add(postgres.stop);
  return postgres.url;
}
