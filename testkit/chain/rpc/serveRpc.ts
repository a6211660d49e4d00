import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerBody, methodsOf, parseBody } from './answerBody.ts';
import type { Answer } from './answerFalsely.ts';
import type { WebSocketOptions } from './serveWebSocket.ts';
import { serveWebSocket } from './serveWebSocket.ts';
import { steeringPath } from './steeringUrl.ts';

export interface RpcServer {
  readonly url: string;
  /** Accepts no more connections, and ends the open ones once `answersGiven` is done. */
  close(answersGiven: Promise<unknown>): Promise<void>;
}

interface RpcServerOptions extends Omit<WebSocketOptions, 'maxBodyBytes'> {
  /** 0 takes a free port. */
  readonly port: number;
  /** Answers the calls that control the chain, undisturbed. Without it they are answered like all others. */
  readonly steer?: Answer;
}

const maxBodyBytes = 5_000_000;

/**
 * JSON-RPC 2.0 over HTTP and WebSocket on the loopback interface: single calls, batches, notifications, and
 * CORS for browser wallets. The calls of a batch run in order. Rejects with the system's error if the port is
 * taken.
 */
export async function serveRpc(options: RpcServerOptions): Promise<RpcServer> {
  const server = createServer((request, response) => {
    respond(request, response, options).catch((error: unknown) => {
      options.onError(error);
      response.destroy();
    });
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port, '127.0.0.1', resolve);
  await promise;
  const endWebSockets = serveWebSocket(server, { ...options, maxBodyBytes });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close(answersGiven) {
      const closed = new Promise(done => server.close(done));
      await answersGiven;
      endWebSockets();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: RpcServerOptions,
): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'OPTIONS') {
    response.setHeader('access-control-allow-methods', 'POST, OPTIONS');
    response.setHeader(
      'access-control-allow-headers',
      request.headers['access-control-request-headers'] ?? 'content-type',
    );
    // A wallet's page comes from the internet, but this server is on the loopback interface (Private Network
    // Access).
    response.setHeader('access-control-allow-private-network', 'true');
    response.setHeader('access-control-max-age', '86400');
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST, OPTIONS' }).end();
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const json = parseBody(body);
  const steer = request.url === steeringPath ? options.steer : undefined;
  const disturbance = steer ? undefined : options.disturb?.(methodsOf(json));
  if (disturbance && disturbance.delay > 0) await sleep(disturbance.delay, undefined, { ref: false });
  if (disturbance?.refusal) {
    response.writeHead(disturbance.refusal.status, disturbance.refusal.headers).end(disturbance.refusal.body);
    return;
  }
  const answer = await answerBody(json, steer ? { ...options, answer: steer } : options);
  const text = JSON.stringify(answer ?? null);
  if (disturbance?.loss === 'disconnect') response.destroy();
  else if (answer === undefined) response.writeHead(204).end();
  else {
    const whole = disturbance?.loss !== 'truncated';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(whole ? text : text.slice(0, text.length / 2));
  }
}

/** Undefined if the body is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
