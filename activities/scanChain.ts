import { Context } from '@temporalio/activity';
import { watchHeads } from '../chain/watchHeads.ts';
import { claimChain } from '../db/claimChain.ts';
import { stopChain } from '../db/stopChain.ts';
import { PurserError } from '../domain/errors.ts';
import type { ScanInput } from '../domain/messages.ts';
import { networkOf } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';
import { createRest } from './restOrStop.ts';
import { walkChain } from './walkChain.ts';

const shiftMs = 60 * 60 * 1000;
const heartbeatMs = 3000;
/** A step that takes longer is stuck: without heartbeats the server gives the chain to another worker. */
const stuckMs = 60_000;
/** Behind by more blocks than this it says how it gets on. */
const farBehind = 20;

/**
 * Scans one chain for an hour: the owner of the chain for as long as nobody claims it after. Returns the height
 * reached, so that its workflow can continue as new. What no retry can mend is left in the chain's row, and
 * thrown: `wrong_chain`, `reorg_too_deep`, `chain_disagreement`; `scanner_fenced` where another took over.
 */
export function createScanChain(deps: ActivityDeps) {
  return (input: ScanInput): Promise<number> =>
    mapErrors(async () => {
      const { cancellationSignal, log } = Context.current();
      const over = new AbortController();
      const stop = AbortSignal.any([cancellationSignal, deps.stopping, over.signal]);
      const network = networkOf(deps.registry, input.network);
      const beat = startHeartbeat((height, head) => {
        if (head - height > farBehind) log.info('catching up', { network: network.code, height, head });
      });
      const rest = createRest(stop);
      if (network.ws !== null) watchHeads(network.ws, stop, rest.wake);
      const until = Date.now() + shiftMs;
      const claimed = await claimChain(deps.db, network);
      try {
        return await walkChain(
          {
            deps,
            network,
            pool: deps.poolOf(network),
            acceptDeepReorg: input.acceptDeepReorg ?? false,
            goOn: () => Date.now() < until && !stop.aborted,
            rest: rest.for,
            onStep: beat.stepped,
            onCommit: ms => {
              deps.signalsWaiting();
              deps.blockScanned(network.code, ms);
            },
            onTrouble: ({ code, message }) => {
              log.warn('the chain could not be read', { network: network.code, code, detail: message });
            },
          },
          claimed,
        );
      } catch (error) {
        if (error instanceof PurserError && !error.retryable) {
          await stopChain(deps.db, network.chainId, claimed.epoch, error);
        }
        throw error;
      } finally {
        over.abort();
        beat.stop();
      }
    });
}

/**
 * Heartbeats on a timer, as one slow answer must not cost the ownership, while steps are being finished. They
 * carry height and head, which the operator sees beside the pending activity.
 */
function startHeartbeat(tell: (height: number, head: number) => void): {
  readonly stepped: (height?: number, head?: number) => void;
  readonly stop: () => void;
} {
  const context = Context.current();
  let last = Date.now();
  let at: number | undefined;
  let of: number | undefined;
  const timer = setInterval(() => {
    if (at !== undefined && of !== undefined) tell(at, of);
    if (Date.now() - last < stuckMs) context.heartbeat({ height: at ?? null, head: of ?? null });
  }, heartbeatMs);
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
