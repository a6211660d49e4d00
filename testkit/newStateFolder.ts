import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for the state of a stack that is thrown away. */
export function newStateFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // PostgreSQL may run as another user than this process.
  chmodSync(folder, 0o755);
  return folder;
}
