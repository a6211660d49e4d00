import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';

/** More blames than any breaker takes before it opens. */
const mostBlames = 5;

/** Blames the endpoint in use until another is used, if another is well. */
export async function switchEndpoint(pool: RpcPool, rpc: Rpc): Promise<void> {
  for (let blames = 0; blames < mostBlames && (await pool.pick()) === rpc; blames++) pool.blame(rpc);
}
