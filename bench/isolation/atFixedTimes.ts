import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Begins `count` pieces of work at fixed times, `perSecond` of them, whether or not earlier ones are done. Gives what all
 * of them gave; rejects where one did, when the last was begun.
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
    // Who fails while others are still begun is heard of at the end.
    working.catch(() => undefined);
    begun.push(working);
  }
  return Promise.all(begun);
}
