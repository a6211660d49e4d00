/** Seconds after the event at which each attempt is due. The dispatcher makes the first at once. */
const dueSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** How many attempts an event gets at an endpoint, the first included. */
export const maxWebhookAttempts = dueSeconds.length;

/** After this many failures in a row an endpoint is broken: its events wait behind one retry. */
export const breakAfterFailures = 5;

/** An endpoint that only failed for this long, in ms, is disabled. */
export const disableAfterMs = 5 * 24 * 3600 * 1000;

/** How long one attempt may take, in ms, connection and answer together. */
export const webhookTimeoutMs = 15_000;

/** The longest pause that an endpoint may ask for, in ms. */
const longestRetryAfterMs = 86_400_000;
/**
 * The longest pause between attempts at a broken endpoint, in ms: otherwise a recovered one would wait for
 * hours.
 */
const longestProbeMs = 4 * 3600 * 1000;

/**
 * Milliseconds from the failure of attempt `made` (counted from 1) to the next; undefined if there is none.
 * `spread` (0 to 1) varies it by ±10 %, so that many failures of one moment do not return together.
 * `retryAfterMs`, if the endpoint asked for it, delays further, by a day at most.
 */
export function nextAttemptDelayMs(made: number, spread: number, retryAfterMs = 0): number | undefined {
  const interval = intervalMs(made);
  if (interval === undefined) return undefined;
  return Math.round(Math.max(varied(interval, spread), Math.min(retryAfterMs, longestRetryAfterMs)));
}

/**
 * The same for a broken endpoint, whose attempts never end by themselves: the schedule's intervals up to four
 * hours. `made` counts the attempts since it broke, or those of the tried event if these are more.
 */
export function nextProbeDelayMs(made: number, spread: number, retryAfterMs = 0): number {
  const interval = Math.min(intervalMs(made) ?? longestProbeMs, longestProbeMs);
  return Math.round(Math.max(varied(interval, spread), Math.min(retryAfterMs, longestRetryAfterMs)));
}

function intervalMs(made: number): number | undefined {
  const previous = dueSeconds[made - 1];
  const next = dueSeconds[made];
  return previous === undefined || next === undefined ? undefined : (next - previous) * 1000;
}

const varied = (ms: number, spread: number): number => ms * (0.9 + 0.2 * spread);
