/** Seconds after the event at which each attempt is due; the first is made by the dispatcher, at once. */
const dueSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** How many attempts an event gets at an endpoint, the first included. */
export const maxWebhookAttempts = dueSeconds.length;

/** After so many failures in a row an endpoint is broken: its events wait behind one retry. */
export const breakAfterFailures = 5;

/** An endpoint that only failed for so long, in ms, is disabled. */
export const disableAfterMs = 5 * 24 * 3600 * 1000;

/** How long one attempt may take, connection and answer together, in ms. */
export const webhookTimeoutMs = 15_000;

/** The longest that an endpoint may ask us to stay away, in ms. */
const longestRetryAfterMs = 86_400_000;
/** A broken endpoint is tried at least so often, in ms, or one that is well again would wait for hours. */
const longestProbeMs = 4 * 3600 * 1000;

/**
 * Milliseconds from the failure of attempt `made` (counted from 1) to the next, within ±10 % by `spread`
 * (0 to 1, so that many failures of one moment do not return together); undefined when there is none.
 * `retryAfterMs`, where the endpoint asked for it, delays further, by a day at most.
 */
export function nextAttemptDelayMs(made: number, spread: number, retryAfterMs = 0): number | undefined {
  const interval = intervalMs(made);
  if (interval === undefined) return undefined;
  return Math.round(Math.max(varied(interval, spread), Math.min(retryAfterMs, longestRetryAfterMs)));
}

/**
 * The same for a broken endpoint, whose attempts never end by themselves: the schedule's intervals up to four
 * hours. `made` counts the attempts since it broke, or those of the event that was tried where these are more.
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
