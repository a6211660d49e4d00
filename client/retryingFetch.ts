import { PurserConnectionError } from './errors.ts';

export interface RetryOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  /** How long each attempt may take, including its answer, in ms. */
  readonly timeoutMs: number;
  /** How often a call is repeated after its first attempt. */
  readonly maxRetries: number;
}

const firstDelayMs = 250;
const longestDelayMs = 8_000;
/** If the server asks for a longer wait, the caller gets the error at once. */
const longestRetryAfterMs = 60_000;

/** A complete answer, or the reason why there was none. */
type Outcome = { readonly response: Response; readonly code: unknown } | { readonly cause: unknown };

/**
 * A fetch that repeats a call if that is safe: without an answer (the connection failed, or the attempt took
 * too long), and after 429, 502, 503, 504, or a 409 that says that the first call with this key still runs.
 * Every write has an idempotency key, the same in each repetition, so that all of them together have one
 * effect.
 */
export function retryingFetch({ fetch, timeoutMs, maxRetries }: RetryOptions) {
  return async (request: Request): Promise<Response> => {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(fetch, request, timeoutMs);
      const delayMs = attempt < maxRetries ? delayAfter(outcome, attempt) : undefined;
      if (delayMs !== undefined) {
        await wait(delayMs, request.signal);
        continue;
      }
      if ('response' in outcome) return outcome.response;
      const key = request.headers.get('idempotency-key');
      throw new PurserConnectionError(`no answer to ${request.method} ${request.url}`, key, outcome);
    }
  };
}

/** Throws only the reason of the caller's own signal. */
async function attemptOnce(
  fetch: RetryOptions['fetch'],
  request: Request,
  timeoutMs: number,
): Promise<Outcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const answer = await fetch(new Request(request.clone(), { signal }));
    // Read here: an answer that breaks off in the middle does not count as one.
    const text = await answer.text();
    const { status, statusText, headers } = answer;
    const response = new Response(text === '' ? null : text, { status, statusText, headers });
    return { response, code: status === 409 ? problemCode(text) : null };
  } catch (cause) {
    request.signal.throwIfAborted();
    return { cause };
  }
}

function problemCode(text: string): unknown {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : null;
  } catch {
    return null;
  }
}

/** Milliseconds until the next attempt; undefined if another one would not help. */
function delayAfter(outcome: Outcome, attempt: number): number | undefined {
  const backoff = Math.min(firstDelayMs * 2 ** attempt, longestDelayMs) * (0.5 + Math.random() / 2);
  if ('cause' in outcome) return backoff;
  switch (outcome.response.status) {
    case 429:
    case 503: {
      const asked = retryAfterMs(outcome.response.headers.get('retry-after'));
      return asked > longestRetryAfterMs ? undefined : Math.max(asked, backoff);
    }
    case 502:
    case 504:
      return backoff;
    case 409:
      return outcome.code === 'idempotency_in_progress' ? backoff : undefined;
    default:
      return undefined;
  }
}

/** Both forms of `Retry-After` (RFC 9110): seconds, or a date. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  const ms = /^[0-9]+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : 0;
}

/** Throws the signal's reason if it is aborted meanwhile. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>(resolve => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
}
