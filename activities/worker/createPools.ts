import type { Logger } from 'pino';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import { createRpcPool } from '../../chain/rpc/rpcPool.ts';
import type { Network } from '../../domain/registry.ts';
import type { Troubles } from '../nodes/troubles.ts';
import { createTroubles } from '../nodes/troubles.ts';

/** The endpoints of the networks and their troubles, for the life of the process. */
export interface Pools {
  readonly troubles: Troubles;
  /** The pools that were made at the start. */
  readonly all: readonly RpcPool[];
  /** One of those; for any other network a new one. */
  readonly of: (network: Network) => RpcPool;
}

export function createPools(networks: readonly Network[], logger: Logger, stop: AbortSignal): Pools {
  const troubles = createTroubles(({ phase, ...trouble }) => {
    if (phase === 'is over') logger.info(trouble, 'network problem is over');
    else logger.warn(trouble, `network problem ${phase}`);
  });
  const newPool = (network: Network): RpcPool =>
    createRpcPool({
      network,
      stop,
      onPlight: (endpoint, reason) => {
        if (reason === null) troubles.over(network.code, endpoint, 'unasked');
        else troubles.met({ network: network.code, endpoint, kind: 'unasked', reason }, { lasts: true });
      },
    });
  const pools = new Map(networks.map(network => [network, newPool(network)]));
  return { troubles, all: [...pools.values()], of: network => pools.get(network) ?? newPool(network) };
}
