import { patched, sleep } from '@temporalio/workflow';

/** How long it waits when an expiry that is due cannot be carried out: doubled each time, in ms. */
const patience = { first: 1_000, longest: 5 * 60 * 1000 } as const;

/**
 * The purse's timer. It is never cancelled: a deadline that moves later costs no history event, and is compared
 * when the timer fires. For one that moves earlier another timer is armed, and the first, when it fires after all,
 * finds what it finds.
 */
export interface ExpiryTimer {
  /** Waits for the deadline (ISO 8601), unless a timer fires by then anyway; null has no deadline. */
  arm(deadline: string | null): void;
  /** The deadline is over, but its purse cannot end yet: due again after a while, longer each time. */
  postpone(): void;
  /** A timer fired and `take` was not called since. */
  isDue(): boolean;
  take(): void;
}

export function createExpiryTimer(of: 'purse' | 'session'): ExpiryTimer {
  let due = false;
  /** The earliest deadline that a timer under way was armed for, in ms of the epoch. */
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
        // Histories of before knew one timer alone.
        if (!patched('2026-11-earlier-expiry')) return;
      }
      patienceMs = patience.first;
      wait(at, Math.max(0, at - Date.now()), `The ${of} expires ${deadline}`);
    },
    postpone: () => {
      // It is over already. A sentinel: it sorts before any deadline.
      wait(-Infinity, patienceMs, `The ${of}'s time is over: look again whether it may end`);
      patienceMs = Math.min(patienceMs * 2, patience.longest);
    },
    isDue: () => due,
    take: () => {
      due = false;
    },
  };
}
