import type { Clock } from './clock.ts';

const firstRestMs = 500;
const longestRestMs = 30_000;

/** How long an endpoint rests that said it is asked too often. */
export interface BackOff {
  /** How many ms of its rest are left; 0: it may be asked. */
  remainingMs(): number;
  /** It said so; `retryAfterMs` is the rest it asked for, null where it named none. */
  limited(retryAfterMs: number | null): void;
  /** It answered. */
  answered(): void;
}

/**
 * If the node names no rest: 0.5 s, 1 s, 2 s … 30 s in a row, less a random part
 * ("full jitter", AWS Architecture Blog, "Exponential Backoff And Jitter"): workers that were limited together
 * do not come back together. `random` gives from 0 to 1.
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
      // Calls that were on their way together are one limit, not many: they do not double the rest.
      if (remainingMs() > 0) return;
      until = clock.now() + random() * Math.min(longestRestMs, firstRestMs * 2 ** restsInARow);
      // 2^10 is past the longest; the power itself must not overflow.
      restsInARow = Math.min(10, restsInARow + 1);
    },
    answered() {
      // An answer to what was asked before the rest says nothing of how it is now.
      if (remainingMs() === 0) restsInARow = 0;
    },
  };
}
