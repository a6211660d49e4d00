/** The longest that anybody may ask us to stay away, in ms: a day. */
const longestMs = 86_400_000;

/**
 * Both forms of RFC 9110's `Retry-After`, seconds or a date, as ms from `now`: a day at most, however much more is asked
 * for; 0 where it says nothing.
 */
export function retryAfterMs(header: string | string[] | undefined, now: Date): number {
  const text = (Array.isArray(header) ? header[0] : header)?.trim();
  if (text === undefined) return 0;
  const ms = /^[0-9]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return ms > 0 ? Math.min(ms, longestMs) : 0;
}
