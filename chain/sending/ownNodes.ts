import { PurserError } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import { readChainId } from '../readHeights.ts';
import type { Rpc } from '../rpc/rpc.ts';

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
          // Before each piece of work: the address may have got another node since.
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

/** Throws `wrong_chain` if the node serves another chain, else as `call` does. */
export async function requireChain(rpc: Rpc, chainId: ChainId): Promise<void> {
  const given = await readChainId(rpc);
  if (given === chainId) return;
  throw new PurserError('wrong_chain', `${rpc.name} serves chain ${String(given)}, not ${String(chainId)}`);
}
