import { PurserError } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { quantity } from '../wireValues.ts';

/** The nodes of one's own on one network. */
export interface OwnNodes {
  /**
   * Works with one node, so that all its answers belong together; with the next one if that cannot be reached or
   * serves another chain. Throws what the last one threw.
   */
  ask<T>(work: (rpc: Rpc) => Promise<T>): Promise<T>;
}

/** Begins with the first of `nodes`, and stays with whichever answered last. Calls none yet. */
export function createOwnNodes(chainId: ChainId, nodes: readonly [Rpc, ...Rpc[]]): OwnNodes {
  let current: Rpc = nodes[0];
  return {
    async ask(work) {
      let failure: unknown;
      for (const rpc of [current, ...nodes.filter(node => node !== current)]) {
        try {
          await requireChain(rpc, chainId);
          const done = await work(rpc);
          current = rpc;
          return done;
        } catch (error) {
          if (!(error instanceof PurserError) || !isOfNode(error)) throw error;
          failure = error;
        }
      }
      throw failure;
    },
  };
}

function isOfNode({ code }: PurserError): boolean {
  return code === 'rpc_unavailable' || code === 'rpc_inconsistent' || code === 'wrong_chain';
}

/** Before each piece of work: the address may have got another node since. Throws `wrong_chain`. */
async function requireChain(rpc: Rpc, chainId: ChainId): Promise<void> {
  const given = quantity(await rpc.call('eth_chainId', []), 'chain id');
  if (given === chainId) return;
  throw new PurserError('wrong_chain', `${rpc.name} serves chain ${String(given)}, not ${String(chainId)}`);
}
