import type { Clock } from './clock.ts';

/** This number of failures in a row opens the breaker. */
const threshold = 5;
const firstOpenMs = 1000;
const longestOpenMs = 60_000;
/** Older failures are forgotten. The time is longer than the breaker is ever open. */
const forgetMs = 2 * 60_000;

/** Stops calls to an endpoint that fails. */
export interface Breaker {
  /** `closed`: the endpoint may be called. `open`: it may not. `halfOpen`: one probe decides. */
  state(): 'closed' | 'open' | 'halfOpen';
  /** How many ms the breaker stays open; 0 in the other states. */
  remainingMs(): number;
  /** Failures that no success has cancelled yet. */
  failures(): number;
  /** A call of the kind `what` failed. It counts as `weight` failures. */
  failed(what: string, weight?: number): void;
  succeeded(what: string): void;
  /** Reports the result of the probe. */
  probed(passed: boolean): void;
}

/**
 * The breaker opens after 5 failures in a row, for 1 s, then 2 s, 4 s … 60 s. The times start again at 1 s
 * once every kind of call that had failed succeeds.
 *
 * Each kind of call has its own row: a node may answer small calls for ever and truncate every large block,
 * and the small successes would hide this. Rows are not added up: busy nodes fail now and then, and their
 * breaker would open because of calls that are no longer made and so can never succeed.
 */
export function createBreaker(clock: Clock): Breaker {
  const rows = new Map<string, { count: number; at: number }>();
  let openings = 0;
  let openUntil: number | null = null;

  function forget(): void {
    for (const [what, { at }] of rows) if (clock.now() - at >= forgetMs) rows.delete(what);
  }
  function failures(): number {
    forget();
    return [...rows.values()].reduce((sum, { count }) => sum + count, 0);
  }
  function open(): void {
    // 2^6 s already exceeds the longest time. The limit keeps the power from overflowing.
    openUntil = clock.now() + Math.min(longestOpenMs, firstOpenMs * 2 ** openings);
    openings = Math.min(6, openings + 1);
  }
  return {
    state() {
      if (openUntil === null) return 'closed';
      return clock.now() < openUntil ? 'open' : 'halfOpen';
    },
    remainingMs: () => (openUntil === null ? 0 : Math.max(0, openUntil - clock.now())),
    failures,
    failed(what, weight = 1) {
      // A call that was under way when the breaker opened must neither prolong it nor decide instead of the
      // probe.
      if (openUntil !== null) return;
      forget();
      const count = (rows.get(what)?.count ?? 0) + weight;
      rows.set(what, { count, at: clock.now() });
      if (count >= threshold) open();
    },
    succeeded(what) {
      if (openUntil !== null) return;
      rows.delete(what);
      if (failures() === 0) openings = 0;
    },
    probed(passed) {
      if (!passed) {
        open();
        return;
      }
      openUntil = null;
      // Half of each row stays: fewer failures than the first time open the breaker again, and for longer.
      for (const row of rows.values()) row.count = Math.floor(row.count / 2);
    },
  };
}
