import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { balance } from './balance.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A server that says its name to whoever connects, and how it is ended with its connections. */
async function serve(name: string): Promise<{ readonly port: number; readonly end: () => Promise<void> }> {
  const open = new Set<Socket>();
  const server: Server = createServer(socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.write(name);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => {
        resolve();
      });
      for (const socket of open) socket.destroy();
    });
  stops.push(end);
  return { port: (server.address() as AddressInfo).port, end };
}

async function balanced(ports: () => readonly number[]): ReturnType<typeof balance> {
  const balancer = await balance(ports);
  stops.push(() => balancer.stop());
  return balancer;
}

function open(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  return socket;
}

/** The name of the server that answers; empty if the connection ended without an answer. */
async function ask(port: number): Promise<string> {
  const socket = open(port);
  const [said] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [unknown];
  socket.destroy();
  return said instanceof Buffer ? said.toString() : '';
}

it('connections go to the servers by turns', async () => {
  const [one, two] = [await serve('one'), await serve('two')];
  const { port } = await balanced(() => [one.port, two.port]);
  const said = [await ask(port), await ask(port), await ask(port), await ask(port)];
  expect(said.toSorted()).toEqual(['one', 'one', 'two', 'two']);
});

it('a connection goes to another server if one refuses it, and ends if all do', async () => {
  const [one, two] = [await serve('one'), await serve('two')];
  const { port } = await balanced(() => [one.port, two.port]);
  await one.end();
  expect([await ask(port), await ask(port), await ask(port)]).toEqual(['two', 'two', 'two']);
  await two.end();
  expect(await ask(port)).toBe('');
});

it('a connection ends with its server, and with a cut, after which the others have the address', async () => {
  const [one, two] = [await serve('one'), await serve('two')];
  let ports = [one.port];
  const balancer = await balanced(() => ports);
  const first = open(balancer.port);
  await once(first, 'data');
  const second = open(balancer.port);
  await once(second, 'data');
  ports = [two.port];
  const cut = once(second, 'close');
  balancer.cut();
  await cut;
  expect(first.destroyed || (await once(first, 'close'))).toBeTruthy();
  expect(await ask(balancer.port)).toBe('two');
  const third = open(balancer.port);
  await once(third, 'data');
  const ended = once(third, 'close');
  await two.end();
  await ended;
});
