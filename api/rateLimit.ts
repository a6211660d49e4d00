import type { ApiKeyId } from '../domain/ids.ts';

/** What a caller is told of its limit; `allowed` false: this request is one too many. */
export interface Allowance {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until the next request is allowed; at least 1. */
  readonly retryAfter: number;
}

/**
 * A token bucket per key, in this process: `perSecond` tokens a second, as many at once. With several API
 * processes each grants its own. A bucket that is full again is forgotten, so memory follows the active keys.
 */
export function createRateLimit(
  perSecond: number,
  now: () => number = () => performance.now(),
): (key: ApiKeyId) => Allowance {
  const buckets = new Map<ApiKeyId, { tokens: number; at: number }>();
  let sweepAt = now() + 60_000;
  return key => {
    const at = now();
    if (at >= sweepAt) {
      for (const [other, bucket] of buckets) if (at - bucket.at > 2000) buckets.delete(other);
      sweepAt = at + 60_000;
    }
    const bucket = buckets.get(key) ?? { tokens: perSecond, at };
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    buckets.set(key, bucket);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    return { allowed, remaining: Math.floor(bucket.tokens), retryAfter: 1 };
  };
}
