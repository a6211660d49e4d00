import type { Reorg } from '../../testkit/chain/reorg.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { readArgs } from '../readArgs.ts';
import type { ChainVerb } from './chainTarget.ts';
import { chainTarget, targetOptions } from './chainTarget.ts';

export const mine: ChainVerb = {
  usage: `mine        mines blocks, or pauses and resumes mining

  npm run chain -- mine --count 3

  --count N        how many (1)
  --mining pause   from now on only this verb mines blocks
  --mining resume  mines on demand again
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
  usage: `reorg       replaces the last blocks by others

  npm run chain -- reorg --depth 2

  --depth N    how many blocks leave the chain
  --blocks N   how many blocks replace them (depth + 1); 0 makes the chain shorter
  --without TX a transaction that does not return; may be repeated
  --keep TX    only these transactions return; may be repeated
  --withhold   the transactions return to the pool after the new blocks
  --restore    instead of all this: restores, hash for hash, the blocks that the last reorg removed
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
    if ((depth === undefined) !== (restore === true)) throw new Error('give --depth or --restore');
    const blocks = wholeNumber('--blocks', values.blocks);
    const chain = chainTarget(values);
    const options = restore ? { restore } : { depth, blocks, drop, keep, withhold };
    const done = (await chain.call('purser_reorg', options)) as Reorg;
    return [
      `${chain.name}: ${String(done.orphaned.length)} blocks left above block ${String(done.fork)}.`,
      ...done.orphaned.map(hash => `  orphan ${hash}`),
      ...done.returned.map(txHash => `  transaction ${txHash} returned`),
      `The head is now block ${String(done.head.number)}, ${done.head.hash}.\n`,
    ].join('\n');
  },
};

export const finalize: ChainVerb = {
  usage: `finalize    sets which blocks are final: the blocks of the tags safe and finalized

  npm run chain -- finalize --lag 12

  --lag N      all but the last N blocks; 0, as at the start, is the head
  --height N   or all blocks up to this one, until the next finalize
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
    if ((lag === undefined) === (height === undefined)) throw new Error('give --lag or --height');
    const chain = chainTarget(values);
    await chain.call('purser_finalize', lag === undefined ? { height } : { lag });
    const block = await chain.call('eth_getBlockByNumber', 'finalized', false);
    const { number } = block as { readonly number: string };
    return `${chain.name} is final up to block ${String(Number(number))}.\n`;
  },
};
