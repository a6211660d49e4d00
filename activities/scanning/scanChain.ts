import { ApplicationFailure, Context } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import { watchHeads } from '../../chain/rpc/watchHeads.ts';
import { claimChain } from '../../db/scanning/claimChain.ts';
import { countUnsettled } from '../../db/scanning/countUnsettled.ts';
import { stopChain } from '../../db/scanning/stopChain.ts';
import { parseBlockHash } from '../../domain/address.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import type { ScanInput } from '../../domain/scanning/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { heartbeatEveryMs } from '../heartbeats.ts';
import { createRest } from '../loops/sleepUntilStopped.ts';
import { mapErrors } from '../mapErrors.ts';
import { createTroubleReporter } from '../nodes/reportTroubles.ts';
import { walkChain } from './walkChain.ts';

const shiftMs = 60 * 60 * 1000;
/** A step that takes longer is stuck: without heartbeats the server gives the chain to another worker. */
const stuckMs = 60_000;
/** A scanner that is more blocks behind than this logs its progress. */
const farBehind = 20;

type ScannerDeps = Pick<
  ActivityDeps,
  'db' | 'registry' | 'checksum' | 'poolOf' | 'signalsWaiting' | 'blockScanned' | 'stopping' | 'troubles'
>;

/**
 * Scans one chain for an hour, as its owner until another scanner claims it. Returns the height reached, so
 * that its workflow can continue as new. An error that no retry can mend is saved in the chain's row and
 * thrown: `wrong_chain`, `reorg_too_deep`, `chain_disagreement`. Throws `scanner_fenced` if another scanner
 * took over, and `temporarily_unavailable` if its process is told to stop.
 */
export function createScanChain(deps: ScannerDeps) {
  return (input: ScanInput): Promise<number> =>
    mapErrors(async () => {
      const { cancellationSignal, log } = Context.current();
      const over = new AbortController();
      const stop = AbortSignal.any([cancellationSignal, deps.stopping, over.signal]);
      const network = await networkOr(deps, input, Context.current().info.scheduledTimestampMs);
      const beat = startHeartbeat((height, head) => {
        if (head - height > farBehind) log.info('catching up', { network: network.code, height, head });
      });
      try {
        const rest = createRest(stop);
        if (network.ws !== null) watchHeads(network.ws, stop, rest.wake);
        const until = Date.now() + shiftMs;
        const claimed = await claimChain(deps.db, network);
        const { db, troubles } = deps;
        const reporter = createTroubleReporter({ db, network, epoch: claimed.epoch, troubles });
        const pool = deps.poolOf(network);
        // If the chain stopped because a node served another chain, whoever resumed it has mended that node.
        pool.recheck();
        const height = await walkChain(
          {
            deps,
            network,
            pool,
            accept: acceptedBy(input),
            mayContinue: () => Date.now() < until && !stop.aborted,
            rest: rest.for,
            onStep: beat.stepped,
            onCommit: ms => {
              deps.signalsWaiting();
              deps.blockScanned(network.code, ms);
            },
            onTrouble: reporter.met,
            onNode: reporter.node,
          },
          claimed,
        ).catch(async (error: unknown) => {
          if (error instanceof PurserError && !error.retryable) {
            await stopChain(deps.db, network.chainId, claimed.epoch, error);
          }
          throw error;
        });
        if (deps.stopping.aborted) throw leftToAnother();
        return height;
      } finally {
        // Also of an attempt that could not claim the chain: its timer would keep a stopping process alive.
        over.abort();
        beat.stop();
      }
    });
}

/**
 * Ends an attempt of a process that is told to stop. The server gives a retry to another scanner by itself. If the
 * activity ended instead, its workflow had to begin another run for the next, and its tasks wait behind those of all
 * purses while workers restart. Not logged as a failure.
 */
function leftToAnother(): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'temporarily_unavailable' satisfies ErrorCode,
    message: 'the scanner is told to stop',
    category: ApplicationFailureCategory.BENIGN,
  });
}

/**
 * How long a network that the registry lacks is retried, in ms. While registries are being changed, workers
 * with and without the network run.
 */
const changingMs = 10 * 60_000;

/**
 * Gives the network. Throws `network_not_found` if it was taken out of the registry, which ends its watcher;
 * a worker that knows the network again starts another. A network that was just added is retried, as another
 * worker may know it already. Neither is logged as a failure.
 */
async function networkOr(
  { db, registry }: Pick<ActivityDeps, 'db' | 'registry'>,
  input: ScanInput,
  sinceMs: number,
): Promise<Network> {
  const network = registry.networks.find(({ code }) => code === input.network);
  if (network) return network;
  const nonRetryable = Date.now() - sinceMs >= changingMs;
  if (nonRetryable) {
    const purses = await countUnsettled(db, input.network);
    Context.current().log.warn('the registry no longer lists a network: its chain is no longer watched', {
      network: input.network,
      pursesWithUnfinishedDeposits: purses,
    });
  }
  throw ApplicationFailure.create({
    type: 'network_not_found' satisfies ErrorCode,
    message: `the registry has no network ${input.network}`,
    nonRetryable,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/**
 * The block of the chain that an operator wants followed. Runs from before may accept a deep fork without
 * naming a block. That gives null: the chain stops again and says what is needed.
 */
function acceptedBy({ newChain }: ScanInput): NamedBlock | null {
  const hash = typeof newChain?.hash === 'string' ? parseBlockHash(newChain.hash.toLowerCase()) : undefined;
  return newChain && hash && Number.isSafeInteger(newChain.height) ? { height: newChain.height, hash } : null;
}

/**
 * Sends heartbeats on a timer, while steps are being finished: one slow answer must not cost the ownership.
 * They carry height and head, which the operator sees beside the pending activity.
 */
function startHeartbeat(onBeat: (height: number, head: number) => void): {
  readonly stepped: (height?: number, head?: number) => void;
  readonly stop: () => void;
} {
  const context = Context.current();
  let last = Date.now();
  let at: number | undefined;
  let of: number | undefined;
  const timer = setInterval(() => {
    if (at !== undefined && of !== undefined) onBeat(at, of);
    if (Date.now() - last < stuckMs) context.heartbeat({ height: at ?? null, head: of ?? null });
  }, heartbeatEveryMs(context.info.heartbeatTimeoutMs));
  return {
    stepped: (height, head) => {
      last = Date.now();
      at = height ?? at;
      of = head ?? of;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
