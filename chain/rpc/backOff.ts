import type { Clock } from './clock.ts';

const firstRestMs = 500;
const longestRestMs = 30_000;

/** How long an endpoint rests after it reported too many calls. */
export interface BackOff {
  /** How many ms of the rest are left; 0: the endpoint may be called. */
  remainingMs(): number;
  /** The endpoint reported too many calls. `retryAfterMs` is the rest it asked for, null if it named none. */
  limited(retryAfterMs: number | null): void;
  /** The endpoint answered. */
  answered(): void;
}

/**
 * If the node names no rest, the rests are 0.5 s, 1 s, 2 s … 30 s, each shortened at random ("full jitter",
 * AWS Architecture Blog, "Exponential Backoff And Jitter"), so that workers that were limited together do not
 * retry together. `random` gives a number from 0 to 1.
 */
export function createBackOff(clock: Clock, random: () => number): BackOff {
  let restsInARow = 0;
  let until = -Infinity;
  const remainingMs = (): number => Math.max(0, until - clock.now());
  return {
    remainingMs,
    limited(retryAfterMs) {
      if (retryAfterMs !== null) {
        until = Math.max(until, clock.now() + retryAfterMs);
        return;
      }
      // Refusals of calls that were under way together count as one: they do not double the rest.
      if (remainingMs() > 0) return;
      until = clock.now() + random() * Math.min(longestRestMs, firstRestMs * 2 ** restsInARow);
      // 2^10 already exceeds the longest rest. The limit keeps the power from overflowing.
      restsInARow = Math.min(10, restsInARow + 1);
    },
    answered() {
      // The answer to a call from before the rest says nothing about the endpoint now.
      if (remainingMs() === 0) restsInARow = 0;
    },
  };
}
