import type { Clock } from './clock.ts';

export interface TokenBucket {
  /** Waits for `count` tokens, in the order of the calls. Throws `rpc_unavailable` if stopped meanwhile. */
  take(count?: number): Promise<void>;
  /** Whether enough tokens are left for others: those of a quarter of a second, and at least 1. */
  hasSpare(): boolean;
}

/**
 * Gives `perSecond` tokens a second, and after a pause as many at once (at least 1).
 *
 * A call that finds no token takes a future one, so `tokens` falls below zero. Later calls wait longer, which
 * keeps the order without a queue.
 */
export function createTokenBucket(perSecond: number, clock: Clock, stop: AbortSignal): TokenBucket {
  const size = Math.max(1, perSecond);
  let tokens = size;
  let filledAt = clock.now();
  function fill(): void {
    const now = clock.now();
    tokens = Math.min(size, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
  }
  return {
    hasSpare() {
      fill();
      return tokens >= Math.max(1, size / 4);
    },
    async take(count = 1) {
      fill();
      tokens -= count;
      if (tokens < 0) await clock.wait((-tokens / perSecond) * 1000, stop);
    },
  };
}
