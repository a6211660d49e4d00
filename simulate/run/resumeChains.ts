import { sql } from 'kysely';
import type { NetworkCode } from '../../domain/registry.ts';
import { chainWorkflowId, resumeChainSignal } from '../../domain/scanning/messages.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import type { World } from '../world/startWorld.ts';

/** How far a chain is scanned, beside its node's head. */
export interface ChainPlace {
  readonly network: TestNetwork;
  readonly head: { readonly height: number; readonly hash: string };
  /** Undefined if it was never scanned. */
  readonly scanned:
    { readonly height: number; readonly hash: string; readonly stopped: string | null } | undefined;
}

export async function placesOfChains({ stack, db }: World): Promise<readonly ChainPlace[]> {
  return Promise.all(
    stack.networks.map(async network => {
      const block = (await network.request('eth_getBlockByNumber', ['latest', false])) as {
        readonly number: string;
        readonly hash: string;
      };
      const { rows } = await sql<NonNullable<ChainPlace['scanned']>>`
        select height, hash, stopped_code as stopped from chain_cursors where network = ${network.code}`.execute(
        db,
      );
      return { network, head: { height: Number(block.number), hash: block.hash }, scanned: rows[0] };
    }),
  );
}

/** How long an operator waits for what a signal does before they send the next one, in ms. */
const patienceMs = 500;
/** When each network was resumed, on a clock that never steps. */
const resumedAt = new WeakMap<TestNetwork, number>();

/**
 * As an operator does who found that a fork is real (docs/operating.md): they name a block of the new chain. Not at each look: if
 * more than 100 signals come during a workflow task (`history.maximumBufferedEventsBatch`), the server fails the task.
 */
export async function resumeStopped({ temporal }: World, places: readonly ChainPlace[]): Promise<void> {
  for (const { network, head, scanned } of places) {
    const now = performance.now();
    if (!scanned?.stopped || now - (resumedAt.get(network) ?? -Infinity) < patienceMs) continue;
    resumedAt.set(network, now);
    const chain = temporal.workflow.getHandle(chainWorkflowId(network.code as NetworkCode));
    await chain.signal(resumeChainSignal, head);
  }
}
