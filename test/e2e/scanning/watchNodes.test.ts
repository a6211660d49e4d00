import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../testkit/chain/rpc/endpoint.ts';
import type { FaultOptions } from '../../../testkit/chain/rpc/faults.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { eventually } from '../testStack.ts';
import { startTwin } from './identicalChains.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
/** Those besides the chain's own, in the watcher's order. */
let endpoints: Endpoint[];
afterEach(() => watcher.stop());

/** A watcher with so many endpoints of one chain. */
async function start(count: number, options: WatcherOptions = {}): Promise<void> {
  watcher = await startWatcher({
    ...options,
    rpc: async chain => {
      endpoints = [];
      for (let at = 0; at < count; at++) endpoints.push(await chain.addEndpoint());
      return endpoints.map(({ url }) => url);
    },
  });
}
const endpoint = (at: number): Endpoint => {
  const found = endpoints[at];
  if (!found) throw new Error(`there is no endpoint ${String(at)}`);
  return found;
};
const height = async (): Promise<number | null> =>
  (await watcher.db.selectFrom('chain_cursors').select('height').executeTakeFirstOrThrow()).height;
const head = async (): Promise<number> => Number(await watcher.chain.request('eth_blockNumber'));

/** Faults of a lone endpoint; each makes its answers useless while it lasts. */
const faults: readonly (FaultOptions & { readonly methods?: string[] })[] = [
  { kind: 'empty_logs' },
  { kind: 'drop_log' },
  { kind: 'wrong_bloom' },
  { kind: 'rate_limit', retryAfterSeconds: 1 },
  { kind: 'server_error' },
  { kind: 'truncated' },
  { kind: 'disconnect' },
];

describe('one endpoint', () => {
  it.each(faults)(
    'with the fault $kind changes nothing, and when it recovers nothing is lost',
    async fault => {
      await start(1);
      const owner = await watcher.newOwner();
      const before = await height();
      endpoint(0).fault(fault);
      await watcher.pay(owner.address, watcher.eth, whole);
      await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
      await watcher.chain.mine(1);
      await eventually('the watcher met the fault', () => Promise.resolve(watcher.troubles.length > 0));
      await new Promise(resolve => setTimeout(resolve, 300));
      expect(await height()).toBe(before);
      expect(
        await watcher.db
          .selectFrom('transactions')
          .select('id')
          .where('status', '<>', 'MEM_POOL_FOUND')
          .execute(),
      ).toEqual([]);

      endpoint(0).clearFaults();
      await watcher.settle();
      expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
      expect(await watcher.credited(owner, watcher.usdt)).toBe(2_000_000n);
    },
  );

  it('whose head goes backwards is waited for', async () => {
    await start(1);
    const owner = await watcher.newOwner();
    await watcher.chain.mine(5);
    await watcher.caughtUp();
    const before = await height();
    endpoint(0).fault({ kind: 'stale_head', blocks: 3 });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(await height()).toBe(before);
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    endpoint(0).clearFaults();
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });

  it('that serves another chain stops the network', async () => {
    await start(1);
    await watcher.pause();
    endpoint(0).fault({ kind: 'server_error' });
    await watcher.pool.pick().catch(() => undefined);
    watcher.resume({ acceptDeepReorg: false });
    await eventually('the breaker opened', () => Promise.resolve(watcher.pool.health()[0]?.state === 'open'));
    endpoint(0).clearFaults();
    endpoint(0).fault({ kind: 'wrong_chain_id' });
    expect((await watcher.stoppedBy()).code).toBe('wrong_chain');
    const { stopped_code } = await watcher.db
      .selectFrom('chain_cursors')
      .select('stopped_code')
      .executeTakeFirstOrThrow();
    expect(stopped_code).toBe('wrong_chain');
  });
});

describe('new heads', () => {
  it('wake a scanner that would rest for an hour, and a broken connection is renewed', async () => {
    await startWatcher({ ws: true }).then(started => (watcher = started));
    const owner = await watcher.newOwner();
    await watcher.pause();
    Object.assign(watcher.network, { pollMs: 3_600_000 });
    watcher.resume({ acceptDeepReorg: false });
    for (let round = 1n; round <= 3n; round++) {
      await watcher.pay(owner.address, watcher.eth, whole);
      await watcher.chain.mine(1);
      await eventually('the block is scanned', async () => (await height()) === (await head()));
    }
  });
});

describe('after a time without a scanner', () => {
  it('all blocks are caught up with, in order, and nothing in them is missed', async () => {
    await start(1);
    const owner = await watcher.newOwner();
    await watcher.pause();
    for (let block = 0; block < 40; block++) {
      await watcher.pay(owner.address, watcher.eth, whole);
      await watcher.chain.mine(1);
    }
    endpoint(0).fault({ kind: 'delay', ms: 20 });
    watcher.resume({ acceptDeepReorg: false });
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(40n * whole);
    const stored = await watcher.db.selectFrom('blocks').select('number').orderBy('number').execute();
    expect(stored.map(({ number }) => number)).toEqual(stored.map((_, at) => at + Number(stored[0]?.number)));
  });
});

describe('two endpoints', () => {
  it.each([...faults, { kind: 'stale_head', blocks: 100 } as const])(
    'of which the first has the fault $kind: the second takes over',
    async fault => {
      await start(2);
      const owner = await watcher.newOwner();
      endpoint(0).fault(fault);
      await watcher.pay(owner.address, watcher.eth, whole);
      await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
      await watcher.chain.mine(4);
      await eventually('the walk is at the head', async () => (await height()) === (await head()));
      // Money is final only if both confirm it.
      endpoint(0).clearFaults();
      await eventually('both deposits are credited', async () => {
        const [coins, tokens] = [
          await watcher.credited(owner, watcher.eth),
          await watcher.credited(owner, watcher.usdt),
        ];
        return coins === whole && tokens === 2_000_000n;
      });
    },
  );

  it('that differ over the receipts of a block with money: nothing becomes final', async () => {
    await start(2);
    const owner = await watcher.newOwner();
    endpoint(1).fault({ kind: 'altered_receipt' });
    await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
    await watcher.chain.mine(6);
    await eventually('the proof failed', () =>
      Promise.resolve(watcher.troubles.some(trouble => trouble.includes('receipts'))),
    );
    expect(await watcher.credited(owner, watcher.usdt)).toBe(0n);
    endpoint(1).clearFaults();
    await eventually(
      'it is credited',
      async () => (await watcher.credited(owner, watcher.usdt)) === 2_000_000n,
    );
  });

  it('of which one has another block at a final height: the chain stops and alarms', async () => {
    let other: TestNetwork | undefined;
    try {
      watcher = await startWatcher({
        rpc: async chain => {
          other = await startTwin();
          await other.pauseMining();
          return [chain.rpcUrl, other.rpcUrl];
        },
      });
      const owner = await watcher.newOwner();
      await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
      await watcher.chain.mine(5);
      await other?.mine(5);
      expect((await watcher.stoppedBy()).code).toBe('chain_disagreement');
      expect(await watcher.credited(owner, watcher.usdt)).toBe(0n);
    } finally {
      await other?.stop();
    }
  });

  it('of which the second is down: deposits are seen, and final when it is back', async () => {
    await start(2);
    const owner = await watcher.newOwner();
    endpoint(1).fault({ kind: 'disconnect' });
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(6);
    await eventually('it is seen', async () =>
      (await watcher.events(owner)).includes('CUSTOMER_PURSE_PENDING_COMPLIANCE'),
    );
    await eventually('the walk is at the head', async () => (await height()) === (await head()));
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    endpoint(1).clearFaults();
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
  });
});
