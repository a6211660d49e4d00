import { finalize, mine, reorg } from './chain/chainBlocks.ts';
import { fault } from './chain/chainFault.ts';
import { drop, replace } from './chain/chainPool.ts';
import { resume } from './chain/chainResume.ts';
import type { ChainVerb } from './chain/chainTarget.ts';
import { up } from './chain/chainUp.ts';
import { UsageError } from './readArgs.ts';
import { fail } from './stack/runningStack.ts';

const verbs: Readonly<Record<string, ChainVerb>> = {
  up,
  mine,
  reorg,
  drop,
  replace,
  finalize,
  fault,
  resume,
};

const usage = `Steers the test chains.

  npm run chain -- <verb> [options]

${Object.values(verbs)
  .map(verb => `  ${verb.usage.split('\n', 1).join()}`)
  .join('\n')}

\`npm run chain -- <verb> --help\` lists a verb's options. All verbs but \`up\` act on the running stack's chains:

  --network CODE   ETHEREUM (the default), BSC or POLYGON
  --rpc URL        or the chain at this URL, such as a chain of \`up\`

To pay, use \`npm run pay\`.
`;

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage);
    return;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new UsageError(`there is no verb ${name}\n\n${usage}`);
  process.stdout.write(await verb.run(args));
}

try {
  await main();
  process.exit();
} catch (error) {
  fail('chain', error);
}
