import { afterEach, describe, expect, it } from 'vitest';
import type { NativeSource } from '../../../domain/registry.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payBatch } from '../../../testkit/chain/payers/payBatch.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { payRouted } from '../../../testkit/chain/payers/payRouted.ts';
import { paySelfDestruct } from '../../../testkit/chain/payers/paySelfDestruct.ts';
import { seededRandom } from '../../../testkit/chain/seededRandom.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
afterEach(() => watcher.stop());

/** A chain that serves all sources: it has traces, and the logs of EIP-7708. */
async function start(nativeSource: NativeSource, endpoints: number): Promise<void> {
  const rpc = async (chain: TestNetwork) => [
    chain.rpcUrl,
    ...(endpoints === 2 ? [(await chain.addEndpoint()).url] : []),
  ];
  watcher = await startWatcher({ network: { nativeSource }, hardfork: 'amsterdam', rpc });
  await deployContract({ ...via(), name: 'BatchPayer' });
  await deployContract({ ...via(), name: 'Router' });
  await watcher.chain.mine(1);
}
const via = () => ({ rpcUrl: watcher.chain.rpcUrl, key: watcher.chain.faucetKey });
const head = async () => Number(await watcher.chain.request('eth_blockNumber'));
async function restartWith(changed: { readonly nativeSource: NativeSource }): Promise<void> {
  await watcher.pause();
  watcher.resumeWith(changed);
}
/** What a purse was sent, as its chain has it now, and what of that is credited or waits for a person. */
const onChain = async ({ address }: Owner) =>
  BigInt(String(await watcher.chain.request('eth_getBalance', [address, 'latest'])));
async function recorded({ purseId }: Owner): Promise<bigint> {
  const row = await watcher.db
    .selectFrom('transactions')
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
    .where('purse_id', '=', purseId)
    .where('currency', '=', watcher.eth.code)
    .where('block_hash', 'is not', null)
    .executeTakeFirst();
  return row?.total ?? 0n;
}

const routes = {
  plain: owner => watcher.pay(owner.address, watcher.eth, whole),
  internal: owner => payInternal({ ...via(), to: owner.address, amount: whole }),
  twiceAlike: owner =>
    payBatch({
      ...via(),
      payments: [1n, 1n, 2n].map(amount => ({
        to: owner.address,
        currency: watcher.eth,
        amount: amount * whole,
      })),
    }),
  routed: owner =>
    payRouted({
      ...via(),
      payments: [true, false].map(reverts => ({
        to: owner.address,
        currency: watcher.eth,
        amount: whole,
        reverts,
      })),
    }),
  selfDestruct: owner => paySelfDestruct({ ...via(), to: owner.address, amount: whole }),
} as const satisfies Record<string, (owner: Owner) => Promise<unknown>>;

describe('a change of the source of native transfers', () => {
  it.each([
    ['trace', 'logs7708'],
    ['logs7708', 'trace'],
  ] as const)('from %s to %s, and a rescan, credits nothing again', async (before, after) => {
    await start(before, 1);
    const owner = await watcher.newOwner();
    for (const pay of Object.values(routes)) await pay(owner);
    await watcher.settle();
    const sum = await onChain(owner);
    expect(await watcher.credited(owner, watcher.eth)).toBe(sum);
    await restartWith({ nativeSource: after });
    expect(await watcher.rescan({ from: 1, to: await head() })).toBe(0);
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(sum);
  });

  it.each([
    ['trace', 'logs7708'],
    ['logs7708', 'trace'],
    ['trace', 'topLevel'],
    ['topLevel', 'trace'],
  ] as const)('from %s to %s stops no due proof', async (before, after) => {
    await start(before, 2);
    const owner = await watcher.newOwner();
    await payInternal({ ...via(), to: owner.address, amount: whole });
    await watcher.pay(owner.address, watcher.eth, 2n * whole);
    await watcher.chain.mine(1);
    // Seen, and not final yet.
    await watcher.caughtUp();
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    await restartWith({ nativeSource: after });
    await watcher.settle();
    const due = before === 'topLevel' ? 2n * whole : 3n * whole;
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === due);
    expect(watcher.troubles.filter(trouble => trouble.startsWith('chain_disagreement'))).toEqual([]);
  });

  it('does not change what an earlier release recorded under other ordinals', async () => {
    await start('trace', 1);
    const owner = await watcher.newOwner();
    await routes.twiceAlike(owner);
    await routes.internal(owner);
    await watcher.settle();
    const sum = await onChain(owner);
    // As the first release wrote them: paths of calls, and no source.
    const rows = await watcher.db
      .selectFrom('transactions')
      .select(['id'])
      .where('kind', '=', 'internal')
      .execute();
    for (const [at, { id }] of rows.entries()) {
      const ordinal = `${String(at)}.0`;
      await watcher.db.updateTable('transactions').set({ ordinal }).where('id', '=', id).execute();
    }
    await watcher.db.updateTable('observations').set({ source: null }).execute();
    for (const nativeSource of ['trace', 'logs7708', 'topLevel'] as const) {
      await restartWith({ nativeSource });
      expect(await watcher.rescan({ from: 1, to: await head() })).toBe(0);
      await watcher.settle();
      expect(await watcher.credited(owner, watcher.eth)).toBe(sum);
    }
  });
});

describe('whatever the sequence of sources, rescans and restarts', () => {
  it.each([1, 2, 3, 4])('what the chain moved is recorded once (seed %i)', async seed => {
    const random = seededRandom(seed);
    const oneOf = <T>(choices: readonly T[]): T => {
      const choice = choices[Math.floor(random() * choices.length)];
      if (choice === undefined) throw new Error('nothing to choose from');
      return choice;
    };
    const sources = ['topLevel', 'trace', 'logs7708'] as const;
    await start(oneOf(sources), 1 + (seed % 2));
    const owners = [await watcher.newOwner(), await watcher.newOwner()];
    for (let round = 0; round < 5; round++) {
      for (let payment = 0; payment < 3; payment++) await oneOf(Object.values(routes))(oneOf(owners));
      await watcher.chain.mine(1 + Math.floor(random() * 3));
      if (random() < 0.7) await restartWith({ nativeSource: oneOf(sources) });
      if (random() < 0.6) {
        await watcher.caughtUp();
        const from = 1 + Math.floor(random() * (await head()));
        await watcher.rescan({ from, to: await head() });
      }
    }
    await watcher.settle();
    for (const owner of owners) {
      await eventually('the balance round found the rest', async () => {
        const [seen, there] = [await recorded(owner), await onChain(owner)];
        if (seen > there) throw new Error(`${String(seen)} was recorded of ${String(there)}`);
        return seen === there;
      });
    }
    for (const nativeSource of sources) {
      await restartWith({ nativeSource });
      expect(await watcher.rescan({ from: 1, to: await head() })).toBe(0);
    }
    await watcher.settle();
    for (const owner of owners) expect(await recorded(owner)).toBe(await onChain(owner));
  });
});
