import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentedRoute } from '../../../api/docs/docsFiles.ts';
import { docsPages } from '../../../api/docs/docsPages.ts';
import { errorAdvice } from '../../../api/docs/errorAdvice.ts';
import { guides } from '../../../api/docs/guides.ts';
import { renderPage } from '../../../api/docs/page.ts';
import { errorPath, wireCode } from '../../../api/http/problem.ts';
import { openApiDocument } from '../../../api/openapi/document.ts';
import { routes } from '../../../api/routes/index.ts';
import { errorCatalogue, errorCodes } from '../../../domain/errors.ts';
import { eventTypes } from '../../../domain/events.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

const specs = routes.map(route => route.spec);
const document = openApiDocument(specs);
const { pages: all, nav, llms } = docsPages(specs.map(documentedRoute), document);
const pages = new Map(all.map(page => [page.path, page]));
const guideNames = Object.values(guides).flatMap(files => Object.keys(files));

let api: TestApi;
beforeAll(async () => {
  api = await startApi({});
});
afterAll(() => api.stop());
/** As a browser asks: `fetch` changes paths, and asks for nothing that is kept. */
const statusOf = async (path: string, headers = {}): Promise<number | undefined> => {
  const [answer] = (await once(request(api.url, { path, headers }).end(), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
};
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

test('files come packed, and a browser that has them is told to keep them', async () => {
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
  expect(plain.includes('createApiReference')).toBe(true);
  expect((await second.text()) === plain).toBe(true);
  expect(first.headers.get('cache-control')).toMatch(/max-age=\d+/);
  const etag = first.headers.get('etag') ?? '';
  expect(await statusOf('/docs/scalar.js', { 'if-none-match': etag })).toBe(304);
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
  expect(pages.get('/docs/errors/method_not_allowed')?.markdown).toContain('Every path.');
  // Entries that share a code share a page, with both statuses.
  expect(pages.get('/docs/errors/currency_not_supported')?.markdown).toContain('HTTP status 422 or 404.');
});

test('the advice names only operations that there are', () => {
  const known = specs.map(
    ({ method, path }) =>
      new RegExp(`^${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '\\{\\w+\\}')}$`),
  );
  const named = [...errorAdvice.values()].flatMap(({ cause, remedy }) =>
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
    '/docs/guides/..',
    '/docs/guides/%2e%2e',
    '/docs/..%2fpackage.json',
    '/docs/guides/../../package.json',
  ])
    expect(await statusOf(path), path).toBe(404);
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
  expect(guideNames.map(name => `${name}.md`).toSorted()).toEqual(files.toSorted());
});

test('the index for language models lists the reference, the errors and every guide', async () => {
  const { text, headers } = await get('/llms.txt');
  expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(text).toBe(llms);
  expect(text).toMatch(/^# Purser\n\n> \S/);
  expect(text).not.toContain('```');
  const links = [...text.matchAll(/^- \[[^\]]+\]\(([^)]+)\)/gm)].map(([, link = '']) => link);
  for (const name of guideNames) expect(links).toContain(`/docs/guides/${name}.md`);
  for (const link of links) expect((await get(link)).status, link).toBe(200);
});

test('the reference as Markdown shows each operation with a call to paste, each webhook and each object', () => {
  const text = pages.get('/docs/reference')?.markdown ?? '';
  expect(text).not.toContain('$ref');
  for (const { summary, method, path } of specs)
    expect(text).toContain(`### ${summary}\n\n\`${method.toUpperCase()} ${path}\`\n`);
  for (const type of eventTypes) expect(text).toContain(`### ${type}\n`);
  for (const name of Object.keys(document.components?.schemas ?? {}))
    expect(text).toContain(`### Object \`${name}\`\n`);

  const sectionOf = (heading: string): string =>
    text.split(/^(?=###? )/m).find(part => part.startsWith(heading)) ?? '';
  expect(sectionOf('### Object `Transaction`\n')).toMatch(/\| `creditedTo` \| .*`unattributed`/);
  expect(sectionOf('### Object `PurseStatus`\n')).toContain('The spelling is meant');
  const charge = sectionOf(
    `### ${specs.find(({ path, method }) => path === '/v1/charges' && method === 'post')?.summary ?? ''}\n`,
  );
  expect(charge).toContain('Answer 201: [Charge](#object-charge)');
  expect(charge).not.toContain('of your own keys');
  expect(charge).toMatch(/curl -X POST "\$PURSER\/v1\/charges".*Idempotency-Key.*-d /s);
});

test('advice to wait for Retry-After is given for errors that are sent with it', () => {
  const waited = [...errorAdvice]
    .filter(([, { remedy }]) => remedy.includes('Retry-After'))
    .map(([code]) => code);
  expect(waited.length).toBeGreaterThan(3);
  const sent = errorCodes.filter(
    code => errorCatalogue[code].status === 503 || errorCatalogue[code].retryable,
  );
  expect(sent).toEqual(expect.arrayContaining(waited));
});

test('links to objects lead below the objects, also where a tag has the same name', () => {
  const text = pages.get('/docs/reference')?.markdown ?? '';
  const linked = [...text.matchAll(/\]\(#(object-[^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(linked).toContain('object-account');
  const html = renderPage({ path: '/docs/reference', title: '', markdown: text }, []);
  for (const anchor of new Set(linked))
    expect(html.match(new RegExp(` id="${String(anchor)}"`, 'g'))).toHaveLength(1);
});

test('a client that asks for page after page is told to wait', async () => {
  const limited = await startApi({ limits: { checkoutRateLimit: 1 } });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      limited.call('GET', at % 2 === 0 ? '/openapi.json' : '/llms.txt', { key: null }),
    ),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(2);
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  await limited.stop();
});
