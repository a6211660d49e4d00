import { setTimeout as sleep } from 'node:timers/promises';
import { PurserError } from '../../domain/errors.ts';

/** The passing of time, which a test may hold in its hand. */
export interface Clock {
  /** Milliseconds since some moment; it never goes back. */
  now(): number;
  /** Ends after `ms`. Throws `rpc_unavailable` when `stop` is aborted before. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  // Not the time of day: that is set back now and then, and a rest until then would not end.
  now: () => performance.now(),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, { signal });
    } catch {
      throw new PurserError('rpc_unavailable', 'stopped while waiting');
    }
  },
};
