import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../simulate/mutants/mutants.ts';

it.each(mutants)('the code of "$name" is where the mutant takes it out', ({ file, find, replace }) => {
  const code = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  expect(code.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

it('each mechanism has a name and a place of its own', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(new Set(mutants.map(({ file, find }) => file + find)).size).toBe(mutants.length);
});
