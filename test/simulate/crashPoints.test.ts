import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { crashPoints } from '../../simulate/crashes/crashPoints.ts';
import { outages } from '../../simulate/crashes/outages.ts';
import { replaceOnce } from '../../simulate/replaceOnce.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

it.each(crashPoints)('the code of "$name" is where the process dies', point => {
  const code = read(point.file);
  const dying = replaceOnce(code, point);
  expect(dying).toContain('globalThis.purserDies()');
  expect(code).not.toContain('purserDies');
});

it('each point has a name of its own', () => {
  expect(new Set(crashPoints.map(({ name }) => name)).size).toBe(crashPoints.length);
});

it('code that is not there, or twice, is no crash point', () => {
  const [point] = crashPoints;
  if (!point) throw new Error('there is no crash point');
  expect(() => replaceOnce('', point)).toThrow('exactly once');
  expect(() => replaceOnce(point.find + point.find, point)).toThrow('exactly once');
});

it('the alarms of outages are alerts, with the metric of their expression', () => {
  const { groups } = parse(read('docs/prometheus/alerts.yml')) as {
    readonly groups: readonly {
      readonly rules: readonly { readonly alert: string; readonly expr: string }[];
    }[];
  };
  const rules = new Map(groups.flatMap(({ rules }) => rules).map(({ alert, expr }) => [alert, expr]));
  for (const { alert, metric } of outages.flatMap(({ alarms }) => alarms)) {
    expect(rules.get(alert)).toContain(metric);
  }
});
