import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../testkit/servers/StartError.ts';

const withinMs = 60_000;
const lookAgainMs = 100;

/**
 * Waits until `/readyz` of the API says that everything answers and each scanner is at its chain's head.
 * After a minute it throws `StartError` with the parts that are not ready. If `signal` is aborted, it throws
 * the signal's reason.
 */
export async function untilReady(api: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    const missing = await partsDown(api, signal);
    if (missing === undefined) return;
    if (performance.now() > until) {
      throw new StartError(
        `Purser is not ready after ${String(withinMs / 1000)} s: ${missing}`,
        'see the logs in the state folder',
      );
    }
    await sleep(lookAgainMs, undefined, { signal });
  }
}

/** Describes what is not ready; undefined if all is ready. */
async function partsDown(api: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(`${api}/readyz`, { signal });
    const text = await response.text();
    return response.ok ? undefined : text;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}
