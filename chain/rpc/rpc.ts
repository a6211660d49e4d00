import { request as send } from 'undici';
import type { Dispatcher } from 'undici';
import { PurserError } from '../../domain/errors.ts';
import { RpcBatchRefusal, RpcRateLimit, RpcRefusal, withoutLongWords } from './refusals.ts';

/**
 * One JSON-RPC endpoint. It gives parsed JSON of unknown shape: the reader of each method checks the shape.
 */
export interface Rpc {
  /** For example `ETHEREUM#1`. Logs may show it. */
  readonly name: string;
  /** It may contain a key, so it is never shown. */
  readonly url: string;
  /**
   * Throws `rpc_unavailable`: an `RpcRefusal`, an `RpcRateLimit`, or a plain one if there is no usable
   * answer.
   */
  call(method: string, params: readonly unknown[]): Promise<unknown>;
  /**
   * Makes several calls in one request. The answers are in the order of the calls. A refused call has the
   * error that `call` would throw. Throws `RpcBatchRefusal` if the node takes no such batch, else as `call`
   * does. Undefined if only single calls are possible.
   */
  batch?(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]>;
}

export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcRefusal };

export interface RpcOptions {
  readonly name?: string;
  /** The time limit for a complete answer. */
  readonly timeoutMs?: number;
}

const longestRetryAfterMs = 60_000;

/** EIP-1474 "Limit exceeded", and the HTTP status, which some providers use as the code. */
const limitCodes: readonly number[] = [-32005, 429];

/**
 * The connection ended during a request, because servers close idle connections. The request is sent once
 * more: every call may safely be made twice.
 */
const lostConnection: readonly string[] = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/**
 * JSON-RPC 2.0 over HTTP. No error message contains the URL or the parameters.
 *
 * It uses `undici`'s plain request: on a full block the transport of a general client costs 8 to 14 times as
 * much, and `fetch` a third more.
 */
export function createRpc(url: string, stop: AbortSignal, options: RpcOptions = {}): Rpc {
  const { name = 'rpc', timeoutMs = 10_000 } = options;
  const request = requestTo(url);
  let lastId = 0;

  async function sendOnce(body: string, signal: AbortSignal) {
    const { url, headers } = request;
    const response = await send(url, { method: 'POST', headers, body, signal });
    return { response, text: await response.body.text() };
  }
  async function post(call: string, content: unknown): Promise<HttpAnswer> {
    const body = JSON.stringify(content);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
    const { response, text } = await sendOnce(body, signal)
      .catch((cause: unknown) => {
        if (!lostConnection.includes(codeOf(cause) ?? '')) throw cause;
        return sendOnce(body, signal);
      })
      .catch((cause: unknown) => {
        throw new PurserError('rpc_unavailable', `${call}: no answer (${reasonOf(cause)})`);
      });
    const restMs = retryAfterMs(headerOf(response, 'retry-after'));
    if (response.statusCode === 429) throw new RpcRateLimit(call, restMs);
    return { status: response.statusCode, json: parse(text), restMs };
  }

  return {
    name,
    url,
    async call(method, params) {
      const call = `${name}: ${method}`;
      const id = ++lastId;
      const { status, json, restMs } = await post(call, { jsonrpc: '2.0', id, method, params });
      // Some nodes send refusals with the HTTP status 400 or 500, so the body is checked before the status.
      const refused = refusalIn(json, id);
      if (refused) throw refusal(call, refused, restMs);
      if (!isWell(status)) throw new PurserError('rpc_unavailable', `${call}: HTTP ${String(status)}`);
      if (!isObject(json) || !('result' in json) || json['id'] !== id) {
        throw new PurserError('rpc_unavailable', `${call}: the answer is not a JSON-RPC answer to this call`);
      }
      return json['result'];
    },
    async batch(calls) {
      const call = `${name}: a batch of ${String(calls.length)}`;
      const ids = calls.map(() => ++lastId);
      const body = calls.map(({ method, params }, at) => ({ jsonrpc: '2.0', id: ids[at], method, params }));
      const { status, json, restMs } = await post(call, body);
      if (!Array.isArray(json)) throw batchFailure(call, status, json, restMs);
      const byId = new Map(
        json.map((answer: unknown) => [isObject(answer) ? answer['id'] : undefined, answer]),
      );
      return ids.map((id, at): RpcAnswer => {
        const answer = byId.get(id);
        const refused = refusalIn(answer, id);
        const error = refused && refusal(`${name}: ${String(calls[at]?.method)}`, refused, restMs);
        // A rate limit on one call counts for the whole batch.
        if (error && !(error instanceof RpcRefusal)) throw error;
        if (error) return { error };
        // If a batch is too large, some nodes answer its first call and leave out the others.
        if (!isObject(answer) || !('result' in answer))
          throw new RpcBatchRefusal(call, 'an answer is missing');
        return { result: answer['result'] };
      });
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  /** Undefined if the answer is not JSON. */
  readonly json: unknown;
  readonly restMs: number | null;
}

const isWell = (status: number): boolean => status >= 200 && status <= 299;

interface Refused {
  readonly code: number;
  readonly message: string;
  readonly data: string;
}

function refusal(
  call: string,
  { code, message, data }: Refused,
  restMs: number | null,
): RpcRefusal | RpcRateLimit {
  return limitCodes.includes(code)
    ? new RpcRateLimit(call, restMs)
    : new RpcRefusal(call, code, message, data);
}

/**
 * The error for a batch whose answer is not a list: a server's failure is temporary, all else is a refusal.
 */
function batchFailure(call: string, status: number, json: unknown, restMs: number | null): PurserError {
  const refused = isObject(json) ? refusalIn({ ...json, id: null }, 0) : null;
  if (refused && limitCodes.includes(refused.code)) return new RpcRateLimit(call, restMs);
  if (refused) return new RpcBatchRefusal(call, withoutLongWords(refused.message));
  if (status >= 500) return new PurserError('rpc_unavailable', `${call}: HTTP ${String(status)}`);
  return new RpcBatchRefusal(call, `HTTP ${String(status)}`);
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** Moves a name and password in the URL into the `authorization` header (RFC 7617). */
function requestTo(given: string): { url: string; headers: Record<string, string> } {
  const url = new URL(given);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (url.username !== '' || url.password !== '') {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
    url.username = '';
    url.password = '';
  }
  return { url: url.href, headers };
}

/**
 * The error of a JSON-RPC answer. Its id is null if the node could not read ours (JSON-RPC 2.0, section 5).
 */
function refusalIn(answer: unknown, id: number): Refused | null {
  if (!isObject(answer) || (answer['id'] !== id && answer['id'] !== null)) return null;
  const error = answer['error'];
  if (!isObject(error)) return null;
  const data = typeof error['data'] === 'string' ? error['data'] : '';
  return { code: Number(error['code']), message: String(error['message']), data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Reads seconds or a date (RFC 9110, section 10.2.3); null if the header is missing or the time has passed.
 */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? Math.min(longestRetryAfterMs, ms) : null;
}

/** The system's code of an error, else its class. Its message may contain the URL, and the URL a key. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown error';
  return codeOf(cause) ?? cause.name;
}

function codeOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : undefined;
}
