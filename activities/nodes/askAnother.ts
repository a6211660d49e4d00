import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import { isPassing, withEndpoint } from '../scanning/scan.ts';

/**
 * Asks one endpoint, and another if the first does not know the answer: nodes lag, and pending pools differ.
 * If no other endpoint answers, the first answer stands.
 */
export async function askAnother<T>(
  pool: RpcPool,
  ask: (rpc: Rpc) => Promise<T>,
  isUnknown: (answer: T) => boolean,
): Promise<T> {
  const [first, answer] = await withEndpoint(pool, async rpc => [rpc, await ask(rpc)] as const);
  if (!isUnknown(answer) || pool.size === 1) return answer;
  try {
    return await withEndpoint(pool, ask, first);
  } catch (error) {
    if (!isPassing(error)) throw error;
    return answer;
  }
}
