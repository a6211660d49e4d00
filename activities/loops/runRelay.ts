import type { Db } from '../../db/connect.ts';
import type { OutboxSignal, RelayedBatch } from '../../db/outbox/relaySignals.ts';
import { relaySignals } from '../../db/outbox/relaySignals.ts';
import { createRest, sleepUntilStopped } from './sleepUntilStopped.ts';

export interface RelayDeps {
  readonly db: Db;
  /** Signal-with-start of the workflow of a purse or a session. */
  readonly send: (signal: OutboxSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How long it rests when there is nothing to send, in ms. */
  readonly idleMs: number;
  /** How long a dead relay's signals wait for another, in seconds. */
  readonly leaseSeconds?: number | undefined;
}

/** A loop that can be woken when there is something to do. */
export interface Relay {
  readonly run: (stop: AbortSignal) => Promise<void>;
  readonly wake: () => void;
}

/** How many claims are sent side by side, and of how many workflows each. */
const strands = 4;
const workflowsAtOnce = 4;
/** How long a strand rests after a claim whose signals all failed, in ms: Temporal is away. */
const awayMs = 1000;

/**
 * Sends the signals that transactions left in the outbox until `stop` is aborted: 16 workflows at a time. One
 * strand watches the outbox while the others send or wait for their turn, so a call that hangs delays its own
 * strand alone.
 */
export function createRelay({ db, send, onError, idleMs, leaseSeconds }: RelayDeps): Relay {
  let wake = (): void => undefined;
  return {
    wake: () => {
      wake();
    },
    run: async stop => {
      const rest = createRest(stop);
      wake = rest.wake;
      let turn = Promise.resolve();
      const strand = async (): Promise<void> => {
        while (!stop.aborted) {
          const own = Promise.withResolvers<void>();
          const before = turn;
          turn = own.promise;
          await before;
          await watchAndSend(own.resolve);
          own.resolve();
        }
      };
      /** Watches until there is something, passes the turn on, and sends. */
      const watchAndSend = async (passOn: () => void): Promise<void> => {
        while (!stop.aborted) {
          const { claimed, sent, failure } = await relayOnce(passOn);
          if (failure !== undefined) onError(failure);
          if (claimed > 0) {
            if (sent === 0) await sleepUntilStopped(awayMs, stop);
            return;
          }
          await rest.for(idleMs);
        }
      };
      const relayOnce = async (passOn: () => void): Promise<RelayedBatch> => {
        try {
          return await relaySignals(db, workflowsAtOnce, send, passOn, leaseSeconds);
        } catch (failure) {
          return { claimed: 0, sent: 0, failure };
        }
      };
      await Promise.all(Array.from({ length: strands }, strand));
    },
  };
}
