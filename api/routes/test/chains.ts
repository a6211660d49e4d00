import { z } from 'zod';
import { hashQuery, text } from '../../fields.ts';
import { invalidField } from '../../parseInput.ts';
import type { Route } from '../../route.ts';
import { writeRoute } from '../../route.ts';
import { inTestMode, requireDriver, requireNetwork } from './testRoute.ts';

const network = text(32).meta({ example: 'ETHEREUM' });
const mostBlocks = 1000;
const height = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);

const errors = ['live_mode', 'not_found', 'network_not_found'] as const;

const mine = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/blocks',
    summary: 'Mine blocks of a test chain',
    description:
      'A test chain mines by itself what waits, and a few blocks upon it; paused, it mines these alone.',
    scope: 'write',
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
    ...inTestMode,
    method: 'post',
    path: '/v1/test/reorgs',
    summary: 'Reorganise a test chain',
    description:
      'Puts `depth` + 1 other blocks in the place of the last `depth`. Their transactions come back in them, all but ' +
      'those of `without`. Deeper than what is final, it makes the chain wait for a person.',
    scope: 'write',
    errors,
    body: z.strictObject({
      network,
      depth: z.int().min(1).max(mostBlocks),
      without: z.array(hashQuery).max(mostBlocks).default([]),
      withhold: z.boolean().default(false).meta({ description: 'They come back after the new blocks.' }),
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
    const { fork, orphaned, returned, head } = await driver.reorg(chain, body);
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

const finalize = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/finalize',
    summary: 'Say which blocks of a test chain are final',
    description:
      'What the tags `safe` and `finalized` stand for: all but the last `lag` blocks, or those up to `height`.',
    scope: 'write',
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
