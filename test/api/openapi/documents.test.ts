import { createHash } from 'node:crypto';
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

test('the document tells of every route, of its errors and of every webhook', async () => {
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
  // Beside those with a key there is the one with a signature.
  expect(document.paths['/v1/compliance/callback']?.['post']?.responses).toHaveProperty('409');
  expect(operations).toHaveLength(routes.length + 1);
  expect(new Set(operations.map(operation => operation.operationId)).size).toBe(routes.length + 1);
  expect(Object.keys(document.webhooks)).toEqual([...eventTypes]);
  expect(document.paths['/v1/purse']?.['get']?.responses).toHaveProperty('409');

  // Every reference leads somewhere.
  const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(match => match[1] ?? '');
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of refs) expect(document.components.schemas).toHaveProperty(ref);
});

test('the document is the same every time', () => {
  const make = () => JSON.stringify(openApiDocument(routes.map(route => route.spec)));
  expect(make()).toBe(make());
});

test('the reference is one page without scripts, under a policy that allows none', async () => {
  const { status, text, headers } = await api.call('GET', '/docs', { key: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/html/);
  for (const { spec } of routes) expect(text).toContain(spec.path);
  expect(text).not.toMatch(/<script|https?:\/\/(?!(pay\.)?shop\.example)/);
  const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`style-src 'sha256-${hash}'`);
  expect(policy).not.toContain('unsafe');
  // The type of a problem leads to its error.
  expect(text).toContain('id="customer_not_found"');
});

test('the reference shows each object with its fields, by tags, with an example and a call to paste', async () => {
  const { text } = await api.call('GET', '/docs', { key: null });
  expect(text).not.toContain('$ref');
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const lost = [...text.matchAll(/href="#([^"]+)"/g)].filter(([, to]) => !ids.has(to));
  expect(lost.map(([, to]) => to)).toEqual([]);
  const document = openApiDocument(routes.map(route => route.spec));
  for (const name of Object.keys(document.components?.schemas ?? {})) expect(ids).toContain(`object-${name}`);
  for (const type of eventTypes) expect(ids).toContain(`webhook-${type}`);
  for (const { spec } of routes) expect(ids).toContain(`tag-${spec.tag.toLowerCase().replaceAll(' ', '-')}`);

  const sectionOf = (id: string): string =>
    new RegExp(`<section id="${id}">.*?</section>`, 's').exec(text)?.[0] ?? '';
  expect(sectionOf('object-Transaction')).toMatch(/<code>creditedTo<.*<code>unattributed</s);
  expect(sectionOf('object-PurseStatus')).toContain('The spelling is meant');
  const charge = sectionOf('post-v1-charges');
  expect(charge).toContain('Answer 201: <a href="#object-Charge">Charge</a>');
  expect(charge).toMatch(/curl -X POST .*\$PURSER\/v1\/charges.*Idempotency-Key.*-d /s);
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

test('health is ours alone; readiness names what is down', async () => {
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
