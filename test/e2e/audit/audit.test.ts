import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import type { ChainId, NetworkCode } from '../../../domain/registry.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { Watcher } from '../scanning/watcher.ts';
import type { AuditWorld } from './auditWorld.ts';
import { found, startAuditWorld, totals } from './auditWorld.ts';

const whole = 10n ** 18n;
let world: AuditWorld;
let watcher: Watcher;
let owner: Owner;
beforeAll(async () => {
  world = await startAuditWorld();
  ({ watcher, owner } = world);
});
afterAll(() => watcher.stop());

describe('an audit', () => {
  it('of an empty database is clean, except for a network that was never scanned', async () => {
    expect(await world.audit()).toMatchObject({ verdict: 'clean', chains: [{ block: null, addresses: 0 }] });
    await watcher.settle();
    expect(await world.audit()).toMatchObject({ verdict: 'clean', chains: [{ addresses: 1 }], unlisted: [] });
    const { networks, ...rest } = watcher.registry;
    const another = { ...watcher.network, code: 'ANOTHER' as NetworkCode, chainId: 999 as ChainId };
    const report = await world.audit({ registry: { networks: [...networks, another], ...rest } });
    expect(report).toMatchObject({ verdict: 'incomplete', chains: [{ addresses: 1 }, { block: null }] });
  });

  it('is clean after deposits, dust, holds, reversals, and waiting money, and says what is where', async () => {
    await world.fillBooks();
    expect(totals(await world.audit())).toMatchObject({
      ETH: {
        credited: '2',
        held: '3',
        unattributed: '0',
        unposted: '4',
        swept: '0',
        expected: '9',
        chain: '9',
        difference: '0',
      },
      USDT: { credited: '5', held: '0', unattributed: '0.000001', chain: '5.000001', difference: '0' },
    });
    await snapshotBalances(watcher.db, { atLeast: 1 });
    const report = await world.audit();
    expect(report).toMatchObject({
      verdict: 'clean',
      chains: [{ network: 'ETHEREUM', addresses: 3, failure: null }],
    });
    expect(Object.fromEntries(report.checks.map(({ check, examined }) => [check, examined]))).toMatchObject({
      currencies: 2,
      entries: 6,
      deposits: 6,
      chain: 6,
    });
  });

  it('does not count postings of a block that is not final for everybody yet', async () => {
    const before = totals(await world.audit())['ETH'];
    await world.pay(owner, 5n * whole);
    await watcher.chain.mine(1);
    await watcher.caughtUp();
    expect(await watcher.credited(owner, watcher.eth)).toBe(7n * whole);
    expect(totals(await world.audit())['ETH']).toEqual(before);
    await watcher.settle();
    expect(totals(await world.audit())['ETH']).toMatchObject({ credited: '7', chain: '14', difference: '0' });
  });

  it('is clean while money is coming in and being posted', async () => {
    const busy = await watcher.newOwner();
    const enough = new AbortController();
    const traffic = (async () => {
      while (!enough.signal.aborted) {
        for (let payment = 0; payment < 4; payment++) await world.pay(busy, whole / 100n);
        await watcher.chain.mine(1);
        await watcher.caughtUp();
      }
    })();
    try {
      for (let round = 0; round < 12; round++) expect(found(await world.audit())).toEqual({});
    } finally {
      enough.abort();
      await traffic;
    }
  });

  it('can be made at any final block', async () => {
    const { final_height: last } = await watcher.db
      .selectFrom('chain_cursors')
      .select('final_height')
      .executeTakeFirstOrThrow();
    for (let number = last - 6; number <= last; number++) {
      const report = await world.audit({ blocks: new Map([[watcher.network.code, number]]) });
      expect(report).toMatchObject({ verdict: 'clean', chains: [{ block: number }] });
    }
    const later = await world.audit({ blocks: new Map([[watcher.network.code, last + 1]]) });
    expect(later).toMatchObject({ verdict: 'incomplete', chains: [{ block: null, addresses: 0 }] });
  });

  it('says so if it cannot read a chain', async () => {
    const network = { ...watcher.network, chainId: 999 as ChainId };
    const wrong = createRpcPool({ network, stop: new AbortController().signal });
    const report = await world.audit({ poolOf: () => wrong });
    expect(report.verdict).toBe('incomplete');
    expect(report.chains[0]?.failure).toMatch(/^wrong_chain/);
  });

  it('leaves out a currency whose balances prove nothing, and says why', async () => {
    const { registry } = watcher;
    const [eth, usdt] = registry.currencies;
    if (!eth || !usdt) throw new Error('the watcher lists two currencies');
    const rebasing = { ...registry, currencies: [eth, { ...usdt, credit: 'balanceDifference' as const }] };
    const report = await world.audit({ registry: rebasing });
    expect(report).toMatchObject({ verdict: 'clean', chains: [{ leftOut: [{ currency: 'USDT' }] }] });
    expect(Object.keys(totals(report))).toEqual(['ETH']);
    const delisted = await world.audit({ registry: { ...registry, currencies: [eth] } });
    expect(delisted).toMatchObject({ verdict: 'clean', unlisted: ['USDT'] });
  });
});
