import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../api/http/turns.ts';
import { PurserError } from '../../../domain/errors.ts';

const turns = (atOnce: number, waiting: number) =>
  createTurns({ atOnce, waiting }, () => new PurserError('customer_busy'));
const soon = () => performance.now() + 60_000;
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof PurserError ? error.code : error),
  );

it('runs so many of a key at a time, the others in order, and those of another key at once', async () => {
  const inTurn = turns(2, 10);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>(resolve => {
      begun.push(name);
      ends.set(name, resolve);
    });
  const all = ['a', 'b', 'c', 'd'].map(name => inTurn('hot', soon(), work(name)));
  const other = inTurn('calm', soon(), work('z'));
  await sleep(0);
  expect(begun).toEqual(['a', 'b', 'z']);
  ends.get('b')?.();
  await all[1];
  expect(begun).toEqual(['a', 'b', 'z', 'c']);
  ends.get('a')?.();
  await all[0];
  expect(begun).toEqual(['a', 'b', 'z', 'c', 'd']);
  for (const name of ['c', 'd', 'z']) ends.get(name)?.();
  await Promise.all([...all, other]);
});

it('refuses at once if too many wait, and refuses those that waited too long', async () => {
  const inTurn = turns(1, 2);
  const held = Promise.withResolvers<void>();
  const first = inTurn('hot', soon(), () => held.promise);
  const late = codeOf(inTurn('hot', performance.now() + 20, () => Promise.resolve()));
  const patient = codeOf(inTurn('hot', soon(), () => Promise.resolve()));
  expect(await codeOf(inTurn('hot', soon(), () => Promise.resolve()))).toBe('customer_busy');
  expect(await late).toBe('customer_busy');
  held.resolve();
  await first;
  expect(await patient).toBe('done');
});

it('passes the turn on if work fails, and leaves nothing behind', async () => {
  const inTurn = turns(1, 100);
  const fails = () => Promise.reject(new PurserError('insufficient_balance'));
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => codeOf(inTurn('hot', soon(), fails))));
  expect(new Set(outcomes)).toEqual(new Set(['insufficient_balance']));
  expect(await codeOf(inTurn('hot', soon(), () => Promise.resolve()))).toBe('done');
});
