import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../simulate/mutants/mutants.ts';
import { planSeed, usualSteps } from '../../simulate/plan/planSeed.ts';
import { coins } from './coins.ts';

const plans = Array.from({ length: 20 }, (_, at) => planSeed(at + 1, usualSteps, coins));

it.each(mutants)('the code of "$name" is where the mutant takes it out', ({ file, find, replace }) => {
  const code = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  expect(code.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

it.each(mutants)('some of 20 seeds have what notices the loss of "$name"', ({ needs = () => true }) => {
  expect(plans.filter(({ steps }) => steps.some(needs)).length).toBeGreaterThanOrEqual(2);
});

it('each mechanism has a name and a place of its own', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(new Set(mutants.map(({ file, find }) => file + find)).size).toBe(mutants.length);
});
