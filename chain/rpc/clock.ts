import { setTimeout as sleep } from 'node:timers/promises';
import { PurserError } from '../../domain/errors.ts';

/** The passing of time. A test may control it. */
export interface Clock {
  /** Milliseconds since some moment; the value never decreases. */
  now(): number;
  /** Waits `ms` milliseconds. Throws `rpc_unavailable` if `stop` is aborted before. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  // Not the time of day: it is set back now and then, and a rest would then last too long.
  now: () => performance.now(),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, { signal });
    } catch {
      throw new PurserError('rpc_unavailable', 'stopped while waiting');
    }
  },
};
