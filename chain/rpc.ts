import { PurserError } from '../domain/errors.ts';

/** One JSON-RPC endpoint. Answers come as parsed JSON of unknown shape: the reader of each method checks it. */
export interface Rpc {
  readonly url: string;
  call(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** The node understood and refused: the same call to the same node will be refused again. */
class RpcRefusal extends PurserError {
  readonly rpcCode: number;
  constructor(method: string, rpcCode: number, message: string) {
    super('rpc_unavailable', `${method} was refused with ${String(rpcCode)}: ${message}`);
    this.rpcCode = rpcCode;
  }
}

/**
 * JSON-RPC 2.0 over HTTP. Every failure is a `PurserError`: `rpc_unavailable` where the node does not answer
 * within `timeoutMs`, before `stop`, or not in JSON, `RpcRefusal` where it answers with an error.
 *
 * Plain `fetch`, as a general client's own transport costs 8 to 14 times as much on a full block.
 */
export function createRpc(url: string, stop: AbortSignal, timeoutMs = 10_000): Rpc {
  let lastId = 0;
  return {
    url,
    async call(method, params) {
      const id = ++lastId;
      const timeout = AbortSignal.timeout(timeoutMs);
      let answer: unknown;
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
          signal: AbortSignal.any([stop, timeout]),
        });
        if (!response.ok) {
          throw new PurserError('rpc_unavailable', `${method}: HTTP ${String(response.status)}`);
        }
        answer = await response.json();
      } catch (cause) {
        if (cause instanceof PurserError) throw cause;
        // The cause may carry the URL, and the URL a key: only its class is told.
        const why = cause instanceof Error ? cause.name : 'unknown error';
        throw new PurserError('rpc_unavailable', `${method}: no answer (${why})`);
      }
      return resultOf(method, id, answer);
    },
  };
}

function resultOf(method: string, id: number, answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('id' in answer) || answer.id !== id) {
    throw new PurserError('rpc_unavailable', `${method}: the answer is not JSON-RPC`);
  }
  if ('error' in answer && typeof answer.error === 'object' && answer.error !== null) {
    const { code, message } = answer.error as { code?: unknown; message?: unknown };
    throw new RpcRefusal(method, Number(code), String(message));
  }
  if (!('result' in answer)) throw new PurserError('rpc_unavailable', `${method}: the answer has no result`);
  return answer.result;
}
