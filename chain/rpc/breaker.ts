import type { Clock } from './clock.ts';

/** So many failures in a row open it. */
const threshold = 5;
const firstOpenMs = 1000;
const longestOpenMs = 60_000;
/** Failures so old say nothing any more. It is longer than the breaker is ever open. */
const forgetMs = 2 * 60_000;

/** Keeps calls from an endpoint that fails. */
export interface Breaker {
  /** `closed`: it may be asked. `open`: it may not. `halfOpen`: one probe is to decide. */
  state(): 'closed' | 'open' | 'halfOpen';
  /** How many ms it is still open; 0 in the other states. */
  remainingMs(): number;
  /** Failures that no success has answered yet. */
  failures(): number;
  /** A call of the kind `what` failed, as bad as `weight` failures. */
  failed(what: string, weight?: number): void;
  succeeded(what: string): void;
  /** What came of the probe. */
  probed(passed: boolean): void;
}

/**
 * After 5 failures in a row it opens, for 1 s, then 2 s, 4 s … 60 s, until all that had failed succeeded.
 *
 * A row is of one kind of call: a node may answer small calls for ever and truncate every large block, and the
 * small successes would hide it. Rows are not added up: a node that fails now and then, as busy ones do, would
 * open it with calls that are not made any more and so can never succeed.
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
    // 2^6 s is past the longest; the power itself must not overflow.
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
      // What was on its way when it opened must not open it for longer, nor decide in place of the probe.
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
      // Half of each row stays: fewer failures than the first time open it again, and for longer.
      for (const row of rows.values()) row.count = Math.floor(row.count / 2);
    },
  };
}
