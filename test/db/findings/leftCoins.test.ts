import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { compareSweeps } from '../../../db/audit/compareSweeps.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { sumPositions } from '../../../db/audit/sumPositions.ts';
import { missingOutflow } from '../../../db/audit/recordShortfall.ts';
import type { Resolution } from '../../../db/findings/resolveFinding.ts';
import { MoreThanFound, NotADestination, resolveFinding } from '../../../db/findings/resolveFinding.ts';
import { settleFindings } from '../../../db/findings/settleFindings.ts';
import { expectedAt } from '../../../db/scanning/pursesToAudit.ts';
import { endSweep } from '../../../db/sweeping/endSweep.ts';
import type { BlockHash } from '../../../domain/address.ts';
import type { FindingId, SweepId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { CurrencyCode } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { asMemberOf } from '../asMemberOf.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { currencyOf, must, network } from '../fixtures.ts';
import type { PlannerWorld } from '../sweeping/plannerWorld.ts';
import { enough, payThroughSession, startPlannerChain, startPlannerWorld } from '../sweeping/plannerWorld.ts';

// Coins left a purse without us, and a person says so: the books and the next plan then have what is there.
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
let owner: Owner;
const { chainId, code } = network;
/** The block of `payments.ts`, and one after it. */
const [paid, gone] = [100, 150] as const;
const currency = 'ETH' as CurrencyCode;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
  owner = await world.newCustomer();
});
afterAll(() => database.drop());

async function found(amount: bigint, of: Owner = owner): Promise<FindingId> {
  const id = newId('fnd');
  await database.db
    .insertInto('findings')
    .values({
      ...{ id, account_id: of.accountId, network: code, chain_id: chainId, purse_id: of.purseId },
      ...{ kind: 'native_outflow', currency, amount, ordinal: id, is_final: true },
      ...{ block_number: gone, block_hash: `0x${'bb'.repeat(32)}` as BlockHash },
    })
    .execute();
  return id;
}

const resolve = (id: FindingId, more: Partial<Resolution> = {}) =>
  asMemberOf(database, 'purser_signer', db =>
    resolveFinding(db, owner.accountId, code, id, { explanation: 'ticket 812', by: 'ann', ...more }),
  );
/** What the scanner does after each block. */
const settle = () =>
  asMemberOf(database, 'purser_worker', db =>
    db
      .transaction()
      .execute(trx => settleFindings(trx, chainId, { height: -1, mustBeProven: false, currencyOf })),
  );
async function leave(amount: bigint, more: Partial<Resolution> = {}): Promise<FindingId> {
  const id = await found(amount);
  expect(await resolve(id, more)).toBe('native_outflow');
  await settle();
  return id;
}

async function books(): Promise<Readonly<Record<string, bigint>>> {
  const rows = await database.db
    .selectFrom('postings')
    .select(({ fn }) => ['ledger', fn.sum<bigint>('amount').as('sum')])
    .where('purse_id', '=', owner.purseId)
    .groupBy('ledger')
    .execute();
  return Object.fromEntries(rows.map(({ ledger, sum }) => [ledger, sum]));
}
const differences = async () => {
  const natives = [{ chainId, code: currency }];
  const all = [
    ...(await compareSweeps(database.db, natives, 9)),
    ...(await findFaultyEntries(database.db, 9)),
  ];
  // Sweeps of these tests move nothing, and book nothing.
  return all.filter(
    ({ where }) =>
      !where.startsWith('swp_') && [world.treasury.id, 'fnd_', 'ent_'].some(one => where.startsWith(one)),
  );
};
const end = (id: SweepId) =>
  database.db
    .transaction()
    .execute(trx => endSweep(trx, { id }, 'completed', null, () => ({ status: 'swept' })));
const amounts = async (id: SweepId | undefined) =>
  (await world.items(must(id))).map(({ amount, destination }) => ({ amount, destination }));

it('what left is booked once out of custody, and the audit has who said so, and why', async () => {
  await world.credited(owner, 3n * enough);
  const id = await leave(enough);
  await settle();
  expect(await resolve(id)).toBeUndefined();
  expect(await books()).toEqual({ customer: 3n * enough, custody: -2n * enough, outside: -enough });
  const said = database.db.selectFrom('audits').selectAll().where('resource_id', '=', id);
  expect(await said.execute()).toMatchObject([
    {
      ...{ action: 'resolve', resource_type: 'finding', reason: 'ticket 812', decided_by: 'ann' },
      changes: [{ field: 'leftAmount', old: null, new: String(enough) }],
    },
  ]);
  expect(await differences()).toEqual([]);
  const [position] = await sumPositions(database.db, { chainId, number: gone }, [owner.purseId]);
  expect(position).toMatchObject({ credited: 3n * enough, left: enough });
  const [before] = await sumPositions(database.db, { chainId, number: gone - 1 }, [owner.purseId]);
  expect(before).toMatchObject({ credited: 3n * enough, left: 0n });
});

it('what one of your destinations got is booked into the treasury', async () => {
  await world.credited(owner, 3n * enough);
  await leave(enough, { to: world.treasury.id });
  expect(await books()).toEqual({ customer: 3n * enough, custody: -2n * enough, treasury: -enough });
  expect(await differences()).toEqual([]);
});

it('an audit finds what left without its entry, and an entry with another amount', async () => {
  await world.credited(owner, 3n * enough);
  const id = await leave(enough);
  const after = async (statement: ReturnType<typeof sql>) => {
    const trx = await database.db.startTransaction().execute();
    try {
      await sql`set local session_replication_role = replica`.execute(trx);
      await statement.execute(trx);
      const rows = await compareSweeps(trx, [], 9);
      return rows
        .filter(({ where }) => where === id)
        .map(({ expected, found: posted }) => [expected, posted]);
    } finally {
      await trx.rollback().execute();
    }
  };
  const ofIt = sql`(select id from entries where finding_id = ${id})`;
  expect(await after(sql`delete from postings where entry_id = ${ofIt}`)).toEqual([
    [enough, 0n],
    [-enough, 0n],
  ]);
  expect(await after(sql`update postings set amount = 2 * amount where entry_id = ${ofIt}`)).toEqual([
    [enough, 2n * enough],
    [-enough, -2n * enough],
  ]);
  expect(await after(sql`update findings set left_amount = 0 where id = ${id}`)).toHaveLength(2);
});

it('the next plan moves what is there, and no more ever', async () => {
  await world.credited(owner, 2n * enough);
  await world.credited(owner, enough);
  await leave(enough);
  const [first] = (await world.plan()).sweepIds;
  expect(await amounts(first)).toMatchObject([{ amount: 2n * enough }]);
  await end(must(first));
  expect(await world.plan()).toEqual({ sweepIds: [], left: [] });
  await world.credited(owner, 5n * enough);
  expect(await amounts((await world.plan()).sweepIds[0])).toMatchObject([{ amount: 5n * enough }]);
});

it('the oldest deposits are those that left', async () => {
  const own = await world.newDestination();
  const id = await world.credited(owner, 3n * enough);
  await payThroughSession(database.db, owner, own.address, [id]);
  await world.credited(owner, 4n * enough);
  await leave(4n * enough);
  const { sweepIds, left } = await world.plan();
  expect(left).toEqual([`shortfall ETH 1 ${String(3n * enough)}`]);
  expect(await amounts(sweepIds[0])).toEqual([{ amount: 3n * enough, destination: world.treasury.address }]);
});

it('what is left of a purse waits for its threshold, though its deposits were more', async () => {
  await world.credited(owner, 2n * enough);
  await leave(2n * enough - 1n);
  expect((await world.plan()).left).toEqual(['below_threshold ETH 1 1']);
  const { sweepIds } = await world.plan({ requestedBy: world.person });
  expect(await amounts(sweepIds[0])).toMatchObject([{ amount: 1n }]);
});

it('if all of it left, nothing is planned until more comes', async () => {
  await world.credited(owner, enough);
  await leave(3n * enough);
  const all = await world.plan({ requestedBy: world.person });
  expect(all).toEqual({ sweepIds: [], left: [`shortfall ETH 1 ${String(enough)}`] });
  // Two more of what is at the purse make up for coins that are not credited, as held ones.
  await world.credited(owner, 5n * enough);
  expect(await amounts((await world.plan()).sweepIds[0])).toMatchObject([{ amount: 3n * enough }]);
});

it('no more left than was found, and a destination is one of the account’s own there', async () => {
  await world.credited(owner, 3n * enough);
  const id = await found(enough);
  await expect(resolve(id, { left: enough + 1n })).rejects.toThrow(MoreThanFound);
  await expect(resolve(id, { left: 0n, to: world.treasury.id })).rejects.toThrow(MoreThanFound);
  const others = await startPlannerWorld(database.db, scan);
  await expect(resolve(id, { to: others.treasury.id })).rejects.toThrow(NotADestination);
  const set = (amount: bigint) =>
    sql`update findings set resolved_at = now(), explanation = 'x', resolved_by = 'x', left_amount = ${amount}
      where id = ${id}`.execute(database.db);
  await expect(set(enough + 1n)).rejects.toMatchObject({ code: '23514' });
  await settle();
  expect(await books()).toEqual({ customer: 3n * enough, custody: -3n * enough });
});

it('of what never left nothing is booked, and all is swept', async () => {
  await world.credited(owner, 3n * enough);
  await leave(enough, { left: 0n });
  expect(await books()).toEqual({ customer: 3n * enough, custody: -3n * enough });
  expect(await amounts((await world.plan()).sweepIds[0])).toMatchObject([{ amount: 3n * enough }]);
  expect(await differences()).toEqual([]);
});

it('a purse that was skipped as it had too little is swept again, and another reason stays', async () => {
  const skipped = async (reason: string) =>
    sql`insert into sweep_pauses (purse_id, currency, skips, reason) values (${owner.purseId}, 'ETH', 3, ${reason})
      on conflict (purse_id, currency) do update set reason = excluded.reason`.execute(database.db);
  await world.credited(owner, 9n * enough);
  await skipped('refused');
  await leave(enough);
  expect((await world.plan()).left).toEqual([`needs_a_person ETH 1 ${String(8n * enough)}`]);
  await skipped('balance');
  expect((await world.plan()).left).toEqual([`needs_a_person ETH 1 ${String(8n * enough)}`]);
  await leave(enough);
  expect(await amounts((await world.plan()).sweepIds[0])).toMatchObject([{ amount: 7n * enough }]);
});

it('the round over balances expects what left no more, and finds what is missing beyond it', async () => {
  await world.credited(owner, 3n * enough);
  const at = (height: number) => expectedAt(database.db, chainId, owner.purseId, currency, height);
  const place = { chainId, purseId: owner.purseId, currency, height: gone + 1 };
  /** What the round calls missing, if the purse has so much. */
  const missing = async (balance: bigint) =>
    missingOutflow(database.db, place, (await at(place.height)) - balance);
  const id = await found(2n * enough);
  expect(await missing(enough)).toBe(0n);
  await resolve(id, { left: enough });
  expect([await at(paid), await at(gone - 1), await at(gone)]).toEqual([
    3n * enough,
    3n * enough,
    2n * enough,
  ]);
  // The rest of the finding is not found again.
  expect(await missing(enough)).toBe(0n);
  expect(await missing(enough - 7n)).toBe(7n);
});
