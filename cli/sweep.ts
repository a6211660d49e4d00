import { moreOf, readArgs, UsageError } from './readArgs.ts';
import { fail } from './stack/runningStack.ts';
import { deploy } from './sweep/deploy.ts';
import { importFile } from './sweep/importFile.ts';
import { lanes } from './sweep/lanes.ts';
import { pause, resume } from './sweep/pause.ts';
import { reconcile } from './sweep/reconcile.ts';
import { status } from './sweep/status.ts';

const usage = `Prepares what sweeps an account's purses: docs/sweeping.md has the whole way.

  npm run sweep -- deploy --help    deploys the contracts on a network, or checks those that are there
  npm run sweep -- import --help    imports a file of authorizations
  npm run sweep -- status --help    shows contracts, operator and authorizations

  npm run sweep -- lanes --help      shows what the operator's key has under way
  npm run sweep -- reconcile --help  says what an unknown transaction of it was
  npm run sweep -- pause --help      stops sending on a network
  npm run sweep -- resume --help     goes on

All commands need PURSER_SIGNER_SETTINGS, and DATABASE_URL as purser_signer; without both they are for the local stack.
`;
const run = 'npm run sweep';

const verbs = new Map([
  ['deploy', deploy],
  ['import', importFile],
  ['lanes', lanes],
  ['pause', pause],
  ['reconcile', reconcile],
  ['resume', resume],
  ['status', status],
]);

async function main(): Promise<string> {
  const [name = '', ...args] = process.argv.slice(2);
  const verb = verbs.get(name);
  if (verb) return verb(args);
  const { positionals } = readArgs({ run, usage, words: true, options: {} });
  if (positionals.length === 0) return usage;
  throw new UsageError(`there is no command ${name}\n${moreOf(run)}`);
}

try {
  process.stdout.write(`${(await main()).trimEnd()}\n`);
} catch (error) {
  fail('sweep', error);
}
