import { expect, it } from 'vitest';
import { BackgroundRun } from '../../../activities/scanning/backgroundRun.ts';

it('runs one at a time, and nobody waits for it', async () => {
  const aside = new BackgroundRun();
  const first = Promise.withResolvers<undefined>();
  const begun: string[] = [];
  aside.begin(() => {
    begun.push('first');
    return first.promise;
  });
  aside.begin(() => {
    begun.push('second');
    return Promise.resolve();
  });
  expect(begun).toEqual(['first']);
  first.resolve(undefined);
  await aside.ended();
  aside.begin(() => {
    begun.push('third');
    return Promise.resolve();
  });
  await aside.ended();
  expect(begun).toEqual(['first', 'third']);
});

it('reports at the next look what made a run fail, once', async () => {
  const aside = new BackgroundRun();
  aside.begin(() => Promise.reject(new Error('it failed')));
  await aside.ended();
  expect(() => aside.begin(() => Promise.resolve())).toThrow('it failed');
  expect(() => aside.begin(() => Promise.resolve())).not.toThrow();
  await aside.ended();
});
