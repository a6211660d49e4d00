import { sleep } from '@temporalio/workflow';

/** How long it waits when an expiry that is due cannot be carried out: doubled each time, in ms. */
const patience = { first: 1_000, longest: 5 * 60 * 1000 } as const;

/**
 * The purse's one timer. It is never cancelled: a deadline that moves costs no history event, and is compared
 * when the timer fires.
 */
export interface ExpiryTimer {
  /** Waits for the deadline (ISO 8601), unless a wait is under way already; null has no deadline. */
  arm(deadline: string | null): void;
  /** The deadline is over, but its purse cannot end yet: due again after a while, longer each time. */
  postpone(): void;
  /** The timer fired and `take` was not called since. */
  isDue(): boolean;
  take(): void;
}

export function createExpiryTimer(): ExpiryTimer {
  let state: 'unarmed' | 'armed' | 'due' = 'unarmed';
  let patienceMs: number = patience.first;

  function armIn(ms: number): void {
    state = 'armed';
    void sleep(ms).then(() => {
      state = 'due';
    });
  }

  return {
    arm: deadline => {
      if (state !== 'unarmed' || deadline === null) return;
      patienceMs = patience.first;
      armIn(Math.max(0, Date.parse(deadline) - Date.now()));
    },
    postpone: () => {
      armIn(patienceMs);
      patienceMs = Math.min(patienceMs * 2, patience.longest);
    },
    isDue: () => state === 'due',
    take: () => {
      state = 'unarmed';
    },
  };
}
