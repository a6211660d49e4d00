import { expect, test } from 'vitest';
import { within } from '../../../chain/sending/within.ts';

const late = { code: 'temporarily_unavailable' };

test('work that ends in time gives what it gave, or fails as it failed', async () => {
  await expect(within(1000, Promise.resolve(7))).resolves.toBe(7);
  await expect(within(1000, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('nobody waits longer, and what comes later is no error of ours', async () => {
  const work = Promise.withResolvers<number>();
  await expect(within(20, work.promise)).rejects.toMatchObject(late);
  work.reject(new Error('too late'));
  await expect(within(20, new Promise(() => undefined))).rejects.toMatchObject(late);
});
