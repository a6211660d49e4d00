import { Context } from '@temporalio/activity';
import type { Rpc } from '../chain/rpc.ts';
import { readChainId } from '../chain/readHeights.ts';
import type { Listed } from '../chain/transfers.ts';
import { listedOn } from '../chain/transfers.ts';
import type { Cursor } from '../db/claimChain.ts';
import { claimChain } from '../db/claimChain.ts';
import { PurserError } from '../domain/errors.ts';
import type { ScanInput } from '../domain/messages.ts';
import type { Network } from '../domain/registry.ts';
import { networkOf } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';
import { restOrStop } from './restOrStop.ts';
import { scanPending } from './scanPending.ts';
import { scanStep } from './scanStep.ts';
import { startScanning } from './startScanning.ts';

/** One scanner at work: what it reads with, and where it stands. */
export interface Scan {
  readonly deps: ActivityDeps;
  readonly network: Network;
  readonly rpc: Rpc;
  readonly listed: Listed;
  /** Go on from a fork deeper than finality, which an operator accepted. */
  readonly acceptDeepReorg: boolean;
  /** Says that a long step gets on. */
  readonly progress: () => void;
}

const shiftMs = 60 * 60 * 1000;
const heartbeatMs = 3000;
/** A step that takes longer is stuck: without heartbeats the server gives the chain to another worker. */
const stuckMs = 60_000;

/**
 * Scans one chain for an hour: the owner of the chain for as long as nobody claims it after. An error of the
 * node is met with a pause and never moves the cursor. Returns the height reached, so that its workflow
 * can continue as new. Throws `scanner_fenced`, `wrong_chain` and `reorg_too_deep`.
 */
export function createScanChain(deps: ActivityDeps) {
  return (input: ScanInput): Promise<number> =>
    mapErrors(async () => {
      const { cancellationSignal, log } = Context.current();
      const stop = AbortSignal.any([cancellationSignal, deps.stopping]);
      const network = networkOf(deps.registry, input.network);
      const beat = startHeartbeat();
      const scan: Scan = {
        deps,
        network,
        rpc: deps.rpcOf(network),
        listed: listedOn(deps.registry, network.chainId),
        acceptDeepReorg: input.acceptDeepReorg ?? false,
        progress: () => {
          beat.stepped();
        },
      };
      const claimed = await claimChain(deps.db, network);
      let cursor: Cursor | undefined;
      try {
        const until = Date.now() + shiftMs;
        for (let failures = 0; Date.now() < until && !stop.aborted;) {
          try {
            beat.stepped(cursor?.height);
            cursor ??= await checkedStart(scan, claimed);
            const moved = await scanStep(scan, cursor);
            failures = 0;
            if (moved) {
              cursor = moved;
              deps.signalsWaiting();
              continue;
            }
            await scanPending(scan, cursor.height);
            await restOrStop(network.pollMs, stop);
          } catch (error) {
            if (!isPassing(error)) throw error;
            failures += 1;
            log.warn('the chain could not be read', {
              network: network.code,
              code: error.code,
              detail: error.message,
            });
            await restOrStop(Math.min(30_000, network.pollMs * 2 ** Math.min(failures, 10)), stop);
          }
        }
        return cursor?.height ?? -1;
      } finally {
        beat.stop();
      }
    });
}

/** Errors of the node alone: the scanner stays the owner and asks again. */
function isPassing(error: unknown): error is PurserError {
  return (
    error instanceof PurserError && (error.code === 'rpc_unavailable' || error.code === 'rpc_inconsistent')
  );
}

async function checkedStart(scan: Scan, claimed: Awaited<ReturnType<typeof claimChain>>): Promise<Cursor> {
  const served = await readChainId(scan.rpc);
  const { chainId, code } = scan.network;
  if (served !== chainId) {
    throw new PurserError(
      'wrong_chain',
      `${code} is chain ${String(chainId)}, its node serves ${String(served)}`,
    );
  }
  const { epoch, height, hash } = claimed;
  return height === null || hash === null ? startScanning(scan, epoch) : { chainId, epoch, height, hash };
}

/** Heartbeats on a timer, as one slow answer must not cost the ownership, while steps are being finished. */
function startHeartbeat(): { stepped(height?: number): void; stop(): void } {
  const context = Context.current();
  let last = Date.now();
  let at: number | undefined;
  const timer = setInterval(() => {
    if (Date.now() - last < stuckMs) context.heartbeat({ height: at ?? null });
  }, heartbeatMs);
  return {
    stepped: height => {
      last = Date.now();
      at = height ?? at;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
