import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import type { ConnectionLimits } from '../../../api/server/limitConnections.ts';
import { listen } from '../../../api/server/listen.ts';
import { proxiesOf } from '../../../api/server/proxiesOf.ts';

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise(resolve => server.close(resolve));
});

async function start(limits: Partial<ConnectionLimits>): Promise<void> {
  const connections = { total: 100, perClient: 100, isProxy: () => false, ...limits };
  server = await listen((_request, response) => response.end('here'), {
    port: 0,
    host: '127.0.0.1',
    connections,
  });
}

/** The answer that a connection gets; undefined if it is ended instead. It stays open. */
async function ask(from = '127.0.0.1'): Promise<string | undefined> {
  const socket = connect({ port: (server.address() as AddressInfo).port, localAddress: from });
  sockets.push(socket);
  socket.setEncoding('utf8').on('error', () => {});
  const answered = once(socket, 'data').then(
    ([text]) => String(text),
    () => undefined,
  );
  socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  const answer = await Promise.race([
    answered,
    once(socket, 'close').then(
      () => undefined,
      () => undefined,
    ),
  ]);
  return answer === undefined ? undefined : 'answered';
}

async function close(socket: Socket | undefined): Promise<void> {
  const before = await count();
  socket?.destroy();
  await expect.poll(count).toBe(before - 1);
}

function count(): Promise<number> {
  return new Promise(resolve => {
    server.getConnections((_error, number) => {
      resolve(number);
    });
  });
}

it('connections of one client are limited, other clients are served, and closing one frees a place', async () => {
  await start({ perClient: 3 });
  for (let n = 0; n < 3; n++) expect(await ask()).toBe('answered');
  expect(await ask()).toBeUndefined();
  expect(await ask('127.0.0.2')).toBe('answered');
  await close(sockets[0]);
  expect(await ask()).toBe('answered');
  expect(await ask()).toBeUndefined();
});

it('connections of a proxy count as those of many clients', async () => {
  await start({ perClient: 1, isProxy: address => address === '127.0.0.1' });
  for (let n = 0; n < 5; n++) expect(await ask()).toBe('answered');
});

it('proxies are those that the app trusts', () => {
  const app = express();
  app.set('trust proxy', 0);
  expect(proxiesOf(app)('10.0.0.1')).toBe(false);
  app.set('trust proxy', ['10.0.0.0/8']);
  expect([proxiesOf(app)('10.0.0.1'), proxiesOf(app)('192.0.2.1')]).toEqual([true, false]);
  app.set('trust proxy', 1);
  expect(proxiesOf(app)('192.0.2.1')).toBe(true);
});

it('all connections together are limited, including those of proxies', async () => {
  await start({ total: 3, isProxy: () => true });
  for (const from of ['127.0.0.1', '127.0.0.2', '127.0.0.3']) expect(await ask(from)).toBe('answered');
  expect(await ask('127.0.0.4')).toBeUndefined();
  await close(sockets[0]);
  expect(await ask('127.0.0.4')).toBe('answered');
});
