import type { Reorg } from '../../testkit/chain/reorg.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import type { ChainVerb } from './chainTarget.ts';
import { chainTarget, targetOptions } from './chainTarget.ts';

export const mine: ChainVerb = {
  usage: `mine        mines blocks, or holds the chain still

  npm run chain -- mine --count 3

  --count N        how many (1)
  --mining pause   no blocks from now on but those of this verb
  --mining resume  blocks on demand again
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- mine',
      usage: mine.usage,
      args,
      options: {
        ...targetOptions,
        count: { type: 'string' },
        mining: { type: 'string' },
        // Their earlier names.
        blocks: { type: 'string' },
        pause: { type: 'boolean' },
        resume: { type: 'boolean' },
      },
    });
    const earlier = [values.pause && 'pause', values.resume && 'resume'].find(Boolean) || undefined;
    const asked = values.mining ?? earlier;
    const mining = asked === undefined ? undefined : oneOf('--mining', ['pause', 'resume'], asked);
    const count = wholeNumber('--count', values.count ?? values.blocks) ?? (mining === undefined ? 1 : 0);
    const chain = chainTarget(values);
    if (mining) await chain.call(mining === 'pause' ? 'purser_pauseMining' : 'purser_resumeMining');
    if (count > 0) await chain.call('purser_mine', count);
    return `${chain.name} is at block ${String(Number(await chain.call('eth_blockNumber')))}.\n`;
  },
};

export const reorg: ChainVerb = {
  usage: `reorg       puts other blocks in the place of the last ones

  npm run chain -- reorg --depth 2

  --depth N    how many blocks leave
  --blocks N   how many others come (depth + 1); 0 makes the chain shorter
  --without TX a transaction that does not come back; may be repeated
  --keep TX    only these come back; may be repeated
  --withhold   the transactions come back into the pool after the new blocks
  --restore    instead of all this: brings back, hash for hash, what the last reorg took away
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- reorg',
      usage: reorg.usage,
      args,
      options: {
        ...targetOptions,
        depth: { type: 'string' },
        blocks: { type: 'string' },
        without: { type: 'string', multiple: true },
        // Its earlier name.
        drop: { type: 'string', multiple: true },
        keep: { type: 'string', multiple: true },
        withhold: { type: 'boolean' },
        restore: { type: 'boolean' },
      },
    });
    const { without: drop = values.drop, keep, withhold, restore } = values;
    const depth = wholeNumber('--depth', values.depth);
    if ((depth === undefined) !== (restore === true)) throw new Error('it takes --depth or --restore');
    const blocks = wholeNumber('--blocks', values.blocks);
    const chain = chainTarget(values);
    const options = restore ? { restore } : { depth, blocks, drop, keep, withhold };
    const done = (await chain.call('purser_reorg', options)) as Reorg;
    return [
      `${chain.name}: ${String(done.orphaned.length)} blocks left above block ${String(done.fork)}.`,
      ...done.orphaned.map(hash => `  orphan ${hash}`),
      ...done.returned.map(txHash => `  transaction ${txHash} came back`),
      `The head is now block ${String(done.head.number)}, ${done.head.hash}.\n`,
    ].join('\n');
  },
};

export const finalize: ChainVerb = {
  usage: `finalize    says which blocks are final: what the tags safe and finalized stand for

  npm run chain -- finalize --lag 12

  --lag N      all but the last so many; 0, as at first, is the head
  --height N   or those up to this one, until it is said otherwise
`,
  async run(args) {
    const { values } = readArgs({
      run: 'npm run chain -- finalize',
      usage: finalize.usage,
      args,
      options: { ...targetOptions, lag: { type: 'string' }, height: { type: 'string' } },
    });
    const lag = wholeNumber('--lag', values.lag);
    const height = wholeNumber('--height', values.height);
    if ((lag === undefined) === (height === undefined)) throw new Error('it takes --lag or --height');
    const chain = chainTarget(values);
    await chain.call('purser_finalize', lag === undefined ? { height } : { lag });
    const block = await chain.call('eth_getBlockByNumber', 'finalized', false);
    const { number } = block as { readonly number: string };
    return `${chain.name} is final up to block ${String(Number(number))}.\n`;
  },
};
