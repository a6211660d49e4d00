import { expect, it } from 'vitest';
import type { GivenBlock } from '../../../activities/scanning/readAhead.ts';
import { ReadAhead } from '../../../activities/scanning/readAhead.ts';
import type { BlockHash } from '../../../domain/address.ts';
import type { ChainId } from '../../../domain/registry.ts';
import { fakeNode } from './fakeNode.ts';

const node = fakeNode();
const hash = `0x${'00'.repeat(32)}` as BlockHash;
const block = (number: number): GivenBlock => ({
  chainId: 1 as ChainId,
  number,
  hash,
  parentHash: hash,
  minedAt: new Date(0),
  source: 'topLevel',
  receiptsRoot: hash,
  hits: [],
  unsupported: [],
  outgoing: [],
  destinations: [],
  outflows: null,
  givenBy: node,
});

/** Reads that end when the test ends them. */
function reader() {
  const begun: number[] = [];
  const open = new Map<number, PromiseWithResolvers<GivenBlock | null>>();
  const ahead = new ReadAhead(number => {
    begun.push(number);
    const read = Promise.withResolvers<GivenBlock | null>();
    open.set(number, read);
    return read.promise;
  });
  return { ahead, begun, open };
}

it('reads more at a time with each block that arrives, returns blocks in order, and stays below the head', async () => {
  const { ahead, begun, open } = reader();
  for (const [number, expected] of [
    [1, [1]],
    [2, [1, 2, 3]],
    [3, [1, 2, 3, 4, 5]],
    [4, [1, 2, 3, 4, 5, 6]],
  ] as const) {
    const taken = ahead.take(number, 6);
    expect(begun).toEqual(expected);
    // A later block that arrives first waits for its turn.
    for (const [at, read] of open) read.resolve(block(at));
    expect((await taken)?.number).toBe(number);
  }
});

it('has at most sixteen reads in progress', async () => {
  const { ahead, begun, open } = reader();
  for (let number = 1; number <= 40; number++) {
    const taken = ahead.take(number, 1000);
    expect(begun.length - number).toBeLessThan(16);
    for (const [at, read] of open) read.resolve(block(at));
    await taken;
  }
  expect(begun.length).toBe(40 + 15);
});

it('halves the number of parallel reads if one fails, and repeats the reads that had begun', async () => {
  const { ahead, begun, open } = reader();
  for (let number = 1; number <= 7; number++) {
    const taken = ahead.take(number, 7);
    for (const [at, read] of open) read.resolve(block(at));
    await taken;
  }
  begun.length = 0;
  const failed = ahead.take(8, 1000);
  expect(begun).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  open.get(8)?.reject(new Error('the node is asked too often'));
  await expect(failed).rejects.toThrow();
  begun.length = 0;
  const again = ahead.take(8, 1000);
  expect(begun).toEqual([8, 9, 10, 11]);
  open.get(8)?.resolve(block(8));
  expect((await again)?.number).toBe(8);
});
