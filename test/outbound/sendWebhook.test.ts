import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { envelope } from '../../domain/webhooks/envelope.ts';
import { createAddressGuard } from '../../outbound/guardAddress.ts';
import { createWebhookSender } from '../../outbound/sendWebhook.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = {
  secrets: [secret],
  envelope: envelope(
    {
      id: newId('evt'),
      account_id: newId('acc'),
      sequence: 1,
      type: 'CUSTOMER_CREATED',
      resource_type: 'customer',
      resource_id: 'cus_1',
      resource_version: 1,
      data: {},
      created_at: new Date(),
    },
    false,
  ),
};
const sender = createWebhookSender(createAddressGuard(['127.0.0.0/8']));
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/`;
}

async function caught(secrets: readonly string[]) {
  let headers: IncomingHttpHeaders = {};
  let body = '';
  const url = await serve((request, response) => {
    ({ headers } = request);
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.end());
  });
  await sender.send({ ...message, url, secrets });
  const signed = (signature = String(headers['webhook-signature'])) => ({
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': signature,
  });
  return { body, signed };
}

describe('the signature', () => {
  const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const stranger = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

  it('is what Standard Webhooks’ own library verifies', async () => {
    const { body, signed } = await caught([secret]);
    expect(signed()['webhook-id']).toBe(message.envelope.id);
    expect(signed()['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(new Webhook(secret).verify(body, signed())).toEqual(message.envelope);
    expect(() => new Webhook(secret).verify(`${body} `, signed())).toThrow();
    expect(() => new Webhook(stranger).verify(body, signed())).toThrow();
  });

  it('has one signature per secret during a rotation, and each verifies by itself', async () => {
    const { body, signed } = await caught([other, secret]);
    const signatures = signed()['webhook-signature'].split(' ');
    expect(signatures).toHaveLength(2);
    for (const one of [other, secret]) {
      expect(new Webhook(one).verify(body, signed())).toEqual(message.envelope);
    }
    expect(new Webhook(other).verify(body, signed(signatures[0]))).toEqual(message.envelope);
    expect(new Webhook(secret).verify(body, signed(signatures[1]))).toEqual(message.envelope);
    expect(() => new Webhook(stranger).verify(body, signed())).toThrow();
  });
});

describe('an attempt to deliver', () => {
  it('is delivered by any 2xx answer, and saves its first kilobyte', async () => {
    const url = await serve((_request, response) => response.writeHead(202).end('x'.repeat(5000)));
    expect(await sender.send({ url, ...message })).toMatchObject({
      delivered: true,
      status: 202,
      address: '127.0.0.1',
      answer: 'x'.repeat(1024),
      errorClass: null,
    });
  });

  it('is delivered by the status, although the answer breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('so far');
      setImmediate(() => response.destroy());
    });
    expect(await sender.send({ url, ...message })).toMatchObject({ delivered: true, status: 200 });
  });

  it('reports the address of a name, and the address that refused', async () => {
    const url = await serve((_request, response) => response.end());
    const named = url.replace('127.0.0.1', 'localhost');
    expect(await sender.send({ url: named, ...message })).toMatchObject({ address: '127.0.0.1' });
    expect(await sender.send({ url: 'http://127.0.0.1:1/', ...message })).toMatchObject({
      address: '127.0.0.1',
    });
    expect(await sender.send({ url: 'http://10.0.0.1/', ...message })).toMatchObject({ address: null });
  });

  it('does not follow a redirect', async () => {
    let followed = 0;
    const target = await serve((_request, response) => {
      followed += 1;
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(307, { location: target }).end());
    expect(await sender.send({ url, ...message })).toMatchObject({ delivered: false, status: 307 });
    expect(followed).toBe(0);
  });

  it('distinguishes 410 from other failures, and reads when to retry', async () => {
    const gone = await serve((_request, response) => response.writeHead(410).end());
    expect(await sender.send({ url: gone, ...message })).toMatchObject({ delivered: false, gone: true });
    const busy = await serve((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await sender.send({ url: busy, ...message })).toMatchObject({ gone: false, retryAfterMs: 7000 });
  });

  it('never throws: a refused connection, a broken answer and a forbidden address are results', async () => {
    const broken = await serve((_request, response) => response.destroy());
    expect(await sender.send({ url: broken, ...message })).toMatchObject({ delivered: false, status: null });
    expect(await sender.send({ url: 'http://127.0.0.1:1/', ...message })).toMatchObject({
      errorClass: 'ECONNREFUSED',
    });
    expect(await sender.send({ url: 'http://10.0.0.1/', ...message })).toMatchObject({
      errorClass: 'ForbiddenTarget',
    });
    const strict = createWebhookSender(createAddressGuard([]));
    expect(await strict.send({ url: 'http://localhost:9/', ...message })).toMatchObject({
      errorClass: 'ForbiddenTarget',
    });
  });
});
