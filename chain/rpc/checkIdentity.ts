import type { BlockHash } from '../../domain/address.ts';
import { parseBlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import { readChainId } from '../readHeights.ts';
import type { Rpc } from './rpc.ts';

/** What all endpoints of a network have in common. */
export interface Identity {
  readonly network: Network;
  /** Whether block 0 is compared at all. */
  readonly comparesGenesis: boolean;
  /** The hash of block 0, from the registry or from the first endpoint that gave one; null until then. */
  genesisHash: BlockHash | null;
}

/** If the registry has no genesis hash, a single endpoint has nothing to be compared with. */
export function identityOf(network: Network): Identity {
  const { genesisHash, rpc } = network;
  return { network, comparesGenesis: genesisHash !== null || rpc.length > 1, genesisHash };
}

/**
 * Whether the endpoint serves the network: null if it does, else the reason why it is another chain. A chain
 * id is not enough: a fork or a private chain may have the same. If the registry has no genesis hash, the
 * first endpoint with the right chain id sets it for the others. Throws what `call` throws, and
 * `rpc_inconsistent` if the answer is not usable.
 */
export async function checkIdentity(rpc: Rpc, identity: Identity): Promise<string | null> {
  const { chainId } = identity.network;
  const served = await readChainId(rpc);
  if (served !== chainId) return `serves chain ${String(served)} instead of ${String(chainId)}`;
  if (!identity.comparesGenesis) return null;
  const genesis = hashOf(rpc, await rpc.call('eth_getBlockByNumber', ['0x0', false]));
  identity.genesisHash ??= genesis;
  if (genesis === identity.genesisHash) return null;
  return `has the genesis ${genesis} instead of ${identity.genesisHash}`;
}

function hashOf(rpc: Rpc, block: unknown): BlockHash {
  if (typeof block === 'object' && block !== null && 'hash' in block && typeof block.hash === 'string') {
    const hash = parseBlockHash(block.hash);
    if (hash) return hash;
  }
  throw new PurserError('rpc_inconsistent', `${rpc.name}: the node has no block 0`);
}
