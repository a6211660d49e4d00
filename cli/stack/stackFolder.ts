import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../testkit/servers/StartError.ts';
import { readRunning, removeRunning } from './running.ts';

export function prepareFolder(home: string): void {
  const other = readRunning(home);
  if (other) {
    throw new StartError(
      `a stack with this state folder is already running (process ${String(other.pid)}, ${other.api})`,
      'use that stack, stop it (`npm run stop`), or name another folder with PURSER_HOME',
    );
  }
  try {
    // A process that waits for `running.json` must not read the file of a killed stack.
    removeRunning(home);
    for (const folder of ['logs', 'chains']) mkdirSync(join(home, folder), { recursive: true, mode: 0o711 });
    writeFileSync(join(home, '.writable'), '');
  } catch (cause) {
    throw new StartError(
      `the state folder ${home} cannot be written`,
      'make it writable, or name another with PURSER_HOME',
      { cause },
    );
  }
}
