import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { clearPostgres } from '../testkit/servers/postgres.ts';
import { clearTemporal } from '../testkit/servers/temporal.ts';
import { readArgs, UsageError } from './readArgs.ts';
import { readRunning, stateFolder } from './stack/running.ts';
import { fail } from './stack/runningStack.ts';

const usage = `Deletes the state of the local stack: the test chains, the database and the workflows together. The tools, which
take time to make, stay; so do the logs.

  npm run reset

  --yes  does not ask

The state folder is .purser of this clone, or PURSER_HOME.
`;

/** What a reset leaves: it takes time to make and contains no state. */
const preserved = new Set(['tools', 'logs', 'install.log', 'install.lock']);

/** `npm run reset`: clears the test chains, the database and the workflows together. */
async function main(): Promise<void> {
  const options = { yes: { type: 'boolean', short: 'y', default: false } } as const;
  const { values } = readArgs({ run: 'npm run reset', usage, options });
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running)
    throw new Error(`the stack in ${home} is running (process ${String(running.pid)}): stop it first`);
  const state = existsSync(home) ? readdirSync(home).filter(name => !preserved.has(name)) : [];
  if (state.length === 0) {
    process.stdout.write(`Nothing to reset: ${home}\n`);
    return;
  }
  process.stdout.write(`This permanently deletes from ${home}:\n${state.map(describe).join('\n')}\n`);
  if (!values.yes && !(await confirmed())) {
    process.stdout.write('Nothing was deleted.\n');
    process.exitCode = 1;
    return;
  }
  // Servers that a killed start left behind would continue to write.
  await clearTemporal(join(home, 'temporal.db'));
  await clearPostgres(join(home, 'postgres'));
  for (const name of state) rmSync(join(home, name), { recursive: true, force: true });
  process.stdout.write(`Reset: ${home}\n`);
}

/** What the files and folders of a state folder contain. */
const contents: Readonly<Record<string, string>> = {
  postgres: 'the database: every account, customer, deposit and entry',
  chains: 'the test chains',
  'chains-alone': 'the test chains of `npm run chain -- up`',
  'temporal.db': 'the workflows',
  seed: 'the seed of the deposit addresses',
  'api-key': 'the API key',
};

function describe(name: string): string {
  const what = contents[name];
  return `  ${name}${what === undefined ? '' : ` (${what})`}`;
}

/** Asks a person. Throws `UsageError` if there is no terminal. */
async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError('there is no terminal to confirm: run it with --yes to delete them');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Delete them? (yes/no) ')).trim());
  } finally {
    terminal.close();
  }
}

try {
  await main();
} catch (error) {
  fail('reset', error);
}
