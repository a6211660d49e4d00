import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import { surveySweeps } from '../../../db/sweeping/planSweeps.ts';
import type { ChainId } from '../../../domain/registry.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { address, network } from '../fixtures.ts';
import { newSweeper } from '../destinations/destinationWorld.ts';
import { newAccount } from '../webhooks/webhookWorld.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import { enough, registryOf, setFinalHeight, startPlannerChain, startPlannerWorld } from './plannerWorld.ts';

let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan, 'transfer');
  await setFinalHeight(database.db, 200);
});
afterAll(() => database.drop());

const usdt = 20_000_000n;
const decline = ({ purseId }: Owner) =>
  database.db.updateTable('purses').set({ state: 'DECLINED' }).where('id', '=', purseId).execute();
const methods = async () =>
  (
    await sql<{
      method: string;
    }>`select distinct method from sweeps where account_id = ${world.accountId}`.execute(database.db)
  ).rows.map(({ method }) => method);

describe('on a network of method transfer a plan', () => {
  it('has one item in each sweep, also for several coins of one purse', async () => {
    const [owner, other] = [await world.newCustomer(), await world.newCustomer()];
    await world.credited(owner, enough);
    await world.credited(owner, usdt, 'USDT_ETH');
    await world.credited(other, enough);
    const { sweepIds } = await world.plan();
    const items = await Promise.all(sweepIds.map(id => world.items(id)));
    expect(items.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(items.flat().map(({ destination }) => destination)).toEqual([
      ...[world.treasury.address, world.treasury.address, world.treasury.address],
    ]);
    expect(await methods()).toEqual(['transfer']);
    // None of them again while these are under way.
    expect((await world.plan()).sweepIds).toEqual([]);
  });

  it('needs no authorization', async () => {
    await world.credited(await world.newCustomer(), enough);
    expect(await world.plan()).toMatchObject({ sweepIds: [expect.any(String)], left: [] });
  });

  it.each(['held', 'unattributed', 'unposted'])(
    'leaves all of a purse with %s coin of the network, by name, too',
    async kind => {
      const owner = await world.newCustomer();
      await world.credited(owner, usdt, 'USDT_ETH');
      if (kind === 'held') await decline(owner);
      const id = await world.credited(owner, kind === 'unattributed' ? 7n : enough);
      if (kind === 'unposted') {
        await sql`update transactions set credited_to = null, credited_block_hash = null where id = ${id}`.execute(
          database.db,
        );
      }
      const left = ['coin_must_stay USDT_ETH 1 20000000'];
      expect(await world.plan()).toEqual({ sweepIds: [], left });
      expect(await world.plan({ requestedBy: world.person })).toEqual({ sweepIds: [], left });
    },
  );

  it('sweeps a purse although a token of it is held', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    await decline(owner);
    const id = await world.credited(owner, usdt, 'USDT_ETH');
    await sql`update transactions set kind = 'token' where id = ${id}`.execute(database.db);
    expect(await world.plan()).toMatchObject({ sweepIds: [expect.any(String)], left: [] });
  });

  it('is refused if the registry says otherwise, and the reverse', async () => {
    await world.credited(await world.newCustomer(), enough);
    const refused = { code: 'sending_not_set_up' };
    await expect(world.plan({}, { registry })).rejects.toMatchObject(refused);
    const wish = { accountId: world.accountId, network: network.code, requestedBy: null };
    await expect(surveySweeps(database.db, registry, wish)).rejects.toMatchObject(refused);
    const delegated = await startPlannerWorld(database.db, scan);
    await expect(delegated.plan({}, { registry: registryOf('transfer') })).rejects.toMatchObject(refused);
  });
});

describe('what the signer’s settings file lists', () => {
  const status = async () => (await findDestination(database.db, world.accountId, world.treasury.id)).status;
  const list = (destinations: readonly ReturnType<typeof address>[]) =>
    asMemberOf(database, 'purser_signer', db =>
      reportTransfers(db, world.accountId, [{ ...network, destinations }]),
    );

  it('is active, and what it lists no more is pending and gets nothing', async () => {
    await world.credited(await world.newCustomer(), enough);
    expect(await status()).toBe('active');
    expect(await list([address()])).toEqual([]);
    expect(await status()).toBe('pending');
    expect((await world.plan()).left).toEqual([`no_destination ETH 1 ${String(enough)}`]);
    await list([world.treasury.address, address()]);
    expect(await status()).toBe('active');
    expect((await world.plan()).sweepIds).toHaveLength(1);
  });

  it('never brings back what our books disabled', async () => {
    await sql`update destinations set disabled_at = now() where id = ${world.treasury.id}`.execute(
      database.db,
    );
    await list([world.treasury.address]);
    expect(await status()).toBe('disabled');
  });

  it('is told once when it is active', async () => {
    await scan.finalize();
    const { rows } = await sql`
      select type from events where account_id = ${world.accountId} and resource_id = ${world.treasury.id}
      order by position
    `.execute(database.db);
    expect(rows).toEqual([{ type: 'DESTINATION_CREATED' }, { type: 'DESTINATION_ACTIVATED' }]);
  });

  it('is not saved for a network that the account sweeps by a contract, or that is another chain', async () => {
    const accountId = await newAccount(database.db);
    await newSweeper(database.db, accountId);
    const of = (chainId: ChainId) =>
      reportTransfers(database.db, accountId, [{ ...network, chainId, destinations: [address()] }]);
    expect(await of(network.chainId)).toEqual([network.code]);
    expect(
      await database.db
        .selectFrom('listed_destinations')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute(),
    ).toEqual([]);
    expect(
      await reportTransfers(database.db, world.accountId, [
        { ...network, chainId: 7 as ChainId, destinations: [] },
      ]),
    ).toEqual([network.code]);
  });
});
