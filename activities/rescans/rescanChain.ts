import { ApplicationFailure, Context } from '@temporalio/activity';
import { readTransaction } from '../../chain/readTransaction.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import { listedOn } from '../../chain/transfers.ts';
import { releaseRescan, renewRescan } from '../../db/rescans/claimRescan.ts';
import { recordAgain } from '../../db/rescans/recordAgain.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import { currencyIn, networkOf } from '../../domain/registry.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import type { RescanInput, RescanResult } from '../../domain/scanning/messages.ts';
import { rescanWorkflowId } from '../../domain/scanning/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';
import { askAnother } from '../nodes/askAnother.ts';
import { findInBlock } from '../scanning/findInBlock.ts';
import { withEndpoint } from '../scanning/scan.ts';

export type RescanDeps = Pick<
  ActivityDeps,
  'db' | 'registry' | 'checksum' | 'poolOf' | 'signalsWaiting' | 'stopping'
>;

/** How many blocks are read at a time; they are recorded in their order. */
const atOnce = 8;

/** How often a rescan sends a heartbeat while it reads blocks, in ms: a busy endpoint serves it slowly. */
const signOfLifeMs = 15_000;

/**
 * After this many attempts that failed at the same blocks the rescan is given up: about a minute of rests
 * between them.
 */
const mostTries = 8;

/** How far a rescan got, as its heartbeats carry it: an attempt goes on where the last one ended. */
export interface RescanProgress extends RescanResult {
  readonly next: number;
  /** The last attempt that read blocks: the attempts after it are counted. */
  readonly gotOnAt: number;
}

/**
 * Reads scanned blocks again and records what was missed in them. What is known stays as it is, so a rescan
 * may run at any time and again. Throws `transaction_not_found` if the transaction is in no block,
 * `history_unavailable` if no node keeps the block, its receipts or the state that its trace needs, and
 * `rpc_inconsistent` (retried) while a block is not the one that was scanned. A failure is retried a few
 * times. Then it ends the rescan with its reason, as others wait for its place.
 */
export function createRescanChain(deps: RescanDeps) {
  return (input: RescanInput): Promise<RescanResult> =>
    mapErrors(async () => {
      const network = networkOf(deps.registry, input.network);
      const begun = progressOf(Context.current().info.heartbeatDetails);
      return inItsPlace(deps, input, begun?.gotOnAt ?? 0, async place => {
        const progress = begun ?? {
          ...(await rangeOf(deps, network, input)),
          next: -1,
          found: 0,
          gotOnAt: 0,
        };
        return walk(deps, network, progress, place);
      });
    });
}

/**
 * Has one of the network's places while it reads, even if the API's claim has lapsed, and frees it at the
 * end. The next attempt after a failure finds its place still taken for it. If no attempt comes, the place
 * lapses.
 */
async function inItsPlace<T>(
  deps: RescanDeps,
  input: RescanInput,
  gotOnAt: number,
  read: (place: Place) => Promise<T>,
): Promise<T> {
  const { db } = deps;
  const { network, accountId = null } = input;
  const workflowId = rescanWorkflowId(input);
  const { attempt } = Context.current().info;
  let lastGotOnAt = gotOnAt;
  const renew = (): Promise<void> => renewRescan(db, { network, workflowId, accountId });
  const place: Place = {
    renew,
    gotOn: () => {
      lastGotOnAt = attempt;
    },
  };
  await renew();
  try {
    const result = await read(place);
    await releaseRescan(db, workflowId);
    return result;
  } catch (error) {
    if (error instanceof PurserError && !error.retryable) {
      await releaseRescan(db, workflowId);
      throw error;
    }
    if (attempt - lastGotOnAt < mostTries || !isFailure(deps, error)) throw error;
    await releaseRescan(db, workflowId);
    throw givenUp(error);
  }
}

interface Place {
  /** Throws `too_many_rescans` if the place lapsed, and others have it. */
  renew(): Promise<void>;
  /** Blocks were read in this attempt. */
  gotOn(): void;
}

/** Stopping and waiting for a place are not failures. */
function isFailure({ stopping }: RescanDeps, error: unknown): boolean {
  if (stopping.aborted || Context.current().cancellationSignal.aborted) return false;
  return !(error instanceof PurserError && error.code === 'too_many_rescans');
}

function givenUp(error: unknown): ApplicationFailure {
  if (error instanceof PurserError) {
    return ApplicationFailure.nonRetryable(error.message, error.code);
  }
  return ApplicationFailure.create({
    type: 'internal',
    message: 'the rescan failed repeatedly',
    nonRetryable: true,
    ...(error instanceof Error ? { cause: error } : {}),
  });
}

async function walk(
  deps: RescanDeps,
  network: Network,
  begun: RescanProgress,
  place: Place,
): Promise<RescanResult> {
  const { heartbeat, cancellationSignal, info } = Context.current();
  const stop = AbortSignal.any([cancellationSignal, deps.stopping]);
  const { from, to } = begun;
  let { found } = begun;
  let progress = begun;
  const mustBeProven = deps.poolOf(network).size > 1;
  const rules = { currencyOf: currencyIn(deps.registry), mustBeProven };
  for (let next = Math.max(from, begun.next); next <= to; next += atOnce) {
    stop.throwIfAborted();
    await place.renew();
    const numbers = Array.from({ length: Math.min(atOnce, to - next + 1) }, (_, at) => next + at);
    const reading = Promise.all(numbers.map(number => readAgain(deps, network, number)));
    for (const block of await whileAlive(reading, place, () => heartbeat(progress))) {
      found += await recordAgain(deps.db, block, rules);
    }
    if (found > begun.found) deps.signalsWaiting();
    place.gotOn();
    progress = { from, to, next: next + numbers.length, found, gotOnAt: info.attempt };
    heartbeat(progress);
  }
  return { from, to, found };
}

/** Sends heartbeats and renews the place while `reading` runs; each call's own time limit ends the wait. */
async function whileAlive<T>(reading: Promise<T>, place: Place, beat: () => void): Promise<T> {
  const timer = setInterval(() => {
    beat();
    // A lost place is noticed at the next blocks.
    void place.renew().catch(() => undefined);
  }, signOfLifeMs);
  try {
    return await reading;
  } finally {
    clearInterval(timer);
  }
}

async function readAgain(deps: RescanDeps, network: Network, number: number): Promise<FoundBlock> {
  const listed = listedOn(deps.registry, network.chainId);
  // A rescan's trouble must not keep the scanner from an endpoint: the scanner needs no old blocks.
  const pool = { ...deps.poolOf(network).background(), blame: () => undefined };
  try {
    return await withEndpoint(pool, async rpc => {
      const block = await findInBlock({ deps, network, listed }, rpc, number);
      if (!block) throw new PurserError('rpc_inconsistent', 'the node lacks a scanned block');
      return block;
    });
  } catch (error) {
    if (error instanceof RpcRefusal && error.isOfThePast) {
      throw new PurserError('history_unavailable', `block ${String(number)}: ${error.message}`);
    }
    throw error;
  }
}

async function rangeOf(
  deps: RescanDeps,
  network: Network,
  input: RescanInput,
): Promise<{ readonly from: number; readonly to: number }> {
  if (!('txHash' in input)) return { from: input.from, to: input.to };
  const place = await askAnother(
    deps.poolOf(network).background(),
    rpc => readTransaction(rpc, input.txHash, listedOn(deps.registry, network.chainId)),
    ({ kind }) => kind === 'unknown',
  );
  if (place.kind !== 'mined') {
    throw new PurserError('transaction_not_found', `The transaction is in no block of ${network.code}.`);
  }
  return { from: place.blockNumber, to: place.blockNumber };
}

/** The last heartbeat of an earlier attempt; undefined in the first attempt. */
function progressOf(details: unknown): RescanProgress | undefined {
  if (typeof details !== 'object' || details === null) return undefined;
  // A rescan that an earlier release began has no `gotOnAt`.
  const { from, to, next, found, gotOnAt = 0 }: Partial<Record<keyof RescanProgress, unknown>> = details;
  const isProgress = [from, to, next, found, gotOnAt].every(Number.isSafeInteger);
  return isProgress
    ? {
        from: Number(from),
        to: Number(to),
        next: Number(next),
        found: Number(found),
        gotOnAt: Number(gotOnAt),
      }
    : undefined;
}
