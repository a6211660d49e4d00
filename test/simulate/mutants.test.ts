import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../simulate/mutants/mutants.ts';
import { sweepMutants } from '../../simulate/mutants/sweepMutants.ts';
import { sweepStories } from '../../simulate/sweeps/stories.ts';
import { planSeed, usualSteps } from '../../simulate/plan/planSeed.ts';
import { coins } from './coins.ts';

const plans = Array.from({ length: 20 }, (_, at) => planSeed(at + 1, usualSteps, coins));

const changes = [
  ...mutants,
  ...sweepMutants.flatMap(({ name, changes }) => changes.map(change => ({ name, ...change }))),
];

it.each(changes)('the code of "$name" is where the mutant takes it out of $file', change => {
  const { file, find, replace } = change;
  const code = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  expect(code.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

it('each story of sweeps is there for a mutant', () => {
  const stories = new Set<string>(sweepMutants.map(({ story }) => story));
  expect([...stories].toSorted()).toEqual(Object.keys(sweepStories).toSorted());
});

it.each(mutants)('some of 20 seeds have what notices the loss of "$name"', ({ needs = () => true }) => {
  expect(plans.filter(({ steps }) => steps.some(needs)).length).toBeGreaterThanOrEqual(2);
});

it('each mechanism has a name and a place of its own', () => {
  const names = [...mutants, ...sweepMutants].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(mutants.map(({ file, find }) => file + find)).size).toBe(mutants.length);
});
