import { sql } from 'kysely';
import { testRegistry } from '../../cli/stack/testChains.ts';
import { connect } from '../../db/connect.ts';
import { planSweeps } from '../../db/sweeping/planSweeps.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import { disk } from './disk.ts';
import { requireMoved, untilEnded } from './ends.ts';
import { leftOut, lost, withdrawn } from './forkStories.ts';
import { paid, paidHeld } from './paid.ts';
import type { SweepWorld } from './sweepWorld.ts';
import { deposit, network, requireEqual, sweepsOf, until } from './sweepWorld.ts';

/** At once, so that some of them meet. */
const planners = 6;

export type SweepStory = 'again' | 'held' | 'lost' | 'withdrawn' | 'disk' | 'leftOut' | 'planners';

/** Each throws what is wrong. */
export const sweepStories: Readonly<Record<SweepStory, (world: SweepWorld) => Promise<void>>> = {
  again,
  held,
  lost,
  withdrawn,
  disk,
  leftOut,
  planners: planTogether,
};

/** A purse is paid and swept twice. */
async function again(world: SweepWorld): Promise<void> {
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  for (const time of [1, 2]) {
    await paid(world, purse);
    const known = new Set(time === 1 ? [] : await sweepsOf(world, purse));
    await until('a sweep is planned', async () => {
      await world.apis[0]
        .post('/v1/sweeps', { body: { network, purseId: purse.purseId } })
        .catch(() => undefined);
      return (await sweepsOf(world, purse)).length > known.size;
    });
    const id = (await sweepsOf(world, purse)).find(each => !known.has(each)) ?? '';
    requireEqual('the items', (await untilEnded(world, id)).items, 'swept');
  }
  await requireMoved(world, purse, before, { moved: 2n * deposit, left: 0n, entries: 2 });
}

/** Held coins lie beside credited ones. */
async function held(world: SweepWorld): Promise<void> {
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  await paid(world, purse);
  await paidHeld(world, purse);
  const { items } = await untilEnded(world, await world.asks(purse));
  requireEqual('the items', items, 'swept');
  await requireMoved(world, purse, before, { moved: deposit, left: 2n * deposit, entries: 1 });
}

/** Several processes plan at once. The API takes one call of an account after another, so here they plan by themselves. */
async function planTogether(world: SweepWorld): Promise<void> {
  const { accountId, keyId } = world;
  const purse = await world.newPurse();
  const before = await world.balanceOf(world.treasury);
  const hash = await paid(world, purse);
  const db = connect(world.stack.databaseUrl, { max: planners });
  const wish = { accountId, network: network as NetworkCode, purseId: purse.purseId as PurseId };
  const plan = () =>
    db.transaction().execute(trx => planSweeps(trx, testRegistry(), { ...wish, requestedBy: keyId }));
  try {
    await Promise.all(Array.from({ length: planners }, plan));
  } finally {
    await db.destroy();
  }
  const { rows } = await sql<{ claims: number }>`
    select count(*)::integer as claims from sweep_item_deposits d join transactions t on t.id = d.transaction_id
    where t.tx_hash = ${hash} and not d.is_released`.execute(world.db);
  requireEqual('sweeps that claim the deposit', rows[0]?.claims, 1);
  requireEqual('the items', (await untilEnded(world, await world.asks(purse))).items, 'swept');
  await requireMoved(world, purse, before, { moved: deposit, left: 0n, entries: 1 });
}
