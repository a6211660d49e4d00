import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Registry } from '../../../domain/registry.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { must } from '../fixtures.ts';
import { personOf } from '../operator.ts';
import { reverse } from '../payments.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, setFinalHeight, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

// What is swept (rules of money, 11).
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
  await setFinalHeight(database.db, 200);
});
afterAll(() => database.drop());

const amounts = async (): Promise<readonly bigint[]> => {
  const { sweepIds } = await world.plan({ requestedBy: world.person });
  const items = await Promise.all(sweepIds.map(id => world.items(id)));
  return items.flat().map(({ amount }) => amount);
};

const decline = ({ purseId }: Owner) =>
  database.db.updateTable('purses').set({ state: 'DECLINED' }).where('id', '=', purseId).execute();

describe('a plan', () => {
  it('takes what is credited, and leaves held, unattributed and unposted coins as the floor', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await world.credited(owner, 7n);
    await decline(owner);
    await world.credited(owner, 3n * enough);
    const unposted = await world.credited(owner, 1n);
    await sql`update transactions set credited_to = null, credited_block_hash = null where id = ${unposted}`.execute(
      database.db,
    );
    const { sweepIds } = await world.plan();
    const [item] = await world.items(must(sweepIds[0]));
    expect(item).toMatchObject({ amount: enough, floor: 3n * enough + 8n });
  });

  it('counts no coins of another currency or purse for the floor', async () => {
    const [owner, other] = [await world.newCustomer(), await world.newCustomer()];
    await world.credited(owner, enough);
    await world.credited(owner, 7n, 'USDT_ETH');
    await world.credited(other, 9n);
    const { sweepIds } = await world.plan();
    expect(await world.items(must(sweepIds[0]))).toMatchObject([{ amount: enough, floor: 0n }]);
  });

  it('takes what is credited to the merchant', async () => {
    const owner = await world.newCustomer();
    await (await personOf(database.db, owner)).block(true);
    await world.credited(owner, enough);
    expect(await amounts()).toEqual([enough]);
  });

  it('takes dust once it is promoted, and what a person allocated', async () => {
    const minimum = 10n ** 15n;
    const [owner, other] = [await world.newCustomer(), await world.newCustomer()];
    await world.credited(owner, minimum - 1n);
    const dust = await world.credited(other, 5n);
    expect(await amounts()).toEqual([]);
    await world.credited(owner, 1n);
    await (await personOf(database.db, other)).allocate(dust, 'merchant');
    expect(new Set(await amounts())).toEqual(new Set([5n, minimum]));
  });

  it('leaves a deposit that is final only by a tier for small sums', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await setFinalHeight(database.db, 99);
    expect(await world.plan()).toEqual({ sweepIds: [], left: [`not_final ETH 1 ${String(enough)}`] });
    await setFinalHeight(database.db, 100);
    expect(await amounts()).toEqual([enough]);
  });

  it('takes the final deposits of a purse beside one that is not final', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const later = await world.credited(owner, 2n * enough);
    await sql`update transactions set block_number = 201 where id = ${later}`.execute(database.db);
    expect(await amounts()).toEqual([enough]);
  });

  it('leaves a deposit whose block left the chain, before it is reversed and after', async () => {
    const owner = await world.newCustomer();
    const [id, other] = [await world.credited(owner, enough), await world.credited(owner, 2n * enough)];
    await sql`update transactions set block_number = null, block_hash = null where id = ${id}`.execute(
      database.db,
    );
    await reverse(database.db, other);
    expect(await amounts()).toEqual([]);
  });

  it('leaves currencies that are not credited as they are transferred', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const currencies = registry.currencies.map(one => ({ ...one, credit: 'balanceDifference' as const }));
    const changed: Registry = { ...registry, currencies };
    expect(await world.plan({}, { registry: changed })).toEqual({
      sweepIds: [],
      left: [`not_sweepable ETH 1 ${String(enough)}`],
    });
  });

  it('leaves a currency that the registry no longer has', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const changed: Registry = {
      ...registry,
      currencies: registry.currencies.filter(({ code }) => code !== 'ETH'),
    };
    expect((await world.plan({}, { registry: changed })).left).toEqual([
      `not_sweepable ETH 1 ${String(enough)}`,
    ]);
  });

  it('leaves a purse without an authorization', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const ofPurse = database.db.deleteFrom('sweep_authorizations').where('authority', '=', owner.address);
    await ofPurse.execute();
    expect((await world.plan()).left).toEqual([`not_authorized ETH 1 ${String(enough)}`]);
  });
});

describe('two accounts in one database', () => {
  it('plan their own purses, each to its own destinations', async () => {
    const theirs = await startPlannerWorld(database.db, scan);
    const [owner, other] = [await world.newCustomer(), await theirs.newCustomer()];
    await world.credited(owner, enough);
    await theirs.credited(other, 2n * enough);
    const mine = await world.plan();
    expect(await world.items(must(mine.sweepIds[0]))).toMatchObject([
      { purse: owner.purseId, destination: world.treasury.address },
    ]);
    const [id] = (await theirs.plan()).sweepIds;
    expect(await theirs.items(must(id))).toMatchObject([
      { purse: other.purseId, destination: theirs.treasury.address },
    ]);
  });

  it('a person can name only purses of the own account', async () => {
    const theirs = await startPlannerWorld(database.db, scan);
    const other = await theirs.newCustomer();
    await theirs.credited(other, enough);
    const named = { purseId: other.purseId, requestedBy: world.person };
    expect(await world.plan(named)).toEqual({ sweepIds: [], left: [] });
  });

  it('one account’s treasury, and the form of another, never receive what the other account was paid', async () => {
    const theirs = await startPlannerWorld(database.db, scan);
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    // As false rows could say.
    await sql`update treasuries set destination_id = ${theirs.treasury.id} where account_id = ${world.accountId}`.execute(
      database.db,
    );
    expect((await world.plan()).left).toEqual([`no_destination ETH 1 ${String(enough)}`]);
  });
});
