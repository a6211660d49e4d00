import { afterEach, expect, it } from 'vitest';
import type { ApiOptions } from '../../../api/deps.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';
import { FixtureSessions, viewWith } from './checkoutFixtures.ts';

const sessions = new FixtureSessions();
let api: TestApi;
afterEach(() => api.stop());

async function start(limits: Partial<ApiOptions>): Promise<void> {
  api = await startApi({ checkout: sessions, limits });
}

/** How many of these simultaneous page requests of a client are served. */
async function given(asked: number, headers: Record<string, string> = {}): Promise<number> {
  const path = `/checkout/${sessions.put(viewWith())}`;
  const answers = await Promise.all(
    Array.from({ length: asked }, () => api.call('GET', path, { key: null, headers })),
  );
  return answers.filter(({ status }) => status === 200).length;
}

const warnings = (): readonly string[] => api.logs.filter(line => line.includes('PURSER_TRUST_PROXY'));

it('a client gets six times as many pages at once as the setting allows per second', async () => {
  await start({ checkoutRateLimit: 1 });
  const pages = await given(20);
  expect(pages).toBeGreaterThanOrEqual(6);
  // One more for each second that passed.
  expect(pages).toBeLessThan(20);
  expect(await given(1, { 'Purser-Again': '1' })).toBe(1);
});

it('an untrusted proxy is warned about once, without its headers’ values', async () => {
  await start({ trustProxy: 0 });
  expect(await given(1)).toBe(1);
  expect(warnings()).toEqual([]);
  expect(await given(2, { 'X-Forwarded-For': '192.0.2.77' })).toBe(2);
  expect(await given(1, { Forwarded: 'for=192.0.2.77' })).toBe(1);
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('"level":40');
  expect(api.logs.join('')).not.toContain('192.0.2.77');
});

it.for(['X-Forwarded-For', 'Forwarded'])('%s alone triggers the warning', async name => {
  await start({ trustProxy: [] });
  expect(await given(1, { [name]: 'for=192.0.2.77' })).toBe(1);
  expect(warnings()).toHaveLength(1);
});

it('a trusted proxy is not warned about, and each of its clients has its own pages', async () => {
  await start({ trustProxy: 1, checkoutRateLimit: 1 });
  expect(await given(20, { 'X-Forwarded-For': '192.0.2.1' })).toBeLessThan(20);
  expect(await given(6, { 'X-Forwarded-For': '192.0.2.2' })).toBe(6);
  expect(warnings()).toEqual([]);
});
