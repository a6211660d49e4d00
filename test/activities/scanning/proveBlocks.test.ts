import { afterEach, expect, it } from 'vitest';
import { proveBlocks } from '../../../activities/scanning/proveBlocks.ts';
import type { Scan } from '../../../activities/scanning/scan.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import { listedOn } from '../../../chain/transfers.ts';
import type { Endpoint } from '../../../testkit/chain/rpc/endpoint.ts';
import type { FaultOptions } from '../../../testkit/chain/rpc/faults.ts';
import type { Watcher } from '../../e2e/scanning/watcher.ts';
import { startWatcher } from '../../e2e/scanning/watcher.ts';

let watcher: Watcher;
let endpoints: readonly Endpoint[] = [];
afterEach(() => watcher.stop());

const payments = 4;

/**
 * Blocks with money that no second node has confirmed, and one faulty node; returns how many blocks one run
 * confirms.
 */
async function confirmedInOneRun(faulty: 0 | 1, fault: FaultOptions): Promise<number> {
  watcher = await startWatcher({
    network: { finality: { kind: 'confirmations', blocks: 100 } },
    rpc: async chain => {
      endpoints = [await chain.addEndpoint(), await chain.addEndpoint()];
      return endpoints.map(({ url }) => url);
    },
  });
  const { db, registry, network, pool, chain } = watcher;
  const owner = await watcher.newOwner();
  for (let at = 0; at < payments; at++) {
    await watcher.pay(owner.address, watcher.eth, 10n ** 18n);
    await chain.mine(1);
  }
  await watcher.caughtUp();
  await watcher.pause();
  await db.updateTable('blocks').set({ confirmed: false, proven: false, next_proof_at: null }).execute();
  const first = await pool.pick();
  endpoints[faulty]?.fault(fault);
  const scan = {
    deps: { db, registry, checksum: checksumAddress },
    network,
    pool,
    listed: listedOn(registry, network.chainId),
    progress: () => undefined,
    onTrouble: () => undefined,
    reported: new Set<string>(),
    proofs: { over: false },
  };
  await proveBlocks(scan as unknown as Scan, first, { all: 0, tiers: [] });
  const confirmed = await db.selectFrom('blocks').select('number').where('confirmed', '=', true).execute();
  return confirmed.length;
}

/** How many blocks are retried later. */
async function putOff(): Promise<number> {
  const blocks = watcher.db.selectFrom('blocks').select('number').where('next_proof_at', 'is not', null);
  return (await blocks.execute()).length;
}

it('continues with the next block if the other node fails one call', async () => {
  const once: FaultOptions = { kind: 'server_error', methods: ['eth_getBlockReceipts'], count: 1 };
  expect(await confirmedInOneRun(1, once)).toBe(payments - 1);
  expect(await putOff()).toBe(1);
});

it.each([0, 1] as const)(
  'ends the run and leaves the other blocks unchanged if node %i may not be called',
  async faulty => {
    const limited: FaultOptions = {
      kind: 'rate_limit',
      methods: ['eth_getBlockByNumber'],
      retryAfterSeconds: 30,
    };
    expect(await confirmedInOneRun(faulty, limited)).toBe(0);
    // The block whose call was refused, and the one after it, for which no call was made.
    expect(await putOff()).toBeLessThanOrEqual(2);
  },
);
