import { expect, it } from 'vitest';
import { backgroundRpc } from '../../../chain/rpc/backgroundRpc.ts';
import type { Clock } from '../../../chain/rpc/clock.ts';
import { createTokenBucket } from '../../../chain/rpc/tokenBucket.ts';

/** A clock that moves to the next wait as soon as nothing else runs. */
class VirtualClock implements Clock {
  #now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  now = (): number => this.#now;
  wait = async (ms: number): Promise<void> =>
    new Promise(wake => {
      this.#sleepers.push({ at: this.#now + ms, wake });
    });
  async runUntil(end: number): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      this.#sleepers.sort((a, b) => b.at - a.at);
      const next = this.#sleepers.at(-1);
      if (!next || next.at > end) return;
      this.#sleepers.pop();
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

const stop = new AbortController().signal;

/**
 * An endpoint of 50 calls a second; a scanner makes `bySecond` calls in two bursts, beside an endless rescan.
 */
async function runBeside(bySecond: number, seconds: number) {
  const clock = new VirtualClock();
  const bucket = createTokenBucket(50, clock, stop);
  const rpc = { name: 'ETHEREUM#1', url: '', call: () => bucket.take() };
  const background = backgroundRpc({ rpc, hasSpare: () => bucket.hasSpare() }, 50, clock, stop);
  let readAlong = 0;
  for (let n = 0; n < 50 * seconds; n++) void background.call('eth_getLogs', []).then(() => (readAlong += 1));
  const blocks: number[] = [];
  void (async () => {
    for (let at = 0; at < seconds; at += 0.5) {
      await clock.wait(500);
      const began = clock.now();
      const calls = Array.from({ length: bySecond / 2 }, () => rpc.call());
      void Promise.all(calls).then(() => blocks.push(clock.now() - began));
    }
  })();
  await clock.runUntil(seconds * 1000);
  return { longestBlockMs: Math.max(...blocks), readAlong: readAlong / seconds };
}

it('a rescan leaves enough calls for a scanner that needs nearly all of an endpoint, and still makes progress', async () => {
  const { longestBlockMs, readAlong } = await runBeside(44, 30);
  expect(longestBlockMs).toBeLessThan(500);
  expect(readAlong).toBeGreaterThan(4);
});

it('a rescan has a third of the calls if the scanner needs few', async () => {
  const { longestBlockMs, readAlong } = await runBeside(10, 30);
  expect(longestBlockMs).toBeLessThan(100);
  expect(readAlong).toBeGreaterThan(15);
});

it('a look-up is answered although the scanner would use more calls than there are', async () => {
  const { readAlong } = await runBeside(80, 10);
  expect(readAlong).toBeGreaterThan(2);
});
