import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from './progress.ts';

type Lock = {
  readonly file: string;
  /** What the holder does. Waiting processes show it. */
  readonly what: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Does the work while no other process holds the same lock file. The lock is SQLite's lock on the file. The
 * operating system releases it when its holder ends, so a killed builder leaves nothing to clean up and no
 * pid must be trusted.
 */
export async function holdLock<T>(
  { file, what, progress, signal }: Lock,
  work: () => Promise<T>,
): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    if (!tryLock(lock)) {
      await progress.during(`another process that ${what}`, async () => {
        while (!tryLock(lock)) await sleep(500, undefined, signal ? { signal } : {});
      });
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryLock(lock: DatabaseSync): boolean {
  const SQLITE_BUSY = 5;
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
