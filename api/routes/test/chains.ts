import { z } from 'zod';
import type { WantedReorg, WantedRestore } from '../../../domain/testMode.ts';
import { hashQuery } from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import {
  chainErrors as errors,
  height,
  networkField as network,
  onTestChains,
  requireDriver,
  requireNetwork,
} from './testRoute.ts';

const mostBlocks = 1000;

const mine = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/mine',
    earlierPath: '/v1/test/blocks',
    summary: 'Mine blocks of a test chain',
    description:
      'A test chain mines by itself what waits, and a few blocks upon it; paused, it mines these alone.',
    errors,
    body: z.strictObject({
      network,
      count: z.int().min(0).max(mostBlocks).optional().meta({ description: '1, or 0 with `mining`.' }),
      mining: z.enum(['pause', 'resume']).optional(),
    }),
    response: z.object({ network: z.string(), chainId: z.int(), height }).meta({ id: 'TestBlocks' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const chain = requireNetwork(deps.registry, body.network);
    const count = body.count ?? (body.mining === undefined ? 1 : 0);
    const reached = await driver.mine(chain, count, body.mining);
    return { body: { network: chain.code, chainId: chain.chainId, height: reached } };
  },
);

const reorg = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/reorg',
    earlierPath: '/v1/test/reorgs',
    summary: 'Reorganise a test chain',
    description:
      'Puts other blocks in the place of the last `depth`, one more unless `blocks` says it. Their transactions come back ' +
      'in them, all but those of `without`. Deeper than what is final, it makes the chain wait for a person: ' +
      '`/v1/test/resume`. `restore`, instead of all this, brings back what the last reorg took away.',
    errors,
    body: z.strictObject({
      network,
      depth: z.int().min(1).max(mostBlocks).optional(),
      blocks: z.int().min(0).max(mostBlocks).optional(),
      without: z.array(hashQuery).max(mostBlocks).default([]),
      keep: z.array(hashQuery).max(mostBlocks).optional(),
      withhold: z.boolean().default(false).meta({ description: 'They come back after the new blocks.' }),
      restore: z.boolean().default(false),
    }),
    response: z
      .object({
        network: z.string(),
        chainId: z.int(),
        fork: height.meta({ description: 'The last block that stayed.' }),
        orphaned: z.array(z.string()).meta({ description: 'The blocks that left, lowest first.' }),
        returned: z.array(z.string()).meta({ description: 'Their transactions that came back.' }),
        head: z.object({ number: height, hash: z.string() }),
      })
      .meta({ id: 'TestReorg' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const chain = requireNetwork(deps.registry, body.network);
    const { fork, orphaned, returned, head } = await driver.reorg(chain, wantedOf(body));
    return {
      body: {
        network: chain.code,
        chainId: chain.chainId,
        fork,
        orphaned: [...orphaned],
        returned: [...returned],
        head,
      },
    };
  },
);

/** The wanted reorg, or the wanted restoring of the last one. */
function wantedOf({
  depth,
  restore,
  ...rest
}: Omit<WantedReorg, 'depth'> & {
  readonly depth?: number | undefined;
  readonly restore: boolean;
}): WantedReorg | WantedRestore {
  if (restore && depth !== undefined) throw invalidField('depth', 'or restore must be given, and not both');
  if (restore) return { restore };
  if (depth === undefined) throw invalidField('depth', 'or restore must be given');
  return { depth, ...rest };
}

const finalize = writeRoute(
  {
    ...onTestChains,
    path: '/v1/test/finalize',
    summary: 'Say which blocks of a test chain are final',
    description:
      'What the tags `safe` and `finalized` stand for: all but the last `lag` blocks, or those up to `height`.',
    errors,
    body: z.strictObject({ network, lag: height.optional(), height: height.optional() }),
    response: z.object({ network: z.string(), chainId: z.int(), height }).meta({ id: 'TestFinality' }),
  },
  async ({ body }, _trx, deps) => {
    const driver = requireDriver(deps);
    const chain = requireNetwork(deps.registry, body.network);
    const reached = await driver.finalize(chain, finalityOf(body));
    return { body: { network: chain.code, chainId: chain.chainId, height: reached } };
  },
);

function finalityOf({
  lag,
  height,
}: {
  readonly lag?: number | undefined;
  readonly height?: number | undefined;
}): { readonly lag: number } | { readonly height: number } {
  if (lag !== undefined && height === undefined) return { lag };
  if (height !== undefined && lag === undefined) return { height };
  throw invalidField('lag', 'or height must be given, and not both');
}

export const testChainRoutes: readonly Route[] = [mine, reorg, finalize];
