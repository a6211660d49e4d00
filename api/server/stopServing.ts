import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** For so long, in ms, clients that keep connections are told by their next answer to let go of them. */
const farewellMs = 500;
/** How often connections that have become idle are looked for, in ms. */
const lookAgainMs = 50;

/**
 * Follows the connections of a server, so that it can stop without cutting a request off. Returns what stops it:
 * 1. each answer whose head was not sent yet says `Connection: close`, and its connection is closed with it;
 * 2. for half a second more, connections and requests are taken, as a client that keeps a connection may have sent one
 *    already: it learns so from an answer, instead of by a reset;
 * 3. nobody can connect any more, connections without a request are closed, and requests that run are waited for;
 * 4. after `graceMs` what is left is cut off.
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
