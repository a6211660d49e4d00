/** The state of a caller's limit. If `allowed` is false, this request is one too many. */
export interface Allowance {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until the next request is allowed; at least 1. */
  readonly retryAfter: number;
}

/**
 * A token bucket per key, in this process: `perSecond` tokens a second, and at most `atOnce` at once. Each
 * API process has its own buckets. A bucket that is full again is forgotten, so memory follows the active
 * keys.
 */
export function createRateLimit(
  perSecond: number,
  atOnce = perSecond,
  now: () => number = () => performance.now(),
): (key: string) => Allowance {
  const fullAfterMs = (atOnce / perSecond) * 1000;
  const buckets = new Map<string, { tokens: number; at: number }>();
  let sweepAt = now() + 60_000;
  return key => {
    const at = now();
    if (at >= sweepAt) {
      for (const [other, bucket] of buckets) if (at - bucket.at > fullAfterMs) buckets.delete(other);
      sweepAt = at + 60_000;
    }
    const bucket = buckets.get(key) ?? { tokens: atOnce, at };
    bucket.tokens = Math.min(atOnce, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    buckets.set(key, bucket);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    const retryAfter = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    return { allowed, remaining: Math.floor(bucket.tokens), retryAfter };
  };
}
