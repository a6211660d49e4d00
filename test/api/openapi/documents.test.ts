import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../../api/openapi/document.ts';
import { routes } from '../../../api/routes/index.ts';
import { eventTypes } from '../../../domain/events.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ limits: { scannerStaleMs: 60_000 } });
});
afterAll(() => api.stop());

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, unknown>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly webhooks: Record<string, unknown>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

test('the document has every route, its errors and every webhook', async () => {
  const { text } = await api.call('GET', '/openapi.json', { key: null });
  const document = JSON.parse(text) as Document;
  expect(document.openapi).toBe('3.1.0');
  for (const { spec } of routes) {
    const operation = document.paths[spec.path]?.[spec.method];
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([String(spec.status), '401', '403', '422', '429', '500', '503']),
    );
  }
  const operations = Object.values(document.paths).flatMap(path => Object.values(path));
  // Besides the operations with a key there is one with a signature.
  expect(document.paths['/v1/compliance/callback']?.['post']?.responses).toHaveProperty('409');
  expect(operations).toHaveLength(routes.length + 1);
  expect(new Set(operations.map(operation => operation.operationId)).size).toBe(routes.length + 1);
  expect(Object.keys(document.webhooks)).toEqual([...eventTypes]);
  expect(document.paths['/v1/purse']?.['get']?.responses).toHaveProperty('409');

  // Every reference resolves.
  const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(match => match[1] ?? '');
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of refs) expect(document.components.schemas).toHaveProperty(ref);
});

test('the document is the same every time', () => {
  const make = () => JSON.stringify(openApiDocument(routes.map(route => route.spec)));
  expect(make()).toBe(make());
});

test('the address of an installation leads a browser to the reference, and a program to an error', async () => {
  const at = (accept: string) => fetch(`${api.url}/`, { redirect: 'manual', headers: { accept } });
  const browser = await at('text/html,application/xhtml+xml,*/*;q=0.8');
  expect([browser.status, browser.headers.get('location')]).toEqual([302, '/docs']);
  for (const accept of ['*/*', 'application/json']) {
    const program = await at(accept);
    expect([program.status, program.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  }
});

test('health reports only our own process; readiness names the parts that are down', async () => {
  expect((await api.call('GET', '/healthz', { key: null })).body).toEqual({ status: 'ok' });
  const ready = () => api.call('GET', '/readyz', { key: null });
  expect((await ready()).body).toMatchObject({ down: ['scanner:ETHEREUM', 'scanner:POLYGON'] });
  await api.rows`
    insert into chain_cursors (chain_id, network, caught_up_at)
    values (31337, 'ETHEREUM', now()), (31339, 'POLYGON', now() - interval '5 minutes')`;
  expect(await ready()).toMatchObject({
    status: 503,
    body: { status: 'not ready', down: ['scanner:POLYGON'], parts: { 'scanner:POLYGON': { state: 'down' } } },
  });
  await api.rows`update chain_cursors set caught_up_at = now()`;
  expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', down: [] } });
});

test('a part that does not answer is down after 2 s', async () => {
  const slow = await startApi({
    probes: {
      postgres: () => Promise.reject(new Error('secret host')),
      temporal: () => new Promise(() => undefined),
    },
  });
  const { status, body, text } = await slow.call('GET', '/readyz', { key: null });
  expect(status).toBe(503);
  expect(body['down']).toEqual(expect.arrayContaining(['postgres', 'temporal']));
  expect(text).not.toContain('secret');
  await slow.stop();
});
