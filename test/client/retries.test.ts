import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import type { TestApi } from '../api/startApi.ts';
import { startApi } from '../api/startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const client = (options: Partial<ClientOptions> = {}) =>
  createClient({ baseUrl: api.url, apiKey: api.merchant.keys.admin, ...options });

/** A fetch whose first `times` calls fail in this way; it records the requests. */
function troubled(times: number, trouble: (request: Request) => Promise<Response>) {
  const requests: Request[] = [];
  const fetchIt = async (request: Request): Promise<Response> => {
    requests.push(request.clone());
    return requests.length <= times ? trouble(request) : fetch(request);
  };
  return { requests, fetch: fetchIt };
}

const customersOf = async (externalId: string) =>
  api.rows`select id from customers where external_id = ${externalId}`;

describe('a call without an answer', () => {
  test('is repeated with the same key, and has one effect although the first call reached the server', async () => {
    const { requests, fetch } = troubled(2, async request => {
      await (await globalThis.fetch(request)).text();
      throw new TypeError('the connection broke');
    });
    const customer = await client({ fetch }).post('/v1/customers', { body: { externalId: 'once' } });
    expect(await customersOf('once')).toEqual([{ id: customer.id }]);
    const keys = requests.map(request => request.headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  test('includes one that breaks off in the middle', async () => {
    const { fetch } = troubled(1, async () => {
      const halved = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          controller.error(new TypeError('terminated'));
        },
      });
      return Promise.resolve(new Response(halved, { status: 201 }));
    });
    const { externalId } = await client({ fetch }).post('/v1/customers', { body: { externalId: 'halved' } });
    expect(externalId).toBe('halved');
  });

  test('is given up after the retries, and the error has the key for another try', async () => {
    const { requests, fetch } = troubled(9, () => Promise.reject(new TypeError('refused')));
    const lost = client({ fetch, maxRetries: 1 }).post('/v1/customers', {
      body: { externalId: 'lost' },
      idempotencyKey: 'order-4711',
    });
    await expect(lost).rejects.toMatchObject({
      name: 'PurserConnectionError',
      idempotencyKey: 'order-4711',
      cause: expect.any(TypeError) as unknown,
    });
    expect(requests).toHaveLength(2);
    expect(await customersOf('lost')).toEqual([]);
  });

  test('includes one that takes longer than it may', async () => {
    let connections = 0;
    const silent = createServer(() => {
      connections += 1;
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const baseUrl = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const slow = client({ baseUrl, timeoutMs: 60, maxRetries: 1 }).get('/v1/customers');
    await expect(slow).rejects.toMatchObject({
      name: 'PurserConnectionError',
      cause: { name: 'TimeoutError' },
    });
    expect(connections).toBe(2);
    silent.closeAllConnections();
    silent.close();
  });
});

describe('an answer', () => {
  test('that asks to retry is retried: 503, 429, and 409 while the first call still runs', async () => {
    const answers = [
      new Response('{}', { status: 503, headers: { 'retry-after': '0' } }),
      new Response('{}', { status: 429, headers: { 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' } }),
      new Response('{"status":409,"code":"idempotency_in_progress"}', { status: 409 }),
    ];
    const { requests, fetch } = troubled(3, () =>
      Promise.resolve(answers[requests.length - 1] ?? Response.error()),
    );
    await client({ fetch }).post('/v1/customers', { body: { externalId: 'patient' } });
    expect(requests).toHaveLength(4);
    expect(await customersOf('patient')).toHaveLength(1);
  });

  test('of the rate limit is waited for', async () => {
    const limited = await startApi({ limits: { rateLimit: 2 } });
    const purser = createClient({ baseUrl: limited.url, apiKey: limited.merchant.keys.read, maxRetries: 9 });
    const lists = await Promise.all(Array.from({ length: 5 }, () => purser.get('/v1/customers')));
    expect(lists.map(({ data }) => data)).toEqual([[], [], [], [], []]);
    await limited.stop();
  });

  test('that is final is not retried', async () => {
    const { requests, fetch } = troubled(0, () => Promise.reject(new Error('never')));
    const purser = client({ fetch });
    await expect(purser.get('/v1/customers/{id}', { path: { id: 'nobody' } })).rejects.toMatchObject({
      status: 404,
    });
    await purser.post('/v1/customers', { body: { externalId: 'twice' } });
    await expect(purser.post('/v1/customers', { body: { externalId: 'twice' } })).rejects.toMatchObject({
      status: 409,
      code: 'customer_exists',
    });
    expect(requests).toHaveLength(3);
  });

  test.for(['3600', '99999999999', '9'.repeat(400)])(
    'that asks for %s s is returned to the caller at once',
    async asked => {
      const { requests, fetch } = troubled(9, () =>
        Promise.resolve(
          Response.json(
            { status: 503, code: 'temporarily_unavailable', detail: '', errors: [], requestId: 'r' },
            { status: 503, headers: { 'retry-after': asked } },
          ),
        ),
      );
      await expect(client({ fetch }).get('/v1/customers')).rejects.toMatchObject({
        code: 'temporarily_unavailable',
      });
      expect(requests).toHaveLength(1);
    },
  );
});

test('the caller’s signal ends the call and its retries', async () => {
  const end = new AbortController();
  const { requests, fetch } = troubled(9, () => {
    end.abort(new Error('the shopper left'));
    return Promise.reject(new TypeError('refused'));
  });
  await expect(client({ fetch }).get('/v1/customers', { signal: end.signal })).rejects.toThrow(
    'the shopper left',
  );
  expect(requests).toHaveLength(1);
});
