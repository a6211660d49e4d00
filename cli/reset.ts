import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRunning, stateFolder } from './running.ts';

/** What a stack keeps and a reset clears. Tools that were built, and logs, stay. */
const kept = ['postgres', 'temporal.db', 'chains', 'api-key', 'seed', 'running.json', 'sanctions.txt'];

const home = stateFolder(process.env);
const running = readRunning(home);
if (running) {
  process.stderr.write(
    `purser reset: the stack in ${home} runs (process ${String(running.pid)}): end it first.\n`,
  );
  process.exit(1);
}
const cleared = kept.filter(name => existsSync(join(home, name)));
for (const name of cleared) rmSync(join(home, name), { recursive: true, force: true });
process.stdout.write(
  cleared.length === 0 ? `Nothing to reset in ${home}.\n` : `Cleared ${cleared.join(', ')} in ${home}.\n`,
);
