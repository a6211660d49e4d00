import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ItemOutcome } from '../../../db/sweeping/endSweep.ts';
import { endSweep } from '../../../db/sweeping/endSweep.ts';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import type { SweepId } from '../../../domain/ids.ts';
import type { Registry } from '../../../domain/registry.ts';
import type { SkipReason } from '../../../domain/sweeping/sweep.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { must } from '../fixtures.ts';
import { usualSweepPolicy } from '../../../domain/sweeping/sweepPolicy.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
});
afterAll(() => database.drop());

const only = async (by: PlannerWorld['person'] | null = null): Promise<SweepId> => {
  const { sweepIds } = await world.plan({ requestedBy: by });
  if (sweepIds.length > 1) throw new Error('more than one');
  return must(sweepIds[0]);
};
const left = async (): Promise<readonly string[]> => (await world.plan()).left;
const cancel = (id: SweepId) =>
  database.db.transaction().execute(trx => cancelSweep(trx, world.accountId, id));

/** Ends a sweep, with the same outcome of each item. */
const end = (id: SweepId, outcome: ItemOutcome) =>
  database.db.transaction().execute(trx => {
    const [status, reason] =
      outcome.status === 'swept' ? (['completed', null] as const) : (['failed', 'r'] as const);
    return endSweep(trx, { id }, status, reason, () => outcome);
  });
const skip = (id: SweepId, reason: SkipReason) => end(id, { status: 'skipped', reason });

describe('the policy', () => {
  it('waits until a purse has as much as the threshold', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough - 10n ** 15n);
    expect(await left()).toEqual([`below_threshold ETH 1 ${String(enough - 10n ** 15n)}`]);
    await world.credited(owner, 10n ** 15n);
    expect(await world.items(await only())).toMatchObject([{ amount: enough }]);
  });

  it('takes the currency’s own threshold before twenty times the minimum', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough / 2n);
    const currencies = registry.currencies.map(one => ({ ...one, sweepThreshold: one.minDeposit }));
    const changed: Registry = { ...registry, currencies };
    expect((await world.plan({}, { registry: changed })).sweepIds).toHaveLength(1);
  });

  it('takes little once its oldest deposit is old enough, with all that came later', async () => {
    const owner = await world.newCustomer();
    const old = await world.credited(owner, enough / 4n);
    await world.credited(owner, enough / 4n);
    await sql`update transactions set created_at = now() - interval '8 days' where id = ${old}`.execute(
      database.db,
    );
    expect(await world.items(await only())).toMatchObject([{ amount: enough / 2n }]);
  });

  it('leaves a purse with a sweep under way, in any currency, whoever asks', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await only();
    await world.credited(owner, 50_000_000n, 'USDT_ETH');
    const all = { sweepIds: [], left: ['under_way USDT_ETH 1 50000000'] };
    expect(await world.plan()).toEqual(all);
    expect(await world.plan({ requestedBy: world.person })).toEqual(all);
  });

  it('leaves what would cost more gas than its share, unless a person asks', async () => {
    // An ether is worth 3,000 dollars: 46,000 gas at 10 gwei are 1.38, and 2 % of 69 dollars.
    const weights: Readonly<Record<string, bigint>> = { ETH: 3000n * 10n ** 18n, USDT_ETH: 10n ** 18n };
    const weighted: Registry = {
      ...registry,
      currencies: registry.currencies.map(one => ({ ...one, tierWeight: weights[one.code] ?? 0n })),
    };
    const gasPrice = 10n ** 10n;
    const plan = (of: { readonly gasPrice?: bigint; readonly requestedBy?: typeof world.person }) =>
      world.plan(of, { registry: weighted });
    const owner = await world.newCustomer();
    await world.credited(owner, 67_000_000n, 'USDT_ETH');
    expect(await plan({ gasPrice })).toEqual({ sweepIds: [], left: ['costs_too_much USDT_ETH 1 67000000'] });
    await world.credited(owner, 2_000_000n, 'USDT_ETH');
    expect((await plan({ gasPrice })).sweepIds).toHaveLength(1);

    const other = await world.newCustomer();
    await world.credited(other, 30_000_000n, 'USDT_ETH');
    expect((await plan({ gasPrice })).sweepIds).toEqual([]);
    await sql`update sweep_authorizations set state = 'used' where authority = ${other.address}`.execute(
      world.db,
    );
    // Later sweeps of a purse cost less: 0.72 dollars, and 2 % of 36.
    expect((await plan({ gasPrice })).sweepIds).toEqual([]);
    expect((await plan({ gasPrice: gasPrice / 2n })).sweepIds).toHaveLength(1);

    const third = await world.newCustomer();
    await world.credited(third, 30_000_000n, 'USDT_ETH');
    expect((await plan({ gasPrice, requestedBy: world.person })).sweepIds).toHaveLength(1);

    const fourth = await world.newCustomer();
    await world.credited(fourth, 1_379_999n, 'USDT_ETH');
    const byName = { gasPrice, requestedBy: world.person };
    expect((await plan(byName)).left).toEqual(['costs_more_than_it_is USDT_ETH 1 1379999']);
    await world.credited(await world.newCustomer(), 1_380_000n, 'USDT_ETH');
    expect((await plan(byName)).sweepIds).toHaveLength(1);
    expect((await plan({ requestedBy: world.person })).sweepIds).toHaveLength(1);
  });

  it('makes batches of its size, each purse in one of them', async () => {
    const changed: Registry = {
      ...registry,
      networks: registry.networks.map(one => ({
        ...one,
        sweeping: { ...usualSweepPolicy, batchItems: 3 },
      })),
    };
    for (let purse = 0; purse < 4; purse += 1) {
      const owner = await world.newCustomer();
      await world.credited(owner, enough);
      await world.credited(owner, 50_000_000n, 'USDT_ETH');
    }
    const { sweepIds } = await world.plan({}, { registry: changed });
    const items = await Promise.all(sweepIds.map(id => world.items(id)));
    expect(items.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
    expect(items.map(of => new Set(of.map(({ purse }) => purse)).size)).toEqual([1, 1, 1, 1]);
  });

  it('plans what did not fit into a batch in a later one', async () => {
    const changed: Registry = {
      ...registry,
      networks: registry.networks.map(one => ({
        ...one,
        sweeping: { ...usualSweepPolicy, batchItems: 1 },
      })),
    };
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await world.credited(owner, 50_000_000n, 'USDT_ETH');
    const first = await world.plan({}, { registry: changed });
    expect(await world.items(must(first.sweepIds[0]))).toMatchObject([{ currency: 'ETH' }]);
    await end(must(first.sweepIds[0]), { status: 'swept' });
    const second = await world.plan({}, { registry: changed });
    expect(await world.items(must(second.sweepIds[0]))).toMatchObject([{ currency: 'USDT_ETH' }]);
  });
});

describe('after an item was skipped', () => {
  /** How long the purse is left alone, in seconds; null: until a person asks. */
  const pauseOf = async ({ purseId }: Owner): Promise<number | null> => {
    const row = await database.db
      .selectFrom('sweep_pauses')
      .select(sql<number | null>`round(extract(epoch from until - now()))::integer`.as('seconds'))
      .where('purse_id', '=', purseId)
      .executeTakeFirstOrThrow();
    return row.seconds;
  };
  const waitOver = ({ purseId }: Owner) =>
    sql`update sweep_pauses set until = now() - interval '1 second' where purse_id = ${purseId}`.execute(
      database.db,
    );

  it('its purse and currency are left alone for 10 minutes, then 6 hours, then until a person asks', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    for (const seconds of [600, 6 * 3600]) {
      await skip(await only(), 'balance');
      expect(Math.abs(((await pauseOf(owner)) ?? 0) - seconds)).toBeLessThan(5);
      expect(await left()).toEqual([`paused ETH 1 ${String(enough)}`]);
      await waitOver(owner);
    }
    await skip(await only(), 'balance');
    expect(await pauseOf(owner)).toBeNull();
    expect(await left()).toEqual([`needs_a_person ETH 1 ${String(enough)}`]);
    await world.credited(await world.newCustomer(), enough);
    expect(await world.items(await only())).toHaveLength(1);
    expect(await world.items(await only(world.person))).toMatchObject([{ purse: owner.purseId }]);
  });

  it('a person who asks by name need not wait, nor have enough', async () => {
    const [paused, little] = [await world.newCustomer(), await world.newCustomer()];
    await world.credited(paused, enough);
    await skip(await only(), 'refused');
    await world.credited(little, enough / 10n);
    expect((await world.plan()).sweepIds).toEqual([]);
    expect(await world.items(await only(world.person))).toHaveLength(2);
  });

  it('other currencies of the purse go on', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await skip(await only(), 'refused');
    await world.credited(owner, 50_000_000n, 'USDT_ETH');
    expect(await world.items(await only())).toMatchObject([{ currency: 'USDT_ETH' }]);
  });

  it('a sweep of it ends the pauses', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await skip(await only(), 'refused');
    const id = await only(world.person);
    await end(id, { status: 'swept' });
    await world.credited(owner, enough);
    await skip(await only(), 'refused');
    expect(Math.abs(((await pauseOf(owner)) ?? 0) - 600)).toBeLessThan(5);
  });

  it.each(['not_due', 'canceled'] as const)(
    '%s says nothing of the purse, so there is no pause',
    async reason => {
      const owner = await world.newCustomer();
      await world.credited(owner, enough);
      await skip(await only(), reason);
      expect(await world.items(await only())).toHaveLength(1);
    },
  );
});

describe('a planned sweep', () => {
  it('can be canceled once, and leaves its deposits to the next plan', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const id = await only();
    await cancel(id);
    await expect(cancel(id)).rejects.toMatchObject({ code: 'already_sent' });
    expect(await only()).not.toBe(id);
  });

  it('cannot be canceled by another account', async () => {
    const theirs = await startPlannerWorld(database.db, scan);
    await world.credited(await world.newCustomer(), enough);
    const id = await only();
    const other = database.db.transaction().execute(trx => cancelSweep(trx, theirs.accountId, id));
    await expect(other).rejects.toMatchObject({ code: 'sweep_not_found' });
  });
});
