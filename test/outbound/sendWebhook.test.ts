import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { envelope } from '../../domain/envelope.ts';
import { newId } from '../../domain/ids.ts';
import { createAddressGuard } from '../../outbound/guardAddress.ts';
import { createWebhookSender } from '../../outbound/sendWebhook.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = {
  secret,
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

describe('an attempt to deliver', () => {
  it('is delivered by any answer of 2xx, and keeps the first kilobyte of it', async () => {
    const url = await serve((_request, response) => response.writeHead(202).end('x'.repeat(5000)));
    expect(await sender.send({ url, ...message })).toMatchObject({
      delivered: true,
      status: 202,
      answer: 'x'.repeat(1024),
      errorClass: null,
    });
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

  it('tells 410 from other failures, and reads when to come back', async () => {
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
