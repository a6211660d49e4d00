import { request as send } from 'undici';
import type { Dispatcher } from 'undici';
import { PurserError } from '../domain/errors.ts';

/** One JSON-RPC endpoint. Answers come as parsed JSON of unknown shape: the reader of each method checks it. */
export interface Rpc {
  /** Such as `ETHEREUM#1`: what logs may show. */
  readonly name: string;
  /** It may carry a key: never shown. */
  readonly url: string;
  /** Throws `rpc_unavailable`, which is an `RpcRefusal`, an `RpcRateLimit` or no usable answer at all. */
  call(method: string, params: readonly unknown[]): Promise<unknown>;
}

export interface RpcOptions {
  readonly name?: string;
  /** For a whole answer. */
  readonly timeoutMs?: number;
}

/** The node understood and refused. `rpcCode` says why: EIP-1474, "Error codes". */
export class RpcRefusal extends PurserError {
  readonly rpcCode: number;
  constructor(call: string, rpcCode: number, said: string) {
    super('rpc_unavailable', `${call} was refused with ${String(rpcCode)}: ${said}`);
    this.rpcCode = rpcCode;
  }

  /**
   * It has no such method (-32601; -32004 of EIP-1474), not with such parameters (-32602), or no such block tag
   * (-39001 of the execution APIs): the node itself is well.
   */
  get isOfTheCall(): boolean {
    return [-32601, -32602, -32004, -39001].includes(this.rpcCode);
  }
}

/** The node is asked too often. `retryAfterMs` is the rest it asks for, 60 s at most; null where it names none. */
export class RpcRateLimit extends PurserError {
  readonly retryAfterMs: number | null;
  constructor(call: string, retryAfterMs: number | null) {
    super('rpc_unavailable', `${call}: the node is asked too often`);
    this.retryAfterMs = retryAfterMs;
  }
}

const longestRetryAfterMs = 60_000;
/** EIP-1474 "Limit exceeded", and what some providers make of the HTTP status. */
const limitCodes: readonly number[] = [-32005, 429];

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
  return {
    name,
    url,
    async call(method, params) {
      const call = `${name}: ${method}`;
      const id = ++lastId;
      let response: Dispatcher.ResponseData;
      let text: string;
      try {
        response = await send(request.url, {
          method: 'POST',
          headers: request.headers,
          body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
          signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]),
        });
        text = await response.body.text();
      } catch (cause) {
        throw new PurserError('rpc_unavailable', `${call}: no answer (${reasonOf(cause)})`);
      }
      const retryAfter = headerOf(response, 'retry-after');
      if (response.statusCode === 429) {
        throw new RpcRateLimit(call, retryAfterMs(retryAfter));
      }
      const answer = parse(text);
      const refusal = refusalIn(answer, id);
      if (refusal && limitCodes.includes(refusal.code)) {
        throw new RpcRateLimit(call, retryAfterMs(retryAfter));
      }
      // Some nodes send their refusals with an HTTP status of 400 or 500, so they are looked for first.
      if (refusal) throw new RpcRefusal(call, refusal.code, tellable(refusal.said));
      const { statusCode } = response;
      if (statusCode < 200 || statusCode > 299) {
        throw new PurserError('rpc_unavailable', `${call}: HTTP ${String(statusCode)}`);
      }
      if (!isObject(answer) || !('result' in answer) || answer['id'] !== id) {
        throw new PurserError('rpc_unavailable', `${call}: the answer is not one of JSON-RPC to this call`);
      }
      return answer['result'];
    },
  };
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
function refusalIn(answer: unknown, id: number): { code: number; said: string } | null {
  if (!isObject(answer) || (answer['id'] !== id && answer['id'] !== null)) return null;
  const error = answer['error'];
  if (!isObject(error)) return null;
  return { code: Number(error['code']), said: String(error['message']) };
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
  const code = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : cause.name;
}

/** What a node said, without what it may repeat of the call: keys, hashes and addresses are long words. */
function tellable(said: string): string {
  return said.replaceAll(/\S{16,}/g, '…').slice(0, 200);
}
