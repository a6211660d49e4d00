import type { Db } from '../db/connect.ts';
import type { OutboxSignal } from '../db/relaySignals.ts';
import { relaySignals } from '../db/relaySignals.ts';
import { createRest } from './restOrStop.ts';

export interface RelayDeps {
  readonly db: Db;
  /** Signal-with-start of the workflow of a purse or a session. */
  readonly send: (signal: OutboxSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How long it rests when there is nothing to send, in ms. */
  readonly idleMs: number;
}

/** A loop that can be told that there is something to do. */
export interface Relay {
  readonly run: (stop: AbortSignal) => Promise<void>;
  readonly wake: () => void;
}

const batch = 50;

/** Sends the signals that transactions left in the outbox, oldest first, until `stop` is aborted. */
export function createRelay({ db, send, onError, idleMs }: RelayDeps): Relay {
  let wake = (): void => undefined;
  return {
    wake: () => {
      wake();
    },
    run: async stop => {
      const rest = createRest(stop);
      wake = rest.wake;
      while (!stop.aborted) {
        try {
          const { sent, failure } = await relaySignals(db, batch, send);
          if (failure !== undefined) onError(failure);
          if (sent > 0) continue;
        } catch (error) {
          onError(error);
        }
        await rest.for(idleMs);
      }
    },
  };
}
