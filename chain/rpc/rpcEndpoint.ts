import { ofEndpoint, PurserError } from '../../domain/errors.ts';
import { createBackOff } from './backOff.ts';
import { createBreaker } from './breaker.ts';
import type { Identity } from './checkIdentity.ts';
import { checkIdentity } from './checkIdentity.ts';
import type { Clock } from './clock.ts';
import { RpcBatchRefusal, RpcRateLimit, RpcRefusal } from './refusals.ts';
import type { Rpc, RpcAnswer, RpcCall } from './rpc.ts';
import { createRpc } from './rpc.ts';
import { createTokenBucket } from './tokenBucket.ts';

/** No call was made: the endpoint may not be called for another `retryAfterMs` milliseconds. */
export class RpcResting extends PurserError {
  readonly retryAfterMs: number;
  constructor(detail: string, retryAfterMs: number) {
    super('rpc_unavailable', detail);
    this.retryAfterMs = retryAfterMs;
  }
}

export type EndpointState = 'well' | 'resting' | 'open' | 'wrong_chain';

/** One endpoint of a pool, and its health. */
export interface Endpoint {
  /** Calls no faster than the network allows. Throws `RpcResting` while the endpoint is not well. */
  readonly rpc: Rpc;
  state(): EndpointState;
  failures(): number;
  /** How many ms until the endpoint may be called, or checked again; 0: now. */
  remainingMs(): number;
  /** Whether its limit leaves room for more calls than are made now. */
  hasSpare(): boolean;
  /** The last failure, in words without the URL; null if a call has succeeded since. */
  lastFailure(): string | null;
  /** Why it is another chain, by its last check; null if it is not, undefined before the first answer. */
  wrong(): string | null | undefined;
  /**
   * Whether the endpoint may be given work. Checks its identity first if that is due: before the first use,
   * as the probe of its breaker, 60 s after it was wrong, and every 10 minutes. Throws `rpc_unavailable` or
   * `rpc_inconsistent` if the check got no answer. Concurrent callers share one check.
   */
  admit(): Promise<boolean>;
  /** Makes the next use check the identity again, as a wrong one may have been corrected. */
  recheck(): void;
  blame(): void;
}

export interface EndpointOptions {
  readonly name: string;
  readonly url: string;
  readonly identity: Identity;
  readonly stop: AbortSignal;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  /**
   * Called once with the reason when the endpoint is no longer called, and once with null when it is again.
   */
  readonly onPlight: (name: string, reason: string | null) => void;
}

const checkEveryMs = 10 * 60_000;
const checkWrongEveryMs = 60_000;
/** A contradiction is worse than no answer. */
const blameWeight = 2;
/** The breaker's row of failures for the check. The check's own calls have no rows. */
const identityCheck = 'identity check';

export function createEndpoint(options: EndpointOptions): Endpoint {
  const { name, url, identity, stop, timeoutMs, clock, random, onPlight } = options;
  const raw = createRpc(url, stop, { name, timeoutMs });
  const bucket = createTokenBucket(identity.network.rpcPerSecond, clock, stop);
  const backOff = createBackOff(clock, random);
  const breaker = createBreaker(clock);
  let wrong: string | null | undefined;
  let checkDueAt = -Infinity;
  let checking: Promise<boolean> | null = null;
  let isReported = false;
  let lastFailure: string | null = null;

  function remainingMs(): number {
    const checkedIn = typeof wrong === 'string' ? Math.max(0, checkDueAt - clock.now()) : 0;
    return Math.max(backOff.remainingMs(), breaker.remainingMs(), checkedIn);
  }
  function state(): EndpointState {
    if (typeof wrong === 'string') return 'wrong_chain';
    if (breaker.state() !== 'closed') return 'open';
    return backOff.remainingMs() > 0 ? 'resting' : 'well';
  }
  function refuseUnlessWell(): void {
    if (state() === 'well') return;
    const why = lastFailure === null ? '' : ` (${lastFailure})`;
    const resting = new RpcResting(`${name} is not called now: ${state()}${why}`, remainingMs());
    ofThis(resting);
    throw resting;
  }
  /** Work with another endpoint may call this one too: the report of an error must name this one. */
  const ofThis = (error: unknown): void => ofEndpoint(error, name);
  async function paced(method: string, params: readonly unknown[]): Promise<unknown> {
    await bucket.take();
    return await raw.call(method, params);
  }
  function failed(what: string, error: unknown): void {
    // A stop aborts calls that would have been answered.
    if (stop.aborted) return;
    if (error instanceof RpcRateLimit) backOff.limited(error.retryAfterMs);
    else if (what === identityCheck && breaker.state() === 'halfOpen') breaker.probed(false);
    else breaker.failed(what);
    lastFailure = error instanceof Error ? error.message : String(error);
    reportPlight(lastFailure);
  }
  /** Reports when the endpoint stops or starts being called. A rest that it asked for is not reported. */
  function reportPlight(reason: string): void {
    const isOut = state() === 'open' || state() === 'wrong_chain';
    if (isOut === isReported) return;
    isReported = isOut;
    onPlight(name, isOut ? reason : null);
  }
  async function check(): Promise<boolean> {
    try {
      wrong = await checkIdentity({ name, url, call: paced }, identity);
    } catch (error) {
      ofThis(error);
      failed(identityCheck, error);
      throw error;
    }
    backOff.answered();
    breaker.succeeded(identityCheck);
    lastFailure = null;
    if (breaker.state() === 'halfOpen') breaker.probed(true);
    checkDueAt = clock.now() + (wrong === null ? checkEveryMs : checkWrongEveryMs);
    reportPlight(wrong ?? '');
    return wrong === null;
  }
  /** A batch takes as many tokens as its single calls would: providers count so. */
  async function batch(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> {
    if (!raw.batch) throw new RpcBatchRefusal(name, 'it takes single calls only');
    refuseUnlessWell();
    await bucket.take(calls.length);
    refuseUnlessWell();
    try {
      const answers = await raw.batch(calls);
      backOff.answered();
      breaker.succeeded('batch');
      for (const answer of answers) if ('error' in answer) ofThis(answer.error);
      return answers;
    } catch (error) {
      ofThis(error);
      // Many nodes limit batches, or take none: that says nothing about their health.
      if (!(error instanceof RpcBatchRefusal)) failed('batch', error);
      throw error;
    }
  }
  return {
    rpc: {
      name,
      url,
      batch,
      async call(method, params) {
        refuseUnlessWell();
        await bucket.take();
        // The endpoint may have failed while this call waited for its turn.
        refuseUnlessWell();
        try {
          const result = await raw.call(method, params);
          backOff.answered();
          breaker.succeeded(method);
          lastFailure = null;
          return result;
        } catch (error) {
          ofThis(error);
          if (!(error instanceof RpcRefusal && error.isOfTheCall)) failed(method, error);
          throw error;
        }
      },
    },
    state,
    failures: () => breaker.failures(),
    lastFailure: () => lastFailure,
    remainingMs,
    hasSpare: () => bucket.hasSpare(),
    wrong: () => wrong,
    async admit() {
      if (remainingMs() > 0) return false;
      if (breaker.state() === 'closed' && clock.now() < checkDueAt) return true;
      checking ??= check().finally(() => {
        checking = null;
      });
      return await checking;
    },
    recheck: () => {
      checkDueAt = -Infinity;
    },
    blame: () => {
      breaker.failed('blame', blameWeight);
      lastFailure = 'it contradicts itself, or refuses a needed call';
      reportPlight(lastFailure);
    },
  };
}
