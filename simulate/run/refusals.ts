import type { PurserError } from '../../client/index.ts';
import { RpcError } from '../../testkit/chain/rpc/rpcError.ts';

/** Whether the API refused with one of these codes. */
export function isRefusal(error: unknown, ...codes: readonly string[]): error is PurserError {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A chain refuses what it cannot do, such as restoring what never left. */
export async function unlessRefused(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return '';
  } catch (error) {
    if (error instanceof RpcError) return error.message;
    throw error;
  }
}
