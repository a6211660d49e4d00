import { expect, test } from 'vitest';
import {
  anchorsOf,
  figuresIn,
  readAlerts,
  readPanels,
  readQueries,
  readRunbooks,
  readScrapedJobs,
} from './monitoring.ts';

test('each alert has its own name, and an existing runbook', () => {
  const alerts = readAlerts();
  const names = alerts.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  const anchors = new Set(anchorsOf('operating.md'));
  for (const { alert, annotations } of alerts) {
    const [page, anchor = ''] = annotations.runbook_url.split('#');
    // Whole links, if Prometheus knows the address of the pages.
    expect(page, alert).toBe('{{ $externalLabels.purser_runbooks }}docs/operating.md');
    expect(anchors, alert).toContain(anchor);
  }
});

test('the address of the runbooks is a setting of Prometheus', () => {
  expect(readRunbooks()).toMatch(/^https:\/\/.*\/$/);
});

test('each panel of the dashboard shows something', () => {
  const panels = readPanels();
  expect(panels.length).toBeGreaterThan(20);
  const empty = panels.filter(panel => panel.targets.some(({ expr }) => expr.trim() === ''));
  expect(empty).toEqual([]);
});

test('the alerts use the job names of the scrape configuration', () => {
  expect(readScrapedJobs().every(job => job.startsWith('purser-'))).toBe(true);
  const jobs = readQueries().flatMap(query => [...query.matchAll(/job=~?"([^"]+)"/g)].map(([, job]) => job));
  expect(new Set(jobs)).toEqual(new Set(['purser-.*']));
});

test('metrics are found in queries with the labels that they use', () => {
  expect(figuresIn('max by (a) (purser_x{b="c", d!~"e.*"}) / rate(process_y_total[5m])')).toEqual([
    { name: 'purser_x', labels: ['b', 'd'] },
    { name: 'process_y_total', labels: [] },
  ]);
});
