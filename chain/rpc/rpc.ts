import { request as send } from 'undici';
import type { Dispatcher } from 'undici';
import { PurserError } from '../../domain/errors.ts';
import { RpcBatchRefusal, RpcRateLimit, RpcRefusal, tellable } from './refusals.ts';

/** One JSON-RPC endpoint. Answers come as parsed JSON of unknown shape: the reader of each method checks it. */
export interface Rpc {
  /** Such as `ETHEREUM#1`: what logs may show. */
  readonly name: string;
  /** It may carry a key: never shown. */
  readonly url: string;
  /** Throws `rpc_unavailable`, which is an `RpcRefusal`, an `RpcRateLimit` or no usable answer at all. */
  call(method: string, params: readonly unknown[]): Promise<unknown>;
  /**
   * Several calls in one request; the answers are in the order of the calls, those that were refused as the error
   * that `call` would throw. Throws `RpcBatchRefusal` when the node takes no such batch, else as `call` does.
   * Undefined: it only takes single calls.
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
  /** For a whole answer. */
  readonly timeoutMs?: number;
}

const longestRetryAfterMs = 60_000;

/** EIP-1474 "Limit exceeded", and what some providers make of the HTTP status. */
const limitCodes: readonly number[] = [-32005, 429];

/**
 * A connection that ended under a request, as servers end those that were idle: the request is sent once more. Whatever it
 * asks, a node may be asked twice.
 */
const lostConnection: readonly string[] = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/**
 * JSON-RPC 2.0 over HTTP, a call a request. No message of an error holds the URL or the parameters.
 *
 * `undici`'s plain request, as a general client's own transport costs 8 to 14 times as much on a full block, and
 * `fetch` a third more.
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
      // Some nodes send their refusals with an HTTP status of 400 or 500, so they are looked for first.
      const refused = refusalIn(json, id);
      if (refused) throw refusal(call, refused, restMs);
      if (!isWell(status)) throw new PurserError('rpc_unavailable', `${call}: HTTP ${String(status)}`);
      if (!isObject(json) || !('result' in json) || json['id'] !== id) {
        throw new PurserError('rpc_unavailable', `${call}: the answer is not one of JSON-RPC to this call`);
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
        // One call too many is a limit that the whole batch met.
        if (error && !(error instanceof RpcRefusal)) throw error;
        if (error) return { error };
        // Some nodes answer the first call of a batch that is too large, and leave out the others.
        if (!isObject(answer) || !('result' in answer))
          throw new RpcBatchRefusal(call, 'an answer is missing');
        return { result: answer['result'] };
      });
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  /** Undefined where it is not JSON. */
  readonly json: unknown;
  readonly restMs: number | null;
}

const isWell = (status: number): boolean => status >= 200 && status <= 299;

interface Refused {
  readonly code: number;
  readonly said: string;
  readonly data: string;
}

function refusal(
  call: string,
  { code, said, data }: Refused,
  restMs: number | null,
): RpcRefusal | RpcRateLimit {
  return limitCodes.includes(code) ? new RpcRateLimit(call, restMs) : new RpcRefusal(call, code, said, data);
}

/** A batch that was answered by something other than a list: a server's failure passes, all else is a refusal. */
function batchFailure(call: string, status: number, json: unknown, restMs: number | null): PurserError {
  const refused = isObject(json) ? refusalIn({ ...json, id: null }, 0) : null;
  if (refused && limitCodes.includes(refused.code)) return new RpcRateLimit(call, restMs);
  if (refused) return new RpcBatchRefusal(call, tellable(refused.said));
  if (status >= 500) return new PurserError('rpc_unavailable', `${call}: HTTP ${String(status)}`);
  return new RpcBatchRefusal(call, `HTTP ${String(status)}`);
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A name and password in the URL go into the header they stand for (RFC 7617). */
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

/** The error of a JSON-RPC answer. Its id is null where the node could not read ours (JSON-RPC 2.0, section 5). */
function refusalIn(answer: unknown, id: number): Refused | null {
  if (!isObject(answer) || (answer['id'] !== id && answer['id'] !== null)) return null;
  const error = answer['error'];
  if (!isObject(error)) return null;
  const data = typeof error['data'] === 'string' ? error['data'] : '';
  return { code: Number(error['code']), said: String(error['message']), data };
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

/** Seconds or a date (RFC 9110, section 10.2.3); null where there is none that is still to come. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? Math.min(longestRetryAfterMs, ms) : null;
}

/** The class of an error and the code of the system's; their messages may hold the URL, and the URL a key. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown error';
  return codeOf(cause) ?? cause.name;
}

function codeOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : undefined;
}
