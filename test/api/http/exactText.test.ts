import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonBody, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface RawReply {
  readonly status: number;
  readonly body: JsonBody;
}

/** Sends exactly these bytes: fetch would refuse some and change others. */
async function send(path: string, body: Buffer, type = 'application/json'): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${api.url}${path}`,
      {
        method: body.length > 0 ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${api.merchant.keys.admin}`, 'content-type': type },
      },
      response => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as JsonBody });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** `{"externalId":"…"}` around these bytes. */
const naming = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from('{"externalId":"Jos'), Buffer.from(bytes), Buffer.from('"}')]);
const customers = async (): Promise<number> => (await api.rows`select from customers`).length;

describe('a body', () => {
  test.for([
    ['Latin-1', naming(0xe9)],
    ['cut off within a character', naming(0xf0, 0x9f, 0x98)],
    ['overlong', naming(0xc0, 0xaf)],
    ['half of a surrogate pair', naming(0xed, 0xa0, 0x80)],
    ['beyond the last plane', naming(0xf4, 0x90, 0x80, 0x80)],
    ['a lone continuation', naming(0x80)],
    ['UTF-16', Buffer.from('\uFEFF{"externalId":"Jos"}', 'utf16le')],
    ['cut off at its end', Buffer.from([0x7b, 0x7d, 0xc3])],
  ] as const)('of %s creates nothing', async ([, body]) => {
    const before = await customers();
    expect(await send('/v1/customers', body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_encoding' },
    });
    expect(await customers()).toBe(before);
  });

  test('in two charsets never makes one customer', async () => {
    const session = (last: number) =>
      send(
        '/v1/sessions',
        Buffer.concat([
          Buffer.from('{"formId":"frm_x","customer":{"id":"Jos'),
          Buffer.from([last]),
          Buffer.from('"},"price":{"ETH":"1"}}'),
        ]),
      );
    const replies = [await session(0xe8), await session(0xe9)];
    expect(replies.map(({ body }) => body.code)).toEqual(['invalid_encoding', 'invalid_encoding']);
  });

  test.for(['utf-8', 'UTF-8', 'utf8', 'UTF8', '"utf-8"', "'utf-8'", 'utf_8', 'unicode-1-1-utf-8', ''])(
    'with the charset spelled %s is accepted',
    async charset => {
      const id = `é${charset}`;
      const body = Buffer.from(JSON.stringify({ externalId: id }));
      const reply = await send('/v1/customers', body, `application/json; charset=${charset}`);
      expect([reply.status, reply.body['externalId']]).toEqual([201, id]);
    },
  );

  test('in US-ASCII is accepted if it really is', async () => {
    const type = 'application/json;charset="US-ASCII"';
    expect((await send('/v1/customers', Buffer.from('{"externalId":"\\u00e9scaped"}'), type)).status).toBe(
      201,
    );
    expect((await send('/v1/customers', naming(0xc3, 0xa9), type)).body.code).toBe('invalid_encoding');
  });

  test.for(['iso-8859-1', 'latin1', 'windows-1252', 'utf-16', 'utf-16le', 'utf-7', 'utf-32', 'nonsense'])(
    'in %s is 415, whatever its bytes',
    async charset => {
      const reply = await send('/v1/customers', Buffer.from('{}'), `application/json; charset=${charset}`);
      expect([reply.status, reply.body.code]).toEqual([415, 'unsupported_charset']);
    },
  );

  test('with two charsets is accepted only if both are acceptable', async () => {
    const type = 'application/json; charset=utf-8; charset=latin1';
    expect((await send('/v1/customers', Buffer.from('{}'), type)).status).toBe(415);
  });

  test('may begin with one byte order mark, but not with two', async () => {
    expect((await send('/v1/customers', Buffer.from('\uFEFF{"externalId":"marked"}'))).status).toBe(201);
    expect((await send('/v1/customers', Buffer.from('\uFEFF\uFEFF{}'))).body.code).toBe('malformed_json');
    const reply = await send('/v1/customers', Buffer.from('{"externalId":"\uFEFFwithin"}'));
    expect(reply.body['externalId']).toBe('\uFEFFwithin');
  });
});

const withMetadata = (json: string) => send('/v1/customers', Buffer.from(`{"metadata":{"deep":${json}}}`));

describe('a number', () => {
  test.for([
    '12345678901234567890',
    '9007199254740993',
    '-9007199254740993',
    '9007199254740994',
    '1152921504606846976',
    '1e21',
    '1e400',
    '-1e400',
    '1e-400',
    '0.12345678901234567890',
    '0.1000000000000000055511151231257827',
    '123456789012345.67891',
  ])('%s, which a double cannot represent exactly, is refused with its field', async number => {
    const before = await customers();
    const { status, body } = await withMetadata(number);
    expect([status, body.code, body.errors.map(({ field }) => field)]).toEqual([
      422,
      'invalid_request',
      ['metadata.deep'],
    ]);
    expect(await customers()).toBe(before);
  });

  test.for([
    ['0', 0],
    ['-0', 0],
    ['1.0', 1],
    ['0.1e1', 1],
    ['1E+2', 100],
    ['0.10', 0.1],
    ['-12.5', -12.5],
    ['9007199254740992', 2 ** 53],
    ['-9007199254740991', -(2 ** 53) + 1],
    ['5e-324', 5e-324],
    ['0e999', 0],
    ['0.30000000000000004', 0.1 + 0.2],
  ] as const)('%s is stored exactly', async ([number, value]) => {
    const { status, body } = await withMetadata(number);
    expect([status, body['metadata']]).toEqual([201, { deep: value }]);
  });

  test('in a list is reported by its position, and all such numbers are reported', async () => {
    const raw = '{"types":["a",9007199254740993],"url":1e999,"note":"9007199254740993"}';
    const { body } = await send('/v1/webhook-endpoints', Buffer.from(raw));
    expect(body.errors.map(({ field }) => field)).toEqual(['types.1', 'url']);
  });
});

describe('a repeated name', () => {
  test.for([
    ['at the top', '{"externalId":"a","externalId":"b"}', 'externalId'],
    ['with one value', '{"externalId":"a","externalId":"a"}', 'externalId'],
    ['by an escape', '{"externalId":"a","ext\\u0065rnalId":"b"}', 'externalId'],
    ['deeper', '{"metadata":{"x":{"y":1},"b":2,"b":3}}', 'metadata.b'],
    ['within a list', '{"metadata":[{},{"b":2,"c":{},"b":[3]}]}', 'metadata.1.b'],
    ['that is empty', '{"":1,"":2}', ''],
    ['of the account', '{"account":"x","account":"y"}', 'account'],
  ] as const)('%s is refused with its field', async ([, raw, field]) => {
    const before = await customers();
    const { status, body } = await send('/v1/customers', Buffer.from(raw));
    expect([status, body.errors.map(error => error.field)]).toEqual([422, [field]]);
    expect(await customers()).toBe(before);
  });

  test('in two objects, or as a value, is not a repetition', async () => {
    const raw = '{"externalId":"metadata","metadata":{"externalId":"x, \\"x\\":1","metadata":"{}"}}';
    expect((await send('/v1/customers', Buffer.from(raw))).status).toBe(201);
  });

  test('is detected however deeply a body is nested, and __proto__ is refused however it is written', async () => {
    const deep = (inner: string) => Buffer.from(`${'{"a":['.repeat(8000)}${inner}${']}'.repeat(8000)}`);
    expect((await send('/v1/customers', deep('1'))).status).toBe(422);
    expect((await send('/v1/customers', deep('{"b":1,"b":1}'))).status).toBe(422);
    const proto = '{"metadata":{"__pr\\u006fto__":{"a":1}}}';
    expect((await send('/v1/customers', Buffer.from(proto))).body.code).toBe('malformed_json');
  });
});

describe('a query', () => {
  const none = Buffer.alloc(0);
  test.for(['Jos%E9', 'Jos%E8', '%C0%AF', '%ED%A0%80', '%F4%90%80%80', '%F0%9F%98', '%', '%zz', '100%'])(
    'with %s is 400',
    async id => {
      for (const path of [`/v1/purse?currency=ETH&customerId=${id}`, `/v1/customers?${id}=1`]) {
        expect(await send(path, none)).toMatchObject({ status: 400, body: { code: 'invalid_encoding' } });
      }
    },
  );

  test('is decoded once', async () => {
    await send('/v1/customers', Buffer.from('{"externalId":"a%41+ é&="}'));
    const found = await send(
      `/v1/balances?customerId=${new URLSearchParams([['', 'a%41+ é&=']]).toString().slice(1)}`,
      none,
    );
    expect(found.status).toBe(200);
  });

  test('with a repeated name, however it is written, is refused', async () => {
    const twice = await send('/v1/balances?coin=ETH&co%69n=POL', none);
    expect([twice.status, twice.body.errors.map(({ field }) => field)]).toEqual([422, ['coin']]);
    expect((await send('/v1/balances?__proto__=x', none)).status).toBe(422);
  });
});

/** One request, byte by byte, and the status of its answer. */
async function statusOf(lines: readonly string[]): Promise<number> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.from([...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1'));
    });
    let text = '';
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]));
    });
  });
}

test('a header that identifies the host or the caller may occur only once', async () => {
  const key = `Authorization: Bearer ${api.merchant.keys.read}`;
  const get = 'GET /v1/customers HTTP/1.1';
  expect(await statusOf([get, 'Host: a', key])).toBe(200);
  for (const lines of [
    [get, 'Host: a', 'Host: b', key],
    [get, 'Host: a', 'host: a', key],
    [get, 'Host: a', key, key],
    [get, 'Host: a', key, 'authorization: Bearer x'],
    [get, 'Host: a', key, 'Idempotency-Key: 1', 'Idempotency-Key: 2'],
    [get, 'Host: a', key, 'Content-Type: a/b', 'Content-Type: c/d'],
    ['GET /healthz HTTP/1.1', 'Host: a', 'Host: b'],
  ]) {
    expect(await statusOf(lines)).toBe(400);
  }
  // Node refuses non-ASCII in the target before our code reads it.
  expect(await statusOf(['GET /v1/customers/Jos\xe9 HTTP/1.1', 'Host: a', key])).toBe(400);
  expect(await statusOf(['GET /v1/customers/Jos%E9 HTTP/1.1', 'Host: a', key])).toBe(404);
});

test.for(['/v1/customers/', '/v1/purse/', '/healthz/', '/readyz/', '/metrics/', '/openapi.json/', '/docs/'])(
  '%s is a different address, which leads nowhere',
  async path => {
    for (const method of ['GET', 'POST']) {
      expect((await api.call(method, path, method === 'POST' ? { raw: '{}' } : {})).status).toBe(404);
    }
  },
);

test.for(['/METRICS', '/Readyz', '/HEALTHZ', '/V1/customers', '/DOCS'])(
  '%s is not an address of ours',
  async path => {
    expect((await api.call('GET', path)).status).toBe(404);
  },
);
