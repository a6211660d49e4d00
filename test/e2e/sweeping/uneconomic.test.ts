import { expect, it } from 'vitest';
import { createPlanRound } from '../../../activities/sweeping/planRound.ts';
import { lastGasPrice } from '../../../db/sweeping/gasPrices.ts';
import type { Registry } from '../../../domain/registry.ts';
import { asMemberOf } from '../../db/asMemberOf.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

it('the planner saves what gas costs, as its node says, if coins can be compared', async () => {
  const world = await startSweepingWorld();
  const { db, database, registry, pool } = world.watcher;
  const { code: network } = world.deps.network;
  const round = (of: Registry) =>
    asMemberOf(database, 'purser_worker', worker =>
      createPlanRound({ db: worker, registry: of, poolOf: () => pool })({ network }),
    );
  const weighing = (tierWeight: bigint): Registry => ({
    ...registry,
    currencies: registry.currencies.map(one => ({ ...one, tierWeight })),
  });
  await round(weighing(0n));
  expect(await lastGasPrice(db, network)).toBeUndefined();
  for (let times = 0; times < 2; times += 1) {
    await round(weighing(10n ** 18n));
    const price = BigInt(String(await world.anvil.request('eth_gasPrice', [])));
    expect(await lastGasPrice(db, network)).toBe(price);
    await world.mine(3);
  }
});
