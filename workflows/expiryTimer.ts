import { patched, sleep } from '@temporalio/workflow';

/** How long a due expiry that cannot be carried out waits, in ms; doubled each time. */
const patience = { first: 1_000, longest: 5 * 60 * 1000 } as const;

/**
 * The timer of a purse or a session. It is never cancelled. A deadline that moves later costs no history
 * event: it is compared when the timer fires. For a deadline that moves earlier another timer is armed. When
 * the first one fires after all, the deadline is looked at again.
 */
export interface ExpiryTimer {
  /** Waits for the deadline (ISO 8601), unless a timer fires by then anyway. Null: there is no deadline. */
  arm(deadline: string | null): void;
  /**
   * The deadline has passed, but the purse or session cannot end yet: due again after a while, longer each
   * time.
   */
  postpone(): void;
  /** A timer fired and `take` was not called since. */
  isDue(): boolean;
  take(): void;
}

export function createExpiryTimer(of: 'purse' | 'session'): ExpiryTimer {
  let due = false;
  /** The earliest deadline that a timer under way was armed for, in ms since the epoch. */
  let waitsFor: number | undefined;
  let patienceMs: number = patience.first;

  function wait(deadline: number, ms: number, summary: string): void {
    waitsFor = deadline;
    void sleep(ms, { summary }).then(() => {
      due = true;
      if (waitsFor === deadline) waitsFor = undefined;
    });
  }

  return {
    arm: deadline => {
      if (due || deadline === null) return;
      const at = Date.parse(deadline);
      if (waitsFor !== undefined) {
        if (at >= waitsFor) return;
        // Older histories have one timer alone.
        if (!patched('2026-11-earlier-expiry')) return;
      }
      patienceMs = patience.first;
      wait(at, Math.max(0, at - Date.now()), `The ${of} expires ${deadline}`);
    },
    postpone: () => {
      // The deadline has passed already: -Infinity is a sentinel that sorts before any deadline.
      wait(-Infinity, patienceMs, `The ${of}'s time is over: look again whether it may end`);
      patienceMs = Math.min(patienceMs * 2, patience.longest);
    },
    isDue: () => due,
    take: () => {
      due = false;
    },
  };
}
