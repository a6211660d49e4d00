import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from '../../../api/server/listen.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ limits: { readyFreshMs: 1000 } });
});
afterAll(() => api.stop());

/** Opens a connection, sends this, and returns what came back when the other side has ended it. */
async function outcome(port: number, sent: string, drops = ''): Promise<{ text: string; ms: number }> {
  const began = performance.now();
  return new Promise(resolve => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (part: Buffer) => (text += part.toString()));
    socket.on('error', () => undefined);
    // Each byte counts as a sign of life.
    const dropping = setInterval(() => drops !== '' && socket.write(drops), 200);
    socket.on('close', () => {
      clearInterval(dropping);
      resolve({ text, ms: performance.now() - began });
    });
  });
}
const portOf = (url: string): number => Number(new URL(url).port);

describe('a slow client', () => {
  let server: Server;
  beforeAll(async () => {
    server = await listen(
      (request, response) => {
        request.resume().once('end', () => response.end('whole'));
      },
      {
        port: 0,
        host: '127.0.0.1',
        requestTimeout: 600,
        headersTimeout: 300,
        connectionsCheckingInterval: 50,
      },
    );
  });
  afterAll(() => {
    server.close().closeAllConnections();
  });
  const port = (): number => (server.address() as AddressInfo).port;

  test.for([
    ['sends nothing', ''],
    ['sends half a head', 'POST / HTTP/1.1\r\nHost: a\r\n'],
    ['sends half a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf'],
  ] as const)('that %s is cut off', async ([, sent]) => {
    const { text, ms } = await outcome(port(), sent);
    expect(text).not.toContain('whole');
    expect(ms).toBeLessThan(3000);
  });

  test("has at most half a minute, by the API's settings", async () => {
    const usual = await listen(() => undefined, { port: 0, host: '127.0.0.1' });
    expect([usual.requestTimeout, usual.headersTimeout, usual.keepAliveTimeout]).toEqual([
      30_000, 15_000, 5000,
    ]);
    usual.close();
  });
});

test('a caller who is refused before the body arrived gets the answer at once, and keeps the connection at most 5 s', async () => {
  const head = 'POST /v1/customers HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{';
  const { text, ms } = await outcome(portOf(api.url), head, ' ');
  expect(text).toMatch(/^HTTP\/1\.1 401 /);
  expect(ms).toBeGreaterThan(3000);
  expect(ms).toBeLessThan(8000);
});

test('a client that tries unknown keys is limited, and known keys are not', async () => {
  const limited = await startApi();
  const nobody = (index: number) => `sk_test_${String(index).padStart(43, 'A')}`;
  const replies = await Promise.all(
    Array.from({ length: 300 }, (_, index) => limited.call('GET', '/v1/customers', { key: nobody(index) })),
  );
  const refused = replies.filter(({ status }) => status === 429);
  expect(replies.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(100);
  expect(refused.length).toBeGreaterThan(50);
  expect(refused[0]?.body.code).toBe('rate_limited');
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await limited.call('GET', '/v1/customers')).status).toBe(200);
  expect((await limited.call('GET', '/v1/customers', { key: null })).status).toBe(401);
  await limited.stop();
});

test('readiness is checked at most once a second, however many ask', async () => {
  let probes = 0;
  const asked = await startApi({
    limits: { readyFreshMs: 1000 },
    probes: {
      postgres: () => Promise.resolve(),
      temporal: () => {
        probes += 1;
        return Promise.resolve();
      },
    },
  });
  const ready = () => asked.call('GET', '/readyz', { key: null });
  await Promise.all(Array.from({ length: 50 }, ready));
  expect(probes).toBe(1);
  await expect
    .poll(
      async () => {
        await ready();
        return probes;
      },
      { timeout: 3000, interval: 100 },
    )
    .toBe(2);
  await asked.stop();
});

test('the document is serialised once', async () => {
  const [one, two] = await Promise.all([api.call('GET', '/openapi.json'), api.call('GET', '/openapi.json')]);
  expect(one.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(two.text).toBe(one.text);
});
