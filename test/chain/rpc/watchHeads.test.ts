import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { WatchOptions } from '../../../chain/rpc/watchHeads.ts';
import { watchHeads } from '../../../chain/rpc/watchHeads.ts';

let server: WebSocketServer;
let url: string;
let stop: AbortController;
let heads: number;
let asked: unknown[];
let connectedAt: number[];
/** What the node does with a subscription. */
let answer: (socket: WebSocket) => void;
beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  stop = new AbortController();
  heads = 0;
  asked = [];
  connectedAt = [];
  answer = accept;
  server.on('connection', socket => {
    connectedAt.push(performance.now());
    socket.on('message', data => {
      asked.push(JSON.parse((data as Buffer).toString()));
      answer(socket);
    });
  });
});
afterEach(() => {
  stop.abort();
  for (const socket of server.clients) socket.terminate();
  server.close();
});

function watch(options: WatchOptions = {}): void {
  watchHeads(
    url,
    stop.signal,
    () => {
      heads += 1;
    },
    { retryMs: 10, longestRetryMs: 40, ...options },
  );
}
function accept(socket: WebSocket): void {
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0x1' }));
}
function notify(): void {
  for (const socket of server.clients) {
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'eth_subscription', params: { result: {} } }));
  }
}

it('wakes for each new head, and for nothing else', async () => {
  watch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ method: 'eth_subscribe', params: ['newHeads'] });
  for (const socket of server.clients) socket.send('no JSON');
  notify();
  notify();
  await vi.waitFor(() => expect(heads).toBe(2));
});

it('connects again when the connection ends, after ever longer pauses', async () => {
  answer = socket => socket.terminate();
  watch();
  await vi.waitFor(() => expect(connectedAt.length).toBeGreaterThanOrEqual(5));
  const rests = connectedAt.slice(1, 5).map((at, n) => at - (connectedAt[n] ?? 0));
  for (const [n, least] of [10, 20, 40, 40].entries()) expect(rests[n]).toBeGreaterThan(least - 2);

  answer = socket => {
    accept(socket);
    notify();
  };
  await vi.waitFor(() => expect(heads).toBeGreaterThan(0));
});

it('pauses briefly again once there was a head', async () => {
  answer = socket => socket.terminate();
  watch({ longestRetryMs: 30_000 });
  // The eighth connection follows a pause of 640 ms, a ninth would follow one of 1,280 ms.
  await vi.waitFor(() => expect(connectedAt).toHaveLength(8), 10_000);
  answer = notify;
  await vi.waitFor(() => expect(heads).toBe(1), 5000);
  const endedAt = performance.now();
  for (const socket of server.clients) socket.terminate();
  await vi.waitFor(() => expect(heads).toBe(2), 5000);
  expect(performance.now() - endedAt).toBeLessThan(1200);
});

it('connects again when the subscription is refused', async () => {
  answer = socket => socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32601 } }));
  watch();
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
});

it('connects as soon as the node is up', async () => {
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  watch();
  await sleep(30);
  const later = new WebSocketServer({ port, host: '127.0.0.1' });
  await once(later, 'connection');
  stop.abort();
  for (const socket of later.clients) socket.terminate();
  later.close();
});

it('renews a silent connection, but not an active one', async () => {
  watch({ silentMs: 300 });
  for (let n = 0; n < 8; n++) {
    await sleep(50);
    notify();
  }
  expect(connectedAt).toHaveLength(1);
  await vi.waitFor(() => expect(connectedAt.length).toBeGreaterThan(1));
  await vi.waitFor(() => expect(server.clients.size).toBe(1));
});

it('gets nothing after the stop, and does not connect again', async () => {
  watch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const [socket] = server.clients;
  stop.abort();
  socket?.send(JSON.stringify({ method: 'eth_subscription' }));
  await vi.waitFor(() => expect(server.clients.size).toBe(0));
  await sleep(50);
  expect(heads).toBe(0);
  expect(connectedAt).toHaveLength(1);

  watch();
  await sleep(20);
  expect(connectedAt).toHaveLength(1);
});

/**
 * Ends the handshake and sends nothing afterwards, not even an answer to a close; with `frozen` not even the
 * handshake.
 */
async function startMuteServer(frozen: boolean): Promise<Server> {
  const mute = createServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', data => {
      if (frozen) return;
      const key = /sec-websocket-key: (\S+)/i.exec(data.toString())?.[1] ?? '';
      const accepted = createHash('sha1')
        .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accepted}\r\n\r\n`,
      );
    });
  }).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  return mute;
}

it.each([false, true])('lets the process end although the server is gone (frozen: %s)', async frozen => {
  const mute = await startMuteServer(frozen);
  const { port } = mute.address() as AddressInfo;
  const program = `
    import { watchHeads } from ${JSON.stringify(join(import.meta.dirname, '../../../chain/rpc/watchHeads.ts'))};
    const stop = new AbortController();
    watchHeads('ws://127.0.0.1:${String(port)}', stop.signal, () => undefined);
    setTimeout(() => { stop.abort(); console.log('stopped'); }, 200);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    const ended = await Promise.race([once(child, 'exit'), sleep(5000)]);
    expect(ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    mute.close();
  }
});
