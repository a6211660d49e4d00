import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { errorCode } from '../../testkit/servers/StartError.ts';
import type { World } from '../world/startWorld.ts';
import { dataDirOf, killPostgres, startPostgresAgain } from './servers.ts';

/** Whether a disk of its own can be mounted here: only the superuser of Linux may. */
export const canMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Moves the database to a disk in memory that holds its files and little more, and fills that up. Returns how space is
 * made again, as an operator does, who also starts the server if it gave up.
 */
export async function fillDisk(world: World): Promise<() => Promise<void>> {
  const folder = dataDirOf(world);
  await moveToSmallDisk(world, folder);
  const filler = join(folder, 'filler');
  writeUntilFull(filler);
  await useUpSegments(world);
  return async () => {
    rmSync(filler);
    await untilAnswers(world, folder);
  };
}

/** The server may give up only now, in the middle of a recovery that had no room: then it is started again. */
async function untilAnswers(world: World, folder: string): Promise<void> {
  for (;;) {
    if (!existsSync(`${folder}.pid`)) return startPostgresAgain(world);
    try {
      await sql`select pg_switch_wal()`.execute(world.db);
      return;
    } catch {
      await sleep(100);
    }
  }
}

async function moveToSmallDisk(world: World, folder: string): Promise<void> {
  const again = await killPostgres(world);
  await untilGone(`${folder}.pid`);
  const away = `${folder}.away`;
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { encoding: 'utf8' });
  const usedMb = Number(run('du', '--summarize', '--block-size=M', folder).split('M')[0]);
  run('mv', folder, away);
  mkdirSync(folder);
  run('mount', '-t', 'tmpfs', '-o', `size=${String(usedMb + 64)}m`, 'purser-small-disk', folder);
  world.alsoStops(async () => {
    run('umount', '--lazy', folder);
  });
  run('cp', '--archive', `${away}/.`, folder);
  await again();
}

/** PostgreSQL writes its log into segments that it has already: these are used up, until it needs a new one. */
async function useUpSegments({ db }: World): Promise<void> {
  const most = 100;
  for (let nth = 0; nth < most; nth++) {
    try {
      await sql`select pg_current_xact_id(), pg_switch_wal()`.execute(db);
    } catch {
      return;
    }
  }
  throw new Error(`PostgreSQL has room for ${String(most)} segments of its log on a full disk`);
}

/** The file is there as long as the server is. */
async function untilGone(pidFile: string): Promise<void> {
  while (existsSync(pidFile)) await sleep(20);
}

function writeUntilFull(file: string): void {
  const descriptor = openSync(file, 'w');
  const some = Buffer.alloc(4096);
  try {
    for (;;) writeSync(descriptor, some);
  } catch (error) {
    if (errorCode(error) !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}
