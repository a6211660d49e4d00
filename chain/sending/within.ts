import { setTimeout as sleep } from 'node:timers/promises';
import { PurserError } from '../../domain/errors.ts';

/** What the work settles with. Throws `temporarily_unavailable` after `ms`; the work goes on, and nobody waits for it. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new PurserError('temporarily_unavailable', `The key did not sign within ${String(ms / 1000)} s.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
