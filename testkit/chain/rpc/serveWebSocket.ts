import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { answerBody, failure, methodsOf, parseBody } from './answerBody.ts';
import type { Answer } from './answerFalsely.ts';
import type { Disturbance } from './disturbance.ts';
import { rpcErrorCodes } from './rpcError.ts';

export interface WebSocketOptions {
  readonly answer: Answer;
  /** Called with every failure that is not an `RpcError`. */
  readonly onError: (error: unknown) => void;
  /** What happens to a request with calls of these methods. A notification counts as `eth_subscription`. */
  readonly disturb?: ((methods: readonly string[]) => Disturbance) | undefined;
  /** Sends the subscriber's notifications until the returned function is called. Throws `RpcError`. */
  readonly subscribe: (
    kind: unknown,
    filter: unknown,
    notify: (result: unknown) => void,
  ) => Promise<() => void>;
  readonly maxBodyBytes: number;
}

/**
 * Also answers over WebSocket on the server's port, with `eth_subscribe`. Returns a function that ends this.
 */
export function serveWebSocket(server: Server, options: WebSocketOptions): () => void {
  const sockets = new WebSocketServer({ server, maxPayload: options.maxBodyBytes });
  sockets.on('connection', socket => {
    serveConnection(socket, options);
  });
  // It also gets the HTTP server's errors, which are handled there.
  sockets.on('error', () => undefined);
  return () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function serveConnection(socket: WebSocket, options: WebSocketOptions): void {
  const subscriptions = new Map<string, () => void>();
  // Keeps notifications in order even if one is delayed.
  let lastSent: Promise<void> = Promise.resolve();
  const notify = (id: string, result: unknown): void => {
    const text = JSON.stringify({
      jsonrpc: '2.0',
      method: 'eth_subscription',
      params: { subscription: id, result },
    });
    lastSent = lastSent.then(async () => {
      const disturbance = options.disturb?.(['eth_subscription']);
      await deliver(socket, disturbance, () => Promise.resolve(disturbance?.refusal ? undefined : text));
    });
  };
  const answer: Answer = async (method, params) => {
    if (method === 'eth_subscribe') {
      const id = `0x${randomBytes(16).toString('hex')}`;
      const end = await options.subscribe(params[0], params[1], result => {
        // The answer with the id must go out before the first notification.
        setImmediate(notify, id, result);
      });
      if (socket.readyState === socket.OPEN) subscriptions.set(id, end);
      else end();
      return id;
    }
    if (method !== 'eth_unsubscribe') return options.answer(method, params);
    const id = String(params[0]);
    subscriptions.get(id)?.();
    return subscriptions.delete(id);
  };
  const respond = async (data: RawData): Promise<void> => {
    const json = parseBody(textOf(data));
    const disturbance = options.disturb?.(methodsOf(json));
    await deliver(socket, disturbance, async () => {
      if (disturbance?.refusal) return JSON.stringify(refused(json, disturbance.refusal.status));
      const answered = await answerBody(json, { ...options, answer });
      return answered === undefined ? undefined : JSON.stringify(answered);
    });
  };
  socket.on('message', data => {
    respond(data).catch(options.onError);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const end of subscriptions.values()) end();
    subscriptions.clear();
  });
}

/** Sends the result of `text`, unless it is undefined, as far as the disturbance allows. */
async function deliver(
  socket: WebSocket,
  disturbance: Disturbance | undefined,
  text: () => Promise<string | undefined>,
): Promise<void> {
  if (disturbance && disturbance.delay > 0) await sleep(disturbance.delay, undefined, { ref: false });
  const whole = await text();
  if (disturbance?.loss === 'disconnect') socket.terminate();
  else if (whole !== undefined && socket.readyState === socket.OPEN) {
    socket.send(disturbance?.loss === 'truncated' ? whole.slice(0, whole.length / 2) : whole);
  }
}

function refused(json: unknown, status: number): unknown {
  const { id } = Object(json) as { readonly id?: unknown };
  const code = status === 429 ? rpcErrorCodes.limitExceeded : rpcErrorCodes.internal;
  return failure(id ?? null, code, status === 429 ? 'too many requests' : 'bad gateway');
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}
