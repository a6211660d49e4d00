import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Load } from '../../bench/load/protocol.ts';
import { runLoad } from '../../bench/load/runLoad.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A load of one connection on a server that answers so. */
async function loadOn(answer: RequestListener, load: Partial<Load>): Promise<Load> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    headers: {},
    targets: [{ path: '/', holds: 'right' }],
    connections: 1,
    seconds: 0.2,
    perSecond: 100,
    ...load,
  };
}

const send = (response: Parameters<RequestListener>[1], body: string): void => {
  response.writeHead(200, { 'content-length': body.length }).end(body);
};

test('a server that stalls is charged for everything that was due meanwhile', async () => {
  const stallMs = 150;
  let first = true;
  const load = await loadOn((_request, response) => {
    if (first) setTimeout(send, stallMs, response, 'right');
    else send(response, 'right');
    first = false;
  }, {});
  const { answered, latencies } = await runLoad(load);
  expect(answered).toBe(20);
  // Request n was due 10 n ms after the first, and cannot be answered before the stall ends.
  latencies.forEach((ms, n) => {
    expect(ms, String(n)).toBeGreaterThanOrEqual(Math.max(0, stallMs - 10 * n - 2));
  });
});

test('each wrong answer is counted, and the first is shown', async () => {
  let nth = 0;
  const load = await loadOn((_request, response) => {
    nth += 1;
    if (nth === 1) send(response, 'right');
    else if (nth === 2) send(response, 'another customer');
    else response.writeHead(503, { 'content-length': 5 }).end('right');
  }, {});
  const { answered, wrong, firstWrong } = await runLoad(load);
  expect([answered, wrong]).toEqual([20, 19]);
  expect(firstWrong).toContain('another customer');
});

test('targets are requested in turn, with the given headers, however the answers are split', async () => {
  const seen: unknown[] = [];
  const load = await loadOn(
    ({ url, headers }, response) => {
      seen.push([url, headers.authorization]);
      response.writeHead(200, { 'content-length': 5 });
      response.write('rig');
      setImmediate(() => response.end('ht'));
    },
    {
      headers: { authorization: 'Bearer key' },
      targets: ['/a', '/b', '/c'].map(path => ({ path, holds: 'right' })),
      perSecond: null,
      seconds: 0.05,
    },
  );
  const { answered, wrong } = await runLoad(load);
  expect(answered).toBe(seen.length);
  expect(wrong).toBe(0);
  expect(seen.slice(0, 4)).toEqual(['/a', '/b', '/c', '/a'].map(path => [path, 'Bearer key']));
});

test('a post carries its body and headers, and expected refusals are counted, not wrong', async () => {
  const seen: unknown[] = [];
  const load = await loadOn(
    (request, response) => {
      const { method, url, headers } = request;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push([method, url, headers['idempotency-key'], headers['content-type'], body]);
        const status = [201, 429, 500][seen.length % 3] ?? 0;
        response.writeHead(status, { 'content-length': 5 }).end('right');
      });
    },
    {
      targets: [
        {
          path: '/a',
          holds: 'right',
          body: '{"a":1}',
          headers: { 'idempotency-key': 'one' },
          statuses: [201],
        },
        { path: '/b', holds: 'right', body: '{}', statuses: [201] },
      ],
      seconds: 0.06,
      refusals: [429],
    },
  );
  const { answered, statuses, wrong, firstWrong } = await runLoad(load);
  expect(seen.slice(0, 2)).toEqual([
    ['POST', '/a', 'one', 'application/json', '{"a":1}'],
    ['POST', '/b', undefined, 'application/json', '{}'],
  ]);
  expect([answered, statuses]).toEqual([6, { 201: 2, 429: 2, 500: 2 }]);
  expect(wrong).toBe(2);
  expect(firstWrong).toMatch(/^500 /);
});

test('a connection that the server ended is opened again', async () => {
  let connections = 0;
  const load = await loadOn(
    (_request, response) => {
      response.writeHead(200, { 'content-length': 5, connection: 'close' }).end('right');
    },
    { perSecond: 20, seconds: 0.2 },
  );
  server?.on('connection', () => (connections += 1));
  const { answered, wrong } = await runLoad(load);
  expect([answered, wrong, connections]).toEqual([4, 0, 4]);
});

test('of a rate with a fractional number of requests, the whole ones are sent', async () => {
  const load = await loadOn(
    (_request, response) => {
      send(response, 'right');
    },
    { perSecond: 12.5, seconds: 0.2 },
  );
  expect((await runLoad(load)).answered).toBe(2);
});

test('a load that ends on time leaves out requests without a connection, and waits for those that were sent', async () => {
  const load = await loadOn((_request, response) => setTimeout(send, 150, response, 'right'), {
    seconds: 0.2,
    endsOnTime: true,
  });
  const { answered, seconds } = await runLoad(load);
  expect(answered).toBe(2);
  expect(seconds).toBeGreaterThanOrEqual(0.29);
  expect((await runLoad({ ...load, endsOnTime: false, seconds: 0.05 })).answered).toBe(5);
});
