import type { KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import { claimItems } from '../../../db/sweeping/claimItems.ts';
import { planSweeps } from '../../../db/sweeping/planSweeps.ts';
import type { SweepableGroup } from '../../../db/sweeping/sweepable.ts';
import { isDue, sweepableGroups } from '../../../db/sweeping/sweepable.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { currencyIn, networkOf } from '../../../domain/registry.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { TestScan } from '../fixtures.ts';
import { must, network } from '../fixtures.ts';
import { reverse } from '../payments.ts';
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

const claims = () =>
  database.db
    .selectFrom('sweep_item_deposits')
    .select(['transaction_id', 'incarnation'])
    .where('is_released', '=', false)
    .execute();

/** Runs `during` while a transaction that did `first` is open. */
async function beside<T>(first: (trx: Db) => Promise<unknown>, during: () => Promise<T>): Promise<T> {
  const ready = Promise.withResolvers<undefined>();
  const done = Promise.withResolvers<undefined>();
  const open = database.db.transaction().execute(async trx => {
    await first(trx);
    ready.resolve(undefined);
    await done.promise;
  });
  await Promise.race([ready.promise, open]);
  try {
    return await during();
  } finally {
    done.resolve(undefined);
    await open;
  }
}

const soon = <T>(work: Promise<T>): Promise<T | 'waits'> =>
  Promise.race([work, new Promise<'waits'>(resolve => setTimeout(() => resolve('waits'), 1000))]);

describe('two planners at once', () => {
  it('plan each deposit once', async () => {
    for (let purse = 0; purse < 10; purse += 1) await world.credited(await world.newCustomer(), enough);
    const plans = await Promise.all(Array.from({ length: 6 }, () => world.plan()));
    const ids = plans.flatMap(({ sweepIds }) => sweepIds);
    const items = await Promise.all(ids.map(id => world.items(id)));
    expect(items.flat()).toHaveLength(10);
  });

  it('never have a purse under way in two sweeps: the second sees what the first planned', async () => {
    const owner = await world.newCustomer();
    await world.credited(owner, enough);
    const asked = { accountId: world.accountId, network: network.code, requestedBy: null };
    const second = await beside(
      trx => planSweeps(trx, registry, asked),
      async () => {
        await world.credited(owner, 2n * enough);
        const planning = world.plan();
        expect(await soon(planning)).toBe('waits');
        return { planning };
      },
    );
    expect(await second.planning).toEqual({ sweepIds: [], left: [`under_way ETH 1 ${String(2n * enough)}`] });
  });

  it('a deposit that is claimed is refused by the index, whatever a planner thinks', async () => {
    const id = await world.credited(await world.newCustomer(), enough);
    const first = must((await world.plan()).sweepIds[0]);
    const again = sql`
      with copy as (insert into sweeps (id, account_id, network, chain_id, method)
        select 'swp_copy', account_id, network, chain_id, method from sweeps where id = ${first} returning id),
      item as (insert into sweep_items
        select c.id, position, purse_id, customer_id, currency, token, amount, floor, destination_id, destination
        from sweep_items, copy c where sweep_id = ${first} returning sweep_id)
      insert into sweep_item_deposits select sweep_id, 0, ${id}, 0 from item
    `.execute(database.db);
    await expect(again).rejects.toMatchObject({ constraint: 'sweep_item_deposits_key' });
    expect(await claims()).toContainEqual({ transaction_id: id, incarnation: 0 });
  });
});

describe('beside a deposit that is being decided', () => {
  const lock = (id: TransactionId) => (trx: Db) =>
    sql`select id from transactions where id = ${id} for no key update`.execute(trx);

  it('a plan waits for nobody, and leaves the deposit to the next one', async () => {
    const [owner, other] = [await world.newCustomer(), await world.newCustomer()];
    const id = await world.credited(owner, enough);
    await world.credited(other, enough);
    const planned = await beside(lock(id), () => soon(world.plan()));
    if (planned === 'waits') throw new Error('the plan waited');
    expect(await world.items(must(planned.sweepIds[0]))).toMatchObject([{ purse: other.purseId }]);
    const next = await world.plan();
    expect(await world.items(must(next.sweepIds[0]))).toMatchObject([{ purse: owner.purseId }]);
  });

  it('the other deposits of the purse go without it', async () => {
    const owner = await world.newCustomer();
    const id = await world.credited(owner, 2n * enough);
    await world.credited(owner, enough);
    const { sweepIds } = await beside(lock(id), () => world.plan());
    expect(await world.items(must(sweepIds[0]))).toMatchObject([{ amount: enough }]);
  });

  it('a deposit that is reversed, claimed or put back between the look and the claim is not claimed', async () => {
    const { db } = database;
    const ids: TransactionId[] = [];
    for (let at = 0; at < 3; at += 1) ids.push(await world.credited(await world.newCustomer(), enough));
    const seen =
      await sql<SweepableGroup>`${sweepableGroups(world.sweeper, registry, networkOf(registry, network.code), { byName: false, gasPrice: null })}`.execute(
        db,
      );
    await world.plan({ purseId: must(seen.rows.find(row => row.ids[0] === ids[0])).purseId });
    await reverse(db, must(ids[1]));
    await sql`update transactions set block_number = null, block_hash = null where id = ${ids[2]}`.execute(
      db,
    );
    expect(await db.transaction().execute(trx => claimItems(trx, seen.rows.filter(isDue)))).toEqual([]);
  });

  it('reversals, credits and plans in any order claim only what is credited', async () => {
    const owners = await Promise.all(Array.from({ length: 8 }, () => world.newCustomer()));
    const ids: TransactionId[] = [];
    for (const owner of owners) ids.push(await world.credited(owner, enough));
    const gone = ids.filter((_, at) => at % 2 === 0);
    await Promise.all([...gone.map(id => reverse(database.db, id)), world.plan(), world.plan()]);
    const rows = await database.db
      .selectFrom('sweep_item_deposits as d')
      .innerJoin('transactions as t', 't.id', 'd.transaction_id')
      .select(['t.id', 't.credited_to', 't.incarnation', 'd.incarnation as claimed'])
      .where('t.id', 'in', ids)
      .execute();
    // What was claimed before its reversal is seen by its incarnation, which is another.
    const due = rows.filter(
      ({ credited_to, incarnation, claimed }) => credited_to !== null && incarnation === claimed,
    );
    expect(due).toHaveLength(4);
    for (const { id, incarnation, claimed } of rows.filter(row => !due.includes(row))) {
      expect(gone).toContain(id);
      expect(claimed).toBeLessThan(incarnation);
    }
  });

  it('a deposit that returns after its reversal is planned under its new incarnation', async () => {
    const id = await world.credited(await world.newCustomer(), enough);
    const first = must((await world.plan()).sweepIds[0]);
    await reverse(database.db, id);
    const back = { block_number: 120, block_hash: 'b2', final_block_hash: 'b2' };
    await sql`update transactions set block_number = ${back.block_number}, block_hash = ${back.block_hash},
      final_block_hash = ${back.final_block_hash}, status = 'PENDING_COMPLIANCE_CHECK' where id = ${id}`.execute(
      database.db,
    );
    await settleDeposit(database.db, currencyIn(registry), id);
    expect((await world.plan()).sweepIds).toEqual([]);
    await database.db.transaction().execute(trx => cancelSweep(trx, world.accountId, first));
    expect((await world.plan()).sweepIds).toHaveLength(1);
    expect(await claims()).toContainEqual({ transaction_id: id, incarnation: 1 });
  });
});

describe('a thousand purses', () => {
  // Before the tables have statistics, as after an import: about 1 s and 205 statements, on 2 cores.
  it('are planned in a few statements for each batch, within seconds, beside many authorizations', async () => {
    const { db } = database;
    const sample = await world.newCustomer();
    await world.credited(sample, enough);
    await copyPurse(sample.purseId, 999, 30_000);
    let statements = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const before = performance.now();
    const { sweepIds } = await world.plan({}, { db: db.withPlugin(counting) });
    const ms = performance.now() - before;
    const items = await Promise.all(sweepIds.map(id => world.items(id)));
    expect(items.flat()).toHaveLength(1000);
    expect(sweepIds).toHaveLength(50);
    expect(statements).toBeLessThan(10 + 5 * sweepIds.length);
    expect(ms).toBeLessThan(10_000);
    expect((await world.plan()).sweepIds).toEqual([]);
  });

  /** More customers with a purse, an authorization and a deposit like these, and authorizations of purses to come. */
  async function copyPurse(purseId: string, copies: number, authorizations: number): Promise<void> {
    const n = sql`generate_series(1, ${copies}::integer) n`;
    await sql`insert into customers (id, account_id, metadata)
      select 'cus_copy' || n, ${world.accountId}, '{}' from ${n}`.execute(database.db);
    await sql`insert into purses (id, account_id, customer_id, state, address, address_checksum, hd_fingerprint, hd_index, expires_at)
      select 'pur_copy' || n, p.account_id, 'cus_copy' || n, p.state, '0x00000000' || md5(n::text),
        '0x00000000' || md5(n::text), 'copy', n, p.expires_at from purses p, ${n} where p.id = ${purseId}`.execute(
      database.db,
    );
    await sql`insert into sweep_authorizations (chain_id, delegate, authority, nonce, hd_index, sealed)
      select ${world.sweeper.chain_id}, ${world.sweeper.delegate}, '0x00000000' || md5(n::text), 0, 1000 + n, ''
      from generate_series(1, ${authorizations}::integer) n`.execute(database.db);
    await sql`insert into transactions (id, account_id, customer_id, purse_id, chain_id, tx_hash, kind, ordinal, currency,
        address_from, amount, status, compliance_status, verdict, verdict_by, verdict_at, block_number, block_hash,
        final_block_hash, credited_to, credited_block_hash, session_decided)
      select 'txn_copy' || n, account_id, 'cus_copy' || n, 'pur_copy' || n, chain_id, tx_hash || n, kind, ordinal, currency,
        address_from, amount, status, compliance_status, verdict, verdict_by, verdict_at, block_number, block_hash,
        final_block_hash, credited_to, credited_block_hash, true
      from transactions, ${n} where purse_id = ${purseId}`.execute(database.db);
  }
});
