import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docsPages } from '../../../api/docs/docsPages.ts';
import { errorAdvice } from '../../../api/docs/errorAdvice.ts';
import { guideNames } from '../../../api/docs/guides.ts';
import { renderPage } from '../../../api/docs/page.ts';
import { errorPath, wireCode } from '../../../api/http/problem.ts';
import { openApiDocument } from '../../../api/openapi/document.ts';
import { routes } from '../../../api/routes/index.ts';
import { errorCodes } from '../../../domain/errors.ts';
import { eventTypes } from '../../../domain/events.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

const specs = routes.map(route => route.spec);
const document = openApiDocument(specs);
const { pages, nav, llms } = docsPages(specs, document);

let api: TestApi;
beforeAll(async () => {
  api = await startApi({});
});
afterAll(() => api.stop());
const get = (path: string) => api.call('GET', path, { key: null });

test('the reference runs scripts of this server alone, and sends nothing elsewhere', async () => {
  const { status, text, headers } = await get('/docs');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  expect(text).not.toMatch(/https?:/);
  const scripts = [...text.matchAll(/<script src="([^"]+)"/g)].map(([, source = '']) => source);
  expect(scripts).toEqual(['/docs/scalar.js', '/docs/start.js']);
  expect(text).not.toMatch(/<script>/);
  for (const source of scripts) {
    const script = await get(source);
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
  }
});

test('the library of the reference comes packed, and is asked for once by each browser', async () => {
  const sent = (headers: Record<string, string>) => fetch(`${api.url}/docs/scalar.js`, { headers });
  const [first, second] = await Promise.all([
    sent({ 'accept-encoding': 'identity' }),
    sent({ 'accept-encoding': 'gzip' }),
  ]);
  expect([first.headers.get('content-encoding'), second.headers.get('content-encoding')]).toEqual([
    null,
    'gzip',
  ]);
  expect(second.headers.get('vary')).toContain('Accept-Encoding');
  const plain = await first.text();
  expect(plain).toContain('createApiReference');
  expect(await second.text()).toBe(plain);
  const etag = first.headers.get('etag') ?? '';
  const again = await sent({ 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('the type of a problem is the address of a page about its code, for people and for programs', async () => {
  const problem = await get('/v1/customers');
  expect(problem.body).toMatchObject({ code: 'unauthorized', type: '/docs/errors/unauthorized' });
  const page = await get(String(problem.body['type']));
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.text).toMatch(/<h1 id="unauthorized"><code>unauthorized<\/code><\/h1>.*Authorization: Bearer/s);
  const markdown = await get(`${String(problem.body['type'])}.md`);
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(markdown.text).toMatch(/^# `unauthorized`\n.*## What to do\n/s);
});

test('every code of the catalogue has a page, with what to do and the operations that answer it', () => {
  for (const code of errorCodes) {
    const page = pages.get(errorPath(wireCode(code)));
    expect(page?.markdown, code).toMatch(/## When it comes\n\n\S.*## What to do\n\n\S/s);
  }
  expect(pages.get('/docs/errors/insufficient_balance')?.markdown).toContain('- `POST /v1/charges`\n');
  expect(pages.get('/docs/errors/rate_limited')?.markdown).toContain('Every operation.');
  expect(pages.get('/docs/errors/scanner_fenced')?.markdown).toContain('None of those with an API key');
  // Entries that share a code share a page, with both statuses.
  expect(pages.get('/docs/errors/currency_not_supported')?.markdown).toContain('HTTP status 422 or 404.');
});

test('the advice names only operations that there are', () => {
  const known = specs.map(
    ({ method, path }) =>
      new RegExp(`^${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '\\{\\w+\\}')}$`),
  );
  const named = Object.values(errorAdvice).flatMap(({ cause, remedy }) =>
    [...`${cause} ${remedy}`.matchAll(/`((?:GET|POST|DELETE) \/v1[^`?]*)/g)].map(
      ([, operation = '']) => operation,
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(operation => !known.some(each => each.test(operation)))).toEqual([]);
});

test('every page is HTML without scripts, and the same as Markdown', async () => {
  for (const path of ['/docs/reference', '/docs/guides', '/docs/guides/payments', '/docs/errors']) {
    const html = await get(path);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html.text).not.toMatch(/<script/);
    expect(html.text).toContain(`<link rel="alternate" type="text/markdown" href="${path}.md">`);
    const style = /<style>(.*?)<\/style>/s.exec(html.text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = html.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).not.toContain('unsafe');
    const markdown = await get(`${path}.md`);
    expect(markdown.text).toBe(pages.get(path)?.markdown);
  }
  expect((await get('/docs.md')).text).toBe((await get('/docs/reference.md')).text);
  for (const path of [
    '/docs/nothing',
    '/docs/guides/nothing.md',
    '/docs/errors/..',
    '/docs/guides/../../package.json',
  ])
    expect((await get(path)).status, path).toBe(404);
});

test('every link between pages leads to a page, and to a heading of it', () => {
  const html = new Map([...pages].map(([path, page]) => [path, renderPage(page, nav)]));
  const ids = new Map(
    [...html].map(([path, text]) => [
      path,
      new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const others = new Set(['/docs', '/openapi.json', '/llms.txt', '/docs/reference.md']);
  const lost: string[] = [];
  let links = 0;
  for (const [path, text] of html) {
    for (const [, link = ''] of text.matchAll(/<a href="([^"]*)"/g)) {
      if (/^https?:/.test(link)) continue;
      links += 1;
      const [target = '', fragment] = link.split('#');
      const page = target === '' ? path : target;
      const isThere =
        fragment === undefined ? ids.has(page) || others.has(page) : ids.get(page)?.has(fragment);
      if (!isThere) lost.push(`${path}: ${link}`);
    }
  }
  expect(links).toBeGreaterThan(1000);
  expect(lost).toEqual([]);
});

test('every file of docs/ is a guide', () => {
  const files = readdirSync(join(import.meta.dirname, '../../../docs')).filter(name => name.endsWith('.md'));
  const listed = Object.values(guideNames).flat();
  expect(listed.map(name => `${name}.md`).toSorted()).toEqual(files.toSorted());
});

test('the index for language models lists the reference, the errors and every guide', async () => {
  const { text, headers } = await get('/llms.txt');
  expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(text).toBe(llms);
  expect(text).toMatch(/^# Purser\n\n> \S/);
  const links = [...text.matchAll(/^- \[[^\]]+\]\(([^)]+)\)/gm)].map(([, link = '']) => link);
  for (const name of Object.values(guideNames).flat()) expect(links).toContain(`/docs/guides/${name}.md`);
  for (const link of links) expect((await get(link)).status, link).toBe(200);
});

test('the reference as Markdown shows each operation with a call to paste, each webhook and each object', () => {
  const text = pages.get('/docs/reference')?.markdown ?? '';
  expect(text).not.toContain('$ref');
  for (const { summary, method, path } of specs)
    expect(text).toContain(`### ${summary}\n\n\`${method.toUpperCase()} ${path}\`\n`);
  for (const type of eventTypes) expect(text).toContain(`### ${type}\n`);
  for (const name of Object.keys(document.components?.schemas ?? {})) expect(text).toContain(`### ${name}\n`);

  const sectionOf = (heading: string): string =>
    text.split(/^(?=###? )/m).find(part => part.startsWith(heading)) ?? '';
  expect(sectionOf('### Transaction\n')).toMatch(/\| `creditedTo` \| .*`unattributed`/);
  expect(sectionOf('### PurseStatus\n')).toContain('The spelling is meant');
  const charge = sectionOf(
    `### ${specs.find(({ path, method }) => path === '/v1/charges' && method === 'post')?.summary ?? ''}\n`,
  );
  expect(charge).toContain('Answer 201: [Charge](#charge)');
  expect(charge).toMatch(/curl -X POST "\$PURSER\/v1\/charges".*Idempotency-Key.*-d /s);
});
