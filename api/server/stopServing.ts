import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the next answer tells clients that keep connections to close them, in ms. */
const farewellMs = 500;
/** How often idle connections are looked for, in ms. */
const lookAgainMs = 50;

/**
 * Tracks the connections of a server, so that it can stop without cutting off a request. Returns the function
 * that stops it:
 * 1. Each answer whose head was not sent yet says `Connection: close`, and its connection closes with it.
 * 2. For half a second more, connections and requests are accepted. A client that keeps a connection may have
 *    sent a request already: it gets an answer instead of a reset.
 * 3. Nobody can connect any more, connections without a request are closed, and running requests are awaited.
 * 4. After `graceMs` the rest is cut off.
 */
export function stoppable(server: Server, graceMs: number): () => Promise<void> {
  const sockets = new Set<Socket>();
  const answering = new Map<ServerResponse, Socket>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Before any listener that may answer.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    answering.set(response, request.socket);
    response.once('close', () => answering.delete(response));
    if (stopping) response.shouldKeepAlive = false;
  });

  function closeIdle(): void {
    const busy = new Set(answering.values());
    for (const socket of sockets) if (!busy.has(socket)) socket.destroySoon();
  }

  return async () => {
    const until = performance.now() + graceMs;
    stopping = true;
    for (const response of answering.keys()) response.shouldKeepAlive = false;
    if (sockets.size > 0) await sleep(farewellMs);
    const closed = new Promise<void>(resolve => {
      server.close(() => {
        resolve();
      });
    });
    const looking = setInterval(() => {
      if (performance.now() < until) closeIdle();
      else server.closeAllConnections();
    }, lookAgainMs);
    closeIdle();
    await closed;
    clearInterval(looking);
  };
}
