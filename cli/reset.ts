import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearPostgres } from '../testkit/servers/postgres.ts';
import { clearTemporal } from '../testkit/servers/temporal.ts';
import { readRunning, stateFolder } from './running.ts';
import { fail } from './runningStack.ts';

/** What a reset leaves: it takes time to make, and holds no state. */
const kept = new Set(['tools', 'contracts', 'logs', 'install.log', 'install.lock']);

/** `npm run reset`: clears the test chains, the database and the workflows together. */
async function main(): Promise<void> {
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running) throw new Error(`the stack in ${home} runs (process ${String(running.pid)}): end it first`);
  // Servers that a killed start left behind would go on writing.
  await clearTemporal(join(home, 'temporal.db'));
  await clearPostgres(join(home, 'postgres'));
  const state = existsSync(home) ? readdirSync(home).filter(name => !kept.has(name)) : [];
  for (const name of state) rmSync(join(home, name), { recursive: true, force: true });
  process.stdout.write(`${state.length === 0 ? 'Nothing to reset' : 'Reset'}: ${home}\n`);
}

try {
  await main();
} catch (error) {
  fail('reset', error);
}
