import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps the files of this folder in memory. */
const memory = '/dev/shm';
/** So much must be free there and in memory, in bytes. A stack of tests takes a tenth of it. */
const roomNeeded = 4 * 2 ** 30;

/**
 * An empty folder for state that is thrown away: in memory if there is room, which saves a test run most of what its databases
 * cost. Whoever takes it removes it.
 */
export function newStateFolder(prefix: string): string {
  const folder = mkdtempSync(join(hasRoom() ? memory : tmpdir(), prefix));
  // PostgreSQL may run as another user than this process.
  chmodSync(folder, 0o755);
  return folder;
}

export function isInMemory(folder: string): boolean {
  return folder.startsWith(`${memory}/`);
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    // The folder's limit says nothing of the memory that is free, in a container least of all.
    return Math.min(bavail * bsize, process.availableMemory()) >= roomNeeded;
  } catch {
    // Only Linux has it.
    return false;
  }
}
