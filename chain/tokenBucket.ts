import type { Clock } from './clock.ts';

export interface TokenBucket {
  /** Waits for the next token, in the order of the calls. Throws `rpc_unavailable` when stopped meanwhile. */
  take(): Promise<void>;
}

/**
 * Gives `perSecond` tokens a second, and after a pause as many at once (at least 1).
 *
 * A call over it takes a token that is still to come, so `tokens` falls below zero: whoever comes later waits
 * longer, which is the order without a queue.
 */
export function createTokenBucket(perSecond: number, clock: Clock, stop: AbortSignal): TokenBucket {
  const size = Math.max(1, perSecond);
  let tokens = size;
  let filledAt = clock.now();
  return {
    async take() {
      const now = clock.now();
      tokens = Math.min(size, tokens + ((now - filledAt) / 1000) * perSecond) - 1;
      filledAt = now;
      if (tokens < 0) await clock.wait((-tokens / perSecond) * 1000, stop);
    },
  };
}
