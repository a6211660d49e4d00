import { Context } from '@temporalio/activity';
import { readTransaction } from '../chain/readTransaction.ts';
import { listedOn } from '../chain/transfers.ts';
import type { FoundBlock } from '../db/commitBlock.ts';
import { recordAgain } from '../db/recordAgain.ts';
import { PurserError } from '../domain/errors.ts';
import type { RescanInput, RescanResult } from '../domain/messages.ts';
import type { Network } from '../domain/registry.ts';
import { currencyIn, networkOf } from '../domain/registry.ts';
import { askAnother } from './askAnother.ts';
import type { ActivityDeps } from './createActivities.ts';
import { findInBlock } from './findInBlock.ts';
import { mapErrors } from './mapErrors.ts';
import { withEndpoint } from './scan.ts';

export type RescanDeps = Pick<
  ActivityDeps,
  'db' | 'registry' | 'checksum' | 'poolOf' | 'signalsWaiting' | 'stopping'
>;

/** Blocks that are read at a time; they are recorded in their order. */
const atOnce = 8;

/** How far it got, as its heartbeats carry it: an attempt goes on where the last one ended. */
export interface RescanProgress extends RescanResult {
  readonly next: number;
}

/**
 * Reads scanned blocks again and records what was missed in them; what is known stays as it is, so it may be
 * done at any time and again. Throws `transaction_not_found` where the transaction is in no block, and
 * `rpc_inconsistent` (retried) while a block is not the one that was scanned.
 */
export function createRescanChain(deps: RescanDeps) {
  return (input: RescanInput): Promise<RescanResult> =>
    mapErrors(async () => {
      const network = networkOf(deps.registry, input.network);
      const begun = progressOf(Context.current().info.heartbeatDetails);
      const progress = begun ?? { ...(await rangeOf(deps, network, input)), next: -1, found: 0 };
      return walk(deps, network, progress);
    });
}

async function walk(deps: RescanDeps, network: Network, begun: RescanProgress): Promise<RescanResult> {
  const { heartbeat, cancellationSignal } = Context.current();
  const stop = AbortSignal.any([cancellationSignal, deps.stopping]);
  const { from, to } = begun;
  let { found } = begun;
  const mustBeProven = deps.poolOf(network).size > 1;
  const rules = { currencyOf: currencyIn(deps.registry), mustBeProven };
  for (let next = Math.max(from, begun.next); next <= to; next += atOnce) {
    stop.throwIfAborted();
    const numbers = Array.from({ length: Math.min(atOnce, to - next + 1) }, (_, at) => next + at);
    for (const block of await Promise.all(numbers.map(number => readAgain(deps, network, number)))) {
      found += await recordAgain(deps.db, block, rules);
    }
    if (found > begun.found) deps.signalsWaiting();
    heartbeat({ from, to, next: next + numbers.length, found } satisfies RescanProgress);
  }
  return { from, to, found };
}

function readAgain(deps: RescanDeps, network: Network, number: number): Promise<FoundBlock> {
  const listed = listedOn(deps.registry, network.chainId);
  return withEndpoint(deps.poolOf(network), async rpc => {
    const block = await findInBlock({ deps, network, listed }, rpc, number);
    if (!block) throw new PurserError('rpc_inconsistent', 'the node lacks a block that was scanned');
    return block;
  });
}

async function rangeOf(
  deps: RescanDeps,
  network: Network,
  input: RescanInput,
): Promise<{ readonly from: number; readonly to: number }> {
  if (!('txHash' in input)) return { from: input.from, to: input.to };
  const place = await askAnother(
    deps.poolOf(network),
    rpc => readTransaction(rpc, input.txHash, listedOn(deps.registry, network.chainId)),
    ({ kind }) => kind === 'unknown',
  );
  if (place.kind !== 'mined') {
    throw new PurserError('transaction_not_found', `The transaction is in no block of ${network.code}.`);
  }
  return { from: place.blockNumber, to: place.blockNumber };
}

/** What an earlier attempt said last; undefined for the first. */
function progressOf(details: unknown): RescanProgress | undefined {
  if (typeof details !== 'object' || details === null) return undefined;
  const { from, to, next, found }: Partial<Record<keyof RescanProgress, unknown>> = details;
  const isProgress = [from, to, next, found].every(Number.isSafeInteger);
  return isProgress
    ? { from: Number(from), to: Number(to), next: Number(next), found: Number(found) }
    : undefined;
}
