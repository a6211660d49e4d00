import type { Clock } from './clock.ts';
import type { Rpc } from './rpc.ts';
import type { Endpoint } from './rpcEndpoint.ts';
import { createTokenBucket } from './tokenBucket.ts';

/**
 * The share of an endpoint's calls per second that background work may use: rescans, look-ups and comparisons
 * of balances together.
 */
const backgroundShare = 1 / 3;

/**
 * The share that background work always gets, however busy the scanner of new blocks is: look-ups must be
 * answered.
 */
const leastShare = 1 / 10;

/** How often a waiting call checks whether the scanner has left tokens over, in ms. */
const lookMs = 20;

/**
 * The same endpoint for work that may wait. A call first waits for a token of the background's own bucket.
 * Then the calls wait one after another: each until the scanner leaves tokens over, or until the least share
 * allows a call. So a thousand calls of a rescan do not delay the scanner, however much it needs.
 */
export function backgroundRpc(
  endpoint: Pick<Endpoint, 'rpc' | 'hasSpare'>,
  perSecond: number,
  clock: Clock,
  stop: AbortSignal,
): Rpc {
  const { rpc } = endpoint;
  const share = createTokenBucket(perSecond * backgroundShare, clock, stop);
  const everyMs = 1000 / (perSecond * leastShare);
  let last = -Infinity;
  let turn: Promise<unknown> = Promise.resolve();

  async function waitForSpare(): Promise<void> {
    while (!endpoint.hasSpare() && clock.now() - last < everyMs) await clock.wait(lookMs, stop);
    last = clock.now();
  }
  return {
    name: rpc.name,
    url: rpc.url,
    async call(method, params) {
      await share.take();
      const called = turn
        .catch(() => undefined)
        .then(waitForSpare)
        .then(() => ({ answer: rpc.call(method, params) }));
      turn = called;
      const { answer } = await called;
      return await answer;
    },
  };
}
