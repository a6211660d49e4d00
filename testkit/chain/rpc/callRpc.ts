import { RpcError, rpcErrorCodes } from './rpcError.ts';

/** Makes one JSON-RPC call over HTTP. Throws `RpcError` with the node's own code if the node refuses. */
export async function callRpc(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = (await response.json()) as {
    readonly result?: unknown;
    readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  };
  if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data);
  return answer.result;
}

/** A JSON-RPC quantity of an answer. */
export function bigOf(quantity: unknown): bigint {
  if (typeof quantity !== 'string' || !/^0x[0-9a-f]+$/i.test(quantity)) {
    throw new RpcError(rpcErrorCodes.internal, `${String(quantity)} is not a quantity`);
  }
  return BigInt(quantity);
}
