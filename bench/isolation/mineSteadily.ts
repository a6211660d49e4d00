import { setTimeout as sleep } from 'node:timers/promises';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { now } from '../processes/now.ts';

export interface SteadyChain {
  /** When each block was mined, in Unix ms. */
  readonly minedAt: ReadonlyMap<number, number>;
  readonly stop: () => Promise<void>;
}

/**
 * Mines a block every `everyMs`, however much is sent: the chain's own miner delays blocks while transactions
 * arrive.
 */
export async function mineSteadily(network: TestNetwork, everyMs: number): Promise<SteadyChain> {
  await network.pauseMining();
  let height = Number(await network.request('eth_blockNumber'));
  const minedAt = new Map<number, number>();
  const stop = new AbortController();
  const mining = (async () => {
    for (
      let due = performance.now();
      !stop.signal.aborted;
      due = Math.max(due + everyMs, performance.now())
    ) {
      await sleep(Math.max(0, due - performance.now()));
      await network.mine(1);
      minedAt.set((height += 1), now());
    }
  })();
  // `stop` throws the failure. Until then the missing deposits show it.
  mining.catch(() => undefined);
  return {
    minedAt,
    stop: async () => {
      stop.abort();
      await mining;
    },
  };
}
