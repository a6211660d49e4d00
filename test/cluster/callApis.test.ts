import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { callApis } from './callApis.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close().closeAllConnections();
    if (server.listening) await once(server, 'close');
  }
});

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A process that answers with its name and what it was sent. */
async function answering(name: string, { status, headers = {} }: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let sent = '';
    request.on('data', chunk => (sent += String(chunk)));
    request.on('end', () => {
      const key = String(request.headers['idempotency-key']);
      response.writeHead(status, headers).end(`${name} ${String(request.url)} ${key} ${sent}`);
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Nobody listens there any more. */
async function refusing(): Promise<string> {
  const url = await answering('gone', { status: 200 });
  const server = servers.pop();
  server?.close();
  if (server) await once(server, 'close');
  return url;
}

const write = (): Request =>
  new Request('http://api.example/v1/customers?a=b', {
    method: 'POST',
    headers: { 'idempotency-key': 'k' },
    body: '{}',
  });

it('calls go to the processes by turns, with path, key and body', async () => {
  const { fetch, counts } = callApis([
    await answering('one', { status: 201 }),
    await answering('two', { status: 201 }),
  ]);
  const said = [await (await fetch(write())).text(), await (await fetch(write())).text()];
  expect(said.toSorted()).toEqual(['one /v1/customers?a=b k {}', 'two /v1/customers?a=b k {}']);
  expect(counts).toEqual({ answers: 2, unavailable: 0, broken: 0, wrong: [] });
});

it('a call goes to the other process if one refuses the connection, and fails if both do', async () => {
  const gone = await refusing();
  const { fetch, counts } = callApis([gone, await answering('two', { status: 200 })]);
  for (let turn = 0; turn < 3; turn++) expect((await fetch(write())).status).toBe(200);
  expect(counts).toMatchObject({ answers: 3, broken: 0 });
  const none = callApis([gone, gone]);
  await expect(none.fetch(write())).rejects.toThrow();
  expect(none.counts).toMatchObject({ answers: 0, broken: 1 });
});

it('a 503 with Retry-After is counted, any other answer of 500 or more is wrong', async () => {
  const told = callApis([await answering('one', { status: 503, headers: { 'retry-after': '1' } })]);
  await told.fetch(write());
  expect(told.counts).toMatchObject({ unavailable: 1, wrong: [] });
  for (const status of [500, 502, 503, 504]) {
    const { fetch, counts } = callApis([await answering('one', { status })]);
    await fetch(write());
    expect(counts).toMatchObject({
      unavailable: 0,
      wrong: [`POST /v1/customers was answered ${String(status)}`],
    });
  }
});
