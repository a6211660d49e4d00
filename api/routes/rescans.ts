import { z } from 'zod';
import { readScanners } from '../../db/scanning/readScanners.ts';
import { parseTxHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network, Registry } from '../../domain/registry.ts';
import type { RescanInput } from '../../domain/scanning/messages.ts';
import type { RescanState } from '../deps.ts';
import { hashQuery } from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { workflowRoute } from '../http/workflowRoute.ts';

const mostBlocks = 10_000;

const rescanSchema = z
  .object({
    id: z.string().meta({ example: 'ETHEREUM:100-200' }),
    network: z.string(),
    chainId: z.int(),
    transactionHash: z.string().nullable(),
    fromBlock: z.int().nullable().meta({ description: 'Null until the block of a transaction is known.' }),
    toBlock: z.int().nullable(),
    status: z.enum(['running', 'completed', 'failed']),
    blocks: z.int().nullable().meta({ description: 'How many were read; null while it runs.' }),
    found: z.int().nullable().meta({
      description: 'How many transfers to purses were recorded that had not been; null while it runs.',
    }),
    code: z.string().nullable().meta({ description: 'Why it failed, as an error code; null elsewhere.' }),
    reason: z.string().nullable().meta({
      description:
        'Why it failed, or its last attempt did while it runs, in words for a person; null where none did.',
    }),
  })
  .meta({ id: 'Rescan' });

const bodySchema = z
  .strictObject({
    chainId: z.int().positive().max(Number.MAX_SAFE_INTEGER).meta({ example: 56 }),
    fromBlock: z.int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
    toBlock: z.int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
    transactionHash: hashQuery.optional(),
  })
  .meta({ example: { chainId: 56, fromBlock: 46_000_000, toBlock: 46_000_100 } });

const create = workflowRoute(
  {
    path: '/v1/rescans',
    summary: 'Read blocks again',
    description:
      'Reads blocks that were scanned, or the block of one transaction, and records what was missed in them; what ' +
      `is known stays as it is. Answers when it is done, or after 8 s. At most ${mostBlocks.toLocaleString('en')} blocks, and ` +
      'one rescan of an account at a time.',
    tag: 'Rescans',
    scope: 'admin',
    errors: ['network_not_found', 'transaction_not_found', 'history_unavailable', 'too_many_rescans'],
    body: bodySchema,
    response: rescanSchema,
  },
  async ({ caller, body }, { db, registry, rescans }) => {
    const network = registry.networks.find(({ chainId }) => chainId === body.chainId);
    if (!network) throw new PurserError('network_not_found');
    const input = inputOf(network, body);
    if ('to' in input) {
      const height = (await readScanners(db)).get(network.code)?.height ?? -1;
      if (input.to > height)
        throw invalidField('toBlock', `must not be above the last scanned block, ${String(height)}`);
    }
    const state = await rescans.run(input, caller.accountId);
    if (state.status === 'failed') {
      if (state.code === 'history_unavailable') throw new PurserError(state.code, state.reason);
      throw new PurserError(
        state.code === 'transaction_not_found' ? 'transaction_not_found' : 'temporarily_unavailable',
      );
    }
    return present(network, input, state);
  },
);

const get = readRoute(
  {
    path: '/v1/rescans/{id}',
    summary: 'Get a rescan',
    description: 'The latest of these blocks. It is forgotten some days after it has ended.',
    tag: 'Rescans',
    scope: 'admin',
    errors: ['rescan_not_found'],
    query: z.strictObject({}),
    response: rescanSchema,
  },
  async ({ parameter }, { registry, rescans }) => {
    const { network, input } = parseRescanId(registry, parameter);
    const state = await rescans.find(input);
    if (!state) throw new PurserError('rescan_not_found');
    return present(network, input, state);
  },
);

/**
 * Throws `invalid_request` unless the body names either a transaction, or blocks in order and not too many.
 */
function inputOf(
  { code }: Network,
  { fromBlock, toBlock, transactionHash }: z.output<typeof bodySchema>,
): RescanInput {
  if (transactionHash !== undefined) {
    if (fromBlock !== undefined || toBlock !== undefined) {
      throw invalidField('transactionHash', 'cannot be given together with blocks');
    }
    return { network: code, txHash: transactionHash };
  }
  if (fromBlock === undefined)
    throw invalidField('fromBlock', 'is required with toBlock, unless transactionHash is given');
  if (toBlock === undefined) throw invalidField('toBlock', 'is required with fromBlock');
  if (toBlock < fromBlock) throw invalidField('toBlock', 'must not be below fromBlock');
  if (toBlock - fromBlock >= mostBlocks) {
    throw invalidField('toBlock', `must be less than ${String(mostBlocks)} blocks above fromBlock`);
  }
  return { network: code, from: fromBlock, to: toBlock };
}

/** The network and what is read of it, so the same blocks have the same id. */
function idOf(input: RescanInput): string {
  const what = 'txHash' in input ? input.txHash : `${String(input.from)}-${String(input.to)}`;
  return `${input.network}:${what}`;
}

/** Throws `rescan_not_found`. */
function parseRescanId(registry: Registry, id: string): { network: Network; input: RescanInput } {
  const [code, what = '', ...rest] = id.split(':');
  const network = registry.networks.find(candidate => candidate.code === code);
  const txHash = parseTxHash(what);
  const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(what) ?? [];
  if (!network || rest.length > 0) throw new PurserError('rescan_not_found');
  if (txHash) return { network, input: { network: network.code, txHash } };
  if (from === undefined || to === undefined) throw new PurserError('rescan_not_found');
  return { network, input: { network: network.code, from: Number(from), to: Number(to) } };
}

function present(network: Network, input: RescanInput, state: RescanState): z.output<typeof rescanSchema> {
  const isBlocks = 'from' in input;
  const done = state.status === 'completed' ? state : undefined;
  return {
    id: idOf(input),
    network: network.code,
    chainId: network.chainId,
    transactionHash: isBlocks ? null : input.txHash,
    fromBlock: done?.from ?? (isBlocks ? input.from : null),
    toBlock: done?.to ?? (isBlocks ? input.to : null),
    status: state.status,
    blocks: done ? done.to - done.from + 1 : null,
    found: done?.found ?? null,
    code: state.status === 'failed' ? state.code : null,
    reason: state.status === 'completed' ? null : (state.reason ?? null),
  };
}

export const rescanRoutes: readonly Route[] = [create, get];
