/** The longest that anybody may ask us to stay away, in ms: a day. */
const longestMs = 86_400_000;

/**
 * `Retry-After` of RFC 9110 in both forms, seconds or a date, as ms from `now`: a day at most, even if more
 * is asked for; 0 if it says nothing.
 */
export function retryAfterMs(header: string | string[] | undefined, now: Date): number {
  const text = (Array.isArray(header) ? header[0] : header)?.trim();
  if (text === undefined) return 0;
  const ms = /^[0-9]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return ms > 0 ? Math.min(ms, longestMs) : 0;
}
