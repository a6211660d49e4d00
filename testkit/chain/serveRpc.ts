import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RpcError, rpcErrorCodes } from './rpcError.ts';

export interface RpcServer {
  readonly url: string;
  /** Takes no more connections; those open are ended once `answersGiven` is done. */
  close(answersGiven: Promise<unknown>): Promise<void>;
}

interface RpcServerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly answer: (method: string, params: readonly unknown[]) => Promise<unknown>;
  /** Told of every failure that is not an `RpcError`. */
  readonly onError: (error: unknown) => void;
}

const maxBodyBytes = 5_000_000;

/**
 * JSON-RPC 2.0 over HTTP on the loopback interface: single calls, batches, notifications, and CORS for browser
 * wallets. The calls of a batch run in their order. Rejects with the system's error where the port is taken.
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
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close(answersGiven) {
      const closed = new Promise(done => server.close(done));
      await answersGiven;
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
    // A wallet's page comes from the internet, this server is on the loopback interface (Private Network Access).
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
  const answer = await answerBody(body, options);
  if (answer === undefined) response.writeHead(204).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

/** Undefined where the body is too large. */
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

/** Undefined where there is nothing to answer: notifications have no answer. */
async function answerBody(body: string, options: RpcServerOptions): Promise<unknown> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return failure(null, rpcErrorCodes.notJson, 'the body is not JSON');
  }
  if (!Array.isArray(json)) return answerCall(json, options);
  if (json.length === 0) return failure(null, rpcErrorCodes.notARequest, 'the batch is empty');
  const answers: unknown[] = [];
  for (const call of json as unknown[]) {
    const answer = await answerCall(call, options);
    if (answer !== undefined) answers.push(answer);
  }
  return answers.length > 0 ? answers : undefined;
}

async function answerCall(call: unknown, options: RpcServerOptions): Promise<unknown> {
  const { id, method, params = [] } = Object(call) as { id?: unknown; method?: unknown; params?: unknown };
  if (typeof method !== 'string' || !Array.isArray(params)) {
    return failure(id ?? null, rpcErrorCodes.notARequest, 'method and params are needed, params as an array');
  }
  try {
    const result = await options.answer(method, params);
    return id === undefined ? undefined : { jsonrpc: '2.0', id, result: result ?? null };
  } catch (error) {
    if (!(error instanceof RpcError)) options.onError(error);
    if (id === undefined) return undefined;
    if (error instanceof RpcError) return failure(id, error.code, error.message, error.data);
    return failure(id, rpcErrorCodes.internal, 'the test network failed');
  }
}

function failure(id: unknown, code: number, message: string, data?: unknown): unknown {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}
