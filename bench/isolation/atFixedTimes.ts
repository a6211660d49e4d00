import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Begins `count` pieces of work at fixed times, `perSecond` of them, even if earlier ones are not done.
 * Returns all results. Rejects if one rejects, but only after the last has begun.
 */
export async function atFixedTimes<T>(
  count: number,
  perSecond: number,
  work: (nth: number) => Promise<T>,
): Promise<readonly T[]> {
  const begun: Promise<T>[] = [];
  const began = performance.now();
  for (let nth = 0; nth < count; nth++) {
    await sleep(Math.max(0, began + (nth * 1000) / perSecond - performance.now()));
    const working = work(nth);
    // A failure while others still begin is reported at the end.
    working.catch(() => undefined);
    begun.push(working);
  }
  return Promise.all(begun);
}
