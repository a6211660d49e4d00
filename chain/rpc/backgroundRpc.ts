import type { Clock } from './clock.ts';
import type { Rpc } from './rpc.ts';
import type { Endpoint } from './rpcEndpoint.ts';
import { createTokenBucket } from './tokenBucket.ts';

/**
 * The part of what an endpoint allows a second that background work may use: rescans, look-ups and comparisons of
 * balances together.
 */
const backgroundShare = 1 / 3;

/** The part that it gets however busy the scanner of new blocks is, so that a look-up is answered. */
const leastShare = 1 / 10;

/** How often a call that stands back looks whether the scanner left something, in ms. */
const lookMs = 20;

/**
 * The same endpoint for work that may wait. A call waits first for a token of the background's own bucket, then, one call
 * after another, for tokens that the scanner leaves over, or for its turn of the least share: so a thousand calls of a rescan
 * stand in nobody's way, however much the scanner needs.
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

  async function standBack(): Promise<void> {
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
        .then(standBack)
        .then(() => ({ answer: rpc.call(method, params) }));
      turn = called;
      const { answer } = await called;
      return await answer;
    },
  };
}
