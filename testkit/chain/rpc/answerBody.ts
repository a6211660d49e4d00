import { RpcError, rpcErrorCodes } from './rpcError.ts';

interface Answering {
  readonly answer: (method: string, params: readonly unknown[]) => Promise<unknown>;
  /** Called with every failure that is not an `RpcError`. */
  readonly onError: (error: unknown) => void;
}

/** The calls of a JSON-RPC request: one, or a batch. Undefined if the body is not JSON. */
export function parseBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The methods of the calls that have one. */
export function methodsOf(json: unknown): readonly string[] {
  return (Array.isArray(json) ? (json as unknown[]) : [json]).flatMap(call => {
    const { method } = Object(call) as { readonly method?: unknown };
    return typeof method === 'string' ? [method] : [];
  });
}

/**
 * Answers a request, the calls of a batch in order. Undefined if there is nothing to answer: notifications
 * get no answer.
 */
export async function answerBody(json: unknown, options: Answering): Promise<unknown> {
  if (json === undefined) return failure(null, rpcErrorCodes.notJson, 'the body is not JSON');
  if (!Array.isArray(json)) return answerCall(json, options);
  if (json.length === 0) return failure(null, rpcErrorCodes.notARequest, 'the batch is empty');
  const answers: unknown[] = [];
  for (const call of json as unknown[]) {
    const answer = await answerCall(call, options);
    if (answer !== undefined) answers.push(answer);
  }
  return answers.length > 0 ? answers : undefined;
}

async function answerCall(call: unknown, options: Answering): Promise<unknown> {
  const { id, method, params = [] } = Object(call) as { id?: unknown; method?: unknown; params?: unknown };
  if (typeof method !== 'string' || !Array.isArray(params)) {
    return failure(
      id ?? null,
      rpcErrorCodes.notARequest,
      'method and params are required, params as an array',
    );
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

export function failure(id: unknown, code: number, message: string, data?: unknown): unknown {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}
