import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleType,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { request } from 'undici';
import type { Dispatcher } from 'undici';
import { decodeUtf8 } from '../domain/text.ts';
import { retryAfterMs } from './retryAfter.ts';

/** Beside the first attempt. Temporal retries what takes longer. */
const retries = 2;
const firstPauseMs = 200;
/** A provider that asks for a longer pause than this is left alone until then; the call does not wait. */
const longestPauseMs = 2000;
/** `Retry-After` is followed up to this. */
const longestQuietMs = 60_000;
/** This many failed attempts in a row open the breaker, for this long. */
const failuresInARow = 5;
const openMs = 30_000;
const largestAnswer = 65_536;

export interface ProviderCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The result of a call. `answer`: a complete answer of a working provider, whatever it says; `text` is null
 * if it was larger than 64 kB. `no_answer`: no attempt got an answer. `not_asked`: the provider failed
 * lately, or asked to be left alone. Reasons contain neither secrets nor what the provider said.
 */
export type ProviderReply =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string | null }
  | { readonly kind: 'no_answer' | 'not_asked'; readonly reason: string };

export type CallProvider = (call: ProviderCall) => Promise<ProviderReply>;

/** The provider was not reached, is out of order (5xx), or has too much to do (408, 429). */
class Unanswered extends Error {
  readonly soon: boolean;
  readonly afterMs: number;

  constructor(reason: string, options: { readonly soon: boolean; readonly afterMs?: number }) {
    super(reason);
    this.soon = options.soon;
    this.afterMs = options.afterMs ?? 0;
  }
}

/**
 * Makes the function that calls a provider. Each attempt ends after `timeoutMs`; one that fails earlier is
 * retried twice within a second or two. After five failures in a row the provider is not asked for 30 s; then
 * one call tries whether it is well. Redirects are answers like any other: they are not followed.
 */
export function createProviderCaller({ timeoutMs }: { readonly timeoutMs: number }): CallProvider {
  let quietUntil = 0;
  const policy = wrap(
    retry(
      handleType(Unanswered, ({ soon, afterMs }) => soon && afterMs <= longestPauseMs),
      { maxAttempts: retries, backoff: new DelegateBackoff(pauseMs) },
    ),
    circuitBreaker(handleType(Unanswered), {
      breaker: new ConsecutiveBreaker(failuresInARow),
      halfOpenAfter: openMs,
    }),
    // Undici obeys the signal, also while the body comes in.
    timeout(timeoutMs, TimeoutStrategy.Cooperative),
  );
  return async call => {
    if (performance.now() < quietUntil) {
      return { kind: 'not_asked', reason: 'the provider asked for a pause' };
    }
    try {
      return { kind: 'answer', ...(await policy.execute(({ signal }) => attempt(call, signal))) };
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        return { kind: 'not_asked', reason: 'the provider failed several times in a row' };
      }
      if (!(error instanceof Unanswered)) throw error;
      if (error.afterMs > 0) quietUntil = performance.now() + Math.min(error.afterMs, longestQuietMs);
      return { kind: 'no_answer', reason: error.message };
    }
  };
}

/**
 * Doubled each time, and up to a half more, so that several workers do not retry together. At least as long
 * as the provider asked.
 */
function pauseMs({ attempt, result }: { readonly attempt: number; readonly result: object }): number {
  const asked = 'error' in result && result.error instanceof Unanswered ? result.error.afterMs : 0;
  return Math.max(asked, firstPauseMs * 2 ** (attempt - 1) * (1 + Math.random() / 2));
}

async function attempt(
  { url, ...options }: ProviderCall,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string | null }> {
  try {
    const { statusCode, headers, body } = await request(url, { ...options, signal });
    if (statusCode >= 500 || statusCode === 429 || statusCode === 408) {
      await body.dump();
      throw new Unanswered(`the provider answered ${String(statusCode)}`, {
        soon: true,
        afterMs: retryAfterMs(headers['retry-after'], new Date()),
      });
    }
    return { status: statusCode, text: await readText(body) };
  } catch (error) {
    if (error instanceof Unanswered) throw error;
    // The time is spent: an immediate retry would only spend more of it.
    if (signal.aborted) throw new Unanswered('the provider took too long', { soon: false });
    throw new Unanswered(`the provider could not be reached (${codeOf(error)})`, { soon: true });
  }
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestAnswer) return null;
    parts.push(part);
  }
  // A body that is not UTF-8 is no JSON, and so no answer.
  return decodeUtf8(Buffer.concat(parts)) ?? '';
}

/** The code alone: a message may contain the address, and the address a secret. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'no connection';
}
