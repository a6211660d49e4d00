import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from './startApi.ts';
import { startApi } from './startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a chain that was stopped is down with its reason until it is resumed; others are unaffected', async () => {
  await api.rows`
    insert into chain_cursors (chain_id, network, caught_up_at, stopped_code, stopped_detail, stopped_at)
    values (31337, 'ETHEREUM', now(), null, null, null),
      (31339, 'POLYGON', now(), 'chain_disagreement', 'POLYGON#2 at http://secret', now())`;
  const stopped = await api.call('GET', '/readyz', { key: null });
  expect(stopped).toMatchObject({
    status: 503,
    body: {
      down: ['scanner:POLYGON'],
      parts: {
        'scanner:ETHEREUM': { state: 'up' },
        'scanner:POLYGON': {
          state: 'down',
          reason: 'stopped until an operator resumes it: chain_disagreement',
        },
      },
    },
  });
  // The detail may name hosts: it is for operators alone.
  expect(stopped.text).not.toContain('secret');
  await api.rows`update chain_cursors set stopped_code = null, stopped_detail = null, stopped_at = null`;
  expect(await api.call('GET', '/readyz', { key: null })).toMatchObject({ status: 200, body: { down: [] } });
});
