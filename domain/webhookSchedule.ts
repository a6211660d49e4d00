/** Seconds after the event at which each attempt is due; the first is made by the dispatcher, at once. */
const dueSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** How many attempts an event gets at an endpoint, the first included. */
export const maxWebhookAttempts = dueSeconds.length;

/** How long one attempt may take, connection and answer together, in ms. */
export const webhookTimeoutMs = 15_000;

/**
 * Milliseconds from the failure of attempt `made` (counted from 1) to the next, within ±10 % by `spread`
 * (0 to 1, so that many failures of one moment do not return together); undefined when there is none.
 * `retryAfterMs`, where the endpoint asked for it, delays further, by a day at most.
 */
export function nextAttemptDelayMs(made: number, spread: number, retryAfterMs = 0): number | undefined {
  const previous = dueSeconds[made - 1];
  const next = dueSeconds[made];
  if (previous === undefined || next === undefined) return undefined;
  const planned = (next - previous) * 1000 * (0.9 + 0.2 * spread);
  return Math.round(Math.max(planned, Math.min(retryAfterMs, 86_400_000)));
}
