import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';
import { startTemporal } from '../../testkit/servers/temporal.ts';
import type { World } from '../world/startWorld.ts';

/** The folder of the database's files. */
export const dataDirOf = ({ home }: World): string => join(home, 'postgres');

/** Ends a server at once, like a crash. Its processes that are left end by themselves. */
function killServer(file: string): void {
  const { pid } = JSON.parse(readFileSync(`${file}.pid`, 'utf8')) as { readonly pid: number };
  process.kill(pid, 'SIGKILL');
}

/** Starts PostgreSQL again where it was; the world ends it. */
export async function startPostgresAgain(world: World): Promise<void> {
  const server = await startPostgres({
    dataDir: dataDirOf(world),
    port: Number(new URL(world.stack.databaseUrl).port),
    progress: silentProgress,
  });
  world.alsoStops(() => server.stop());
}

export async function killPostgres(world: World): Promise<() => Promise<void>> {
  killServer(dataDirOf(world));
  return () => startPostgresAgain(world);
}

export async function killTemporal(world: World): Promise<() => Promise<void>> {
  const dbFile = join(world.home, 'temporal.db');
  killServer(dbFile);
  return async () => {
    const server = await startTemporal({
      binary: world.stack.running.temporalProgram,
      dbFile,
      port: Number(world.stack.running.temporal.split(':').at(-1)),
      uiPort: 0,
      searchAttributes,
      progress: silentProgress,
    });
    world.alsoStops(() => server.stop());
  };
}
