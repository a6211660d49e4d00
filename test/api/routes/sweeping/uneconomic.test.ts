import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createApiKey } from '../../../../db/accounts/createApiKey.ts';
import { saveGasPrice } from '../../../../db/sweeping/gasPrices.ts';
import { network } from '../../../db/fixtures.ts';
import { registry } from '../../registry.ts';
import type { Sweeping, SweepWorld } from '../../sweepWorld.ts';
import { askingBy, newSweepingMerchant, seedSweepable, startSweepWorld } from '../../sweepWorld.ts';

// An ether is worth 3,000 dollars, so a first item at 10 gwei costs 1.38.
const weights: Readonly<Record<string, bigint>> = { ETH: 3000n * 10n ** 18n, USDT_ETH: 10n ** 18n };
let world: SweepWorld;
let merchant: Sweeping;
/** A key that may pay and approve. */
let both: string;
beforeAll(async () => {
  const currencies = registry.currencies.map(one => ({ ...one, tierWeight: weights[one.code] ?? 0n }));
  world = await startSweepWorld({ registry: { ...registry, currencies } });
});
afterAll(() => world.api.stop());
beforeEach(async () => {
  merchant = await newSweepingMerchant(world);
  const scopes = ['read', 'payout', 'approve'] as const;
  both = (await createApiKey(world.api.db, merchant.accountId, { scopes, label: 'both' })).key;
  await saveGasPrice(world.api.db, network.code, 10n ** 10n);
});

const { call, codeOf, planned, quote, sweep } = askingBy(
  () => world,
  () => merchant,
);

it('a sweep by name leaves what costs more than it is, and the quote says so', async () => {
  await seedSweepable(world, merchant, ['1000000'], 'USDT_ETH');
  expect(await quote()).toMatchObject([
    { purses: 0, skipped: [{ reason: 'costs_more_than_it_is', purses: 1, amount: '1' }] },
  ]);
  expect(codeOf(await sweep())).toEqual([409, 'nothing_to_sweep']);
  const { purseId } = await seedSweepable(world, merchant, ['2000000'], 'USDT_ETH');
  expect(await planned()).toMatchObject([{ items: [{ purseId, amount: '2' }] }]);
});

it('a key that may approve, too, takes all; the quote of that takes no more than reading', async () => {
  const { purseId } = await seedSweepable(world, merchant, ['1000000'], 'USDT_ETH');
  const all = { includeUneconomic: true };
  expect(await quote(all)).toMatchObject([{ purses: 1, amount: '1', skipped: [] }]);
  for (const key of [merchant.payer, merchant.keys.approve]) {
    expect(codeOf(await sweep(all, key))).toEqual([403, 'insufficient_scope']);
  }
  expect(codeOf(await sweep({ includeUneconomic: false }))).toEqual([409, 'nothing_to_sweep']);
  const made = await sweep(all, both);
  const [shown] = JSON.parse(made.text) as readonly [{ readonly id: string }];
  expect(shown).toMatchObject({ items: [{ purseId, amount: '1' }] });
  const audits = await call('GET', `/v1/audits?resourceId=${shown.id}`, undefined, merchant.keys.admin);
  expect(audits.body.data).toMatchObject([
    { changes: [{ field: 'network' }, { field: 'includeUneconomic', old: null, new: true }] },
  ]);
});

it('a price that nobody read for a day counts no more', async () => {
  await seedSweepable(world, merchant, ['1000000'], 'USDT_ETH');
  await world.api.rows`update gas_prices set read_at = now() - interval '25 hours'`;
  expect(await planned()).toMatchObject([{ items: [{ amount: '1' }] }]);
});
