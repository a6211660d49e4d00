import { z } from 'zod';
import type { ScannerState } from '../../../db/scanning/readScanners.ts';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import { parseBlockHash } from '../../../domain/address.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { NamedBlock } from '../../../domain/scanning/fork.ts';
import { invalidField } from '../../http/parseInput.ts';
import type { Route } from '../../http/types.ts';
import { workflowRoute } from '../../http/workflowRoute.ts';
import {
  chainErrors,
  height,
  networkField,
  onTestChains,
  requireDriver,
  requireNetwork,
} from './testRoute.ts';

const bodySchema = z.strictObject({
  network: networkField,
  follow: z.boolean().default(false),
  height: height.optional(),
  hash: z
    .string()
    .optional()
    .meta({ pattern: '^0x[0-9a-fA-F]{64}$', example: `0x${'9b3c'.repeat(16)}` }),
});

const { method: _method, ...definition } = onTestChains;

const resume = workflowRoute(
  {
    ...definition,
    path: '/v1/test/resume',
    summary: 'Resume a test chain that waits for a person',
    description:
      'What an operator does by the signal `resume`: the chain is looked at again. A fork below what was final is ' +
      'followed, and takes back what was credited in the blocks that left, only with `follow` (the fork as `/readyz` ' +
      'tells it), or with `height` and `hash` of a block of the new chain.',
    errors: [...chainErrors, 'not_waiting'],
    body: bodySchema,
    response: z
      .object({ network: z.string(), chainId: z.int(), stoppedBy: z.string() })
      .meta({ id: 'TestResume' }),
  },
  async ({ body }, deps) => {
    requireDriver(deps);
    const { code, chainId } = requireNetwork(deps.registry, body.network);
    const stopped = (await readScanners(deps.db)).get(code)?.stopped;
    const newChain = namedBlock(body, stopped);
    if (!stopped) throw new PurserError('not_waiting', 'The chain is not stopped.');
    await deps.signals.resumeChain(code, newChain);
    return { network: code, chainId, stoppedBy: stopped.code };
  },
);

/** The block of the new chain to follow; undefined if none is named. */
function namedBlock(
  { follow, height, hash }: z.output<typeof bodySchema>,
  stopped: ScannerState['stopped'] | undefined,
): NamedBlock | undefined {
  if ((height === undefined) !== (hash === undefined)) {
    throw invalidField(
      height === undefined ? 'height' : 'hash',
      'must be given together with the other of the two',
    );
  }
  if (height === undefined || hash === undefined) return follow ? stopped?.fork?.newChain : undefined;
  if (follow) throw invalidField('follow', 'cannot be given together with height and hash');
  const blockHash = parseBlockHash(hash);
  if (!blockHash) throw invalidField('hash', 'must be a hash: 0x and 64 hexadecimal digits');
  return { height, hash: blockHash };
}

export const testResumeRoutes: readonly Route[] = [resume];
