import { createClient } from '../../client/index.ts';
import { wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import { runningStack } from '../stack/runningStack.ts';
import type { ChainVerb } from './chainTarget.ts';

export const resume: ChainVerb = {
  usage: `resume      resumes a chain of the running stack that waits for a person

  npm run chain -- resume --network ETHEREUM --follow

  --network CODE  ETHEREUM (the default), BSC or POLYGON
  --follow        follows a fork below the final block, as /readyz shows it, and takes back what was credited in the
                  blocks that left
  --height N      or follows it only if the new chain has at this height
  --hash HASH     the block with this hash

Without these options the chain is only checked again.
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- resume',
      usage: resume.usage,
      args,
      options: {
        network: { type: 'string', default: 'ETHEREUM' },
        follow: { type: 'boolean', default: false },
        height: { type: 'string' },
        hash: { type: 'string' },
      },
    });
    const { network, follow, hash } = values;
    const height = wholeNumber('--height', values.height);
    const running = runningStack('chain');
    const api = createClient({ baseUrl: running.api, apiKey: running.key });
    const block = { ...(height === undefined ? {} : { height }), ...(hash === undefined ? {} : { hash }) };
    const { stoppedBy } = await api.post('/v1/test/resume', { body: { network, follow, ...block } });
    return `${network} was stopped by ${stoppedBy} and is resumed.\n`;
  },
};
