import { setTimeout as sleep } from 'node:timers/promises';

/** How long anything may take on a machine that is busy with all of it, in ms. */
const withinMs = 300_000;

/**
 * Looks every second until there is something, and returns it. A look that fails counts as nothing, because services are
 * away in between. Throws with what the last look said.
 */
export async function eventually<T>(
  what: string,
  signal: AbortSignal,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    let cause: unknown;
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > until) {
      throw new Error(`not within ${String(withinMs / 1000)} s: ${what} (${String(cause)})`, { cause });
    }
    await sleep(1000, undefined, { signal });
  }
}
