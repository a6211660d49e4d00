import { walkChain } from '../activities/scanning/walkChain.ts';
import { checksumAddress } from '../chain/deriveAddress.ts';
import { readHeader } from '../chain/readBlock.ts';
import { createRpcPool } from '../chain/rpc/rpcPool.ts';
import { connect } from '../db/connect.ts';
import { claimChain } from '../db/scanning/claimChain.ts';
import { startChain } from '../db/scanning/startChain.ts';
import { shape } from './fixture/shape.ts';
import { now } from './processes/now.ts';
import { benchNetwork, benchRegistry } from './scan/benchRegistry.ts';

/** A scanner without Temporal, which waits until it is told how far to walk. */
export interface DrivenWalk {
  /** Walks to `height`, which the node must have. `ms` is the time until the commit of the last block. */
  readonly to: (height: number) => Promise<{ readonly ms: number; readonly committedAt: number }>;
}

/**
 * All that the benchmark knows of the scanner's internals is here. The scanner walks until its process ends.
 */
export async function startWalk(rpcUrl: string, databaseUrl: string): Promise<DrivenWalk> {
  const db = connect(databaseUrl);
  const network = benchNetwork(rpcUrl);
  const pool = createRpcPool({ network, stop: new AbortController().signal });
  const { epoch } = await claimChain(db, network);
  const start = await readHeader(await pool.pick(), network.chainId, shape.start);
  if (!start) throw new Error('the node lacks the block to start from');
  const { height, hash } = await startChain(db, epoch, start);

  let reached: number = shape.start;
  let committedAt = 0;
  const gate = createGate();
  void walkChain(
    {
      deps: { db, registry: benchRegistry(network), checksum: checksumAddress },
      network,
      pool,
      accept: null,
      mayContinue: () => true,
      rest: gate.rest,
      onStep: at => {
        reached = at ?? reached;
      },
      onCommit: () => {
        committedAt = now();
      },
      onTrouble: error => {
        throw error;
      },
    },
    { epoch, height, hash },
  );
  await gate.resting();
  return {
    async to(height) {
      const began = now();
      gate.open();
      await gate.resting();
      if (reached !== height)
        throw new Error(`the walk ended at block ${String(reached)} instead of ${String(height)}`);
      return { ms: committedAt - began, committedAt };
    },
  };
}

/** Where the walk rests between blocks. */
function createGate() {
  let opened = Promise.withResolvers<void>();
  let arrived = Promise.withResolvers<void>();
  return {
    rest: (): Promise<void> => {
      opened = Promise.withResolvers();
      arrived.resolve();
      return opened.promise;
    },
    /** Lets the walk continue. */
    open: (): void => {
      arrived = Promise.withResolvers();
      opened.resolve();
    },
    resting: (): Promise<void> => arrived.promise,
  };
}
