import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openLane } from '../../../db/sending/openLane.ts';
import { recordOutgoing } from '../../../db/sending/recordOutgoing.ts';
import { takeNonces } from '../../../db/sending/saveAttempt.ts';
import { finalizeSends } from '../../../db/sending/settleSends.ts';
import { settleSweep } from '../../../db/sweeping/settleSweep.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import type { BlockHash } from '../../../domain/address.ts';
import type { SweepId, TransactionId } from '../../../domain/ids.ts';
import { currencyIn } from '../../../domain/registry.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner, TestScan } from '../fixtures.ts';
import { address, must, network, txHash } from '../fixtures.ts';
import { reverse, reverseIn } from '../payments.ts';
import type { PlannerWorld } from './plannerWorld.ts';
import {
  enough,
  payThroughSession,
  setFinalHeight,
  startPlannerChain,
  startPlannerWorld,
} from './plannerWorld.ts';

// A deposit is reversed after its coins were moved, and none of the purse makes up for it: the treasury owes (rules of money, 14).
let database: TestDatabase;
let scan: TestScan;
let world: PlannerWorld;
let owner: Owner;
const { chainId } = network;
beforeAll(async () => {
  database = await createTestDatabase();
  scan = await startPlannerChain(database.db);
});
beforeEach(async () => {
  world = await startPlannerWorld(database.db, scan);
  owner = await world.newCustomer();
});
afterAll(() => database.drop());

/** Signs and mines a plan; its transaction is final. */
async function mine(id: SweepId): Promise<void> {
  const { db } = database;
  const items = await db.selectFrom('sweep_items').select('position').where('sweep_id', '=', id).execute();
  await db
    .insertInto('sweep_signed_items')
    .values(items.map(({ position }) => ({ sweep_id: id, position, batch_index: position })))
    .execute();
  const lane = { chainId, sender: address() };
  await openLane(db, lane, { accountId: world.accountId, network: network.code, nextNonce: 0 });
  const hash = txHash();
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const attempt = { hash, raw: '0x02', isEmpty: false, gasLimit: 21n, value: 0n, fees };
  const intent = { kind: 'sweep', id } as const;
  expect(await takeNonces(db, lane, 0, [{ intent, attempt }], 10n ** 18n)).toEqual({ is: 'taken' });
  const block = { chainId, number: 110, hash: txHash() as string as BlockHash };
  const mined = { sender: lane.sender, nonce: 0, hash, succeeded: true, gasUsed: 21n, fee: 21n, skipped: [] };
  await recordOutgoing(db, block, [mined]);
  await finalizeSends(db, chainId, { height: 200, mustBeProven: false });
  await setFinalHeight(db, 200);
}
const settle = (id: SweepId) => settleSweep(database.db, registry, id);
async function sweep(): Promise<SweepId> {
  const id = must((await world.plan({ requestedBy: world.person })).sweepIds[0]);
  await mine(id);
  expect(await settle(id)).toBe('completed');
  return id;
}

const told = async () =>
  database.db
    .selectFrom('events')
    .select(['resource_id', 'resource_version', 'customer_id', 'data'])
    .where('account_id', '=', owner.accountId)
    .where('type', '=', 'SWEEP_SHORTFALL')
    .orderBy('position')
    .execute();
const amounts = async () => (await told()).map(({ data }) => data['amount']);

/** The deposit returns in the block in which it was. */
async function comeBack(id: TransactionId): Promise<void> {
  const block = `0x${'b'.repeat(64)}` as BlockHash;
  const back = { block_number: 100, block_hash: block, final_block_hash: block };
  await database.db.updateTable('transactions').set(back).where('id', '=', id).execute();
  await settleDeposit(database.db, currencyIn(registry), id);
}

it('is told when the deposit is reversed, with what it is about', async () => {
  const id = await world.credited(owner, enough);
  const sweepId = await sweep();
  await reverse(database.db, id);
  expect(await told()).toEqual([
    {
      // After the events of the item and of the sweep.
      ...{ resource_id: sweepId, resource_version: 3, customer_id: null },
      data: {
        ...{ sweepId, network: network.code, chainId, transactionId: id, currency: 'ETH', amount: '0.02' },
        ...{ purseId: owner.purseId, customerId: owner.customerId },
      },
    },
  ]);
});

it('is told when the sweep is booked, if the deposit was reversed before', async () => {
  const id = await world.credited(owner, enough);
  const other = await world.newCustomer();
  await world.credited(other, enough);
  const sweepId = must((await world.plan()).sweepIds[0]);
  await mine(sweepId);
  await reverse(database.db, id);
  expect(await told()).toEqual([]);
  expect(await settle(sweepId)).toBe('completed');
  await settle(sweepId);
  expect(await told()).toMatchObject([
    { resource_id: sweepId, resource_version: 4, data: { transactionId: id, purseId: owner.purseId } },
  ]);
});

it('is what no other credited deposit of the purse and currency makes up for', async () => {
  const id = await world.credited(owner, 5n * enough);
  await sweep();
  const own = await world.newDestination();
  const others = await world.credited(owner, enough);
  await payThroughSession(database.db, owner, own.address, [others]);
  await world.credited(owner, 50_000_000n, 'USDT_ETH');
  await world.credited(await world.newCustomer(), 9n * enough);
  await reverse(database.db, id);
  expect(await amounts()).toEqual(['0.08']);
});

it('is not told while others make up for it, and is when one of those is reversed, too', async () => {
  const id = await world.credited(owner, enough);
  const sweepId = await sweep();
  const second = await world.credited(owner, 3n * enough);
  await reverse(database.db, id);
  expect(await told()).toEqual([]);
  await reverse(database.db, second);
  expect(await told()).toMatchObject([
    { resource_id: sweepId, resource_version: 3, data: { transactionId: id, amount: '0.02' } },
  ]);
});

it('is told, too, if the other deposit is reversed in the moment in which the sweep is booked', async () => {
  const { db } = database;
  const id = await world.credited(owner, enough);
  const sweepId = must((await world.plan()).sweepIds[0]);
  await mine(sweepId);
  const other = await world.credited(owner, enough);
  await reverse(db, id);
  const reversing = await db.startTransaction().execute();
  await reverseIn(reversing, other);
  const settling = settle(sweepId);
  await setTimeout(300);
  await reversing.commit().execute();
  expect(await settling).toBe('completed');
  expect(await amounts()).toEqual(['0.02']);
});

it('is told once, though the deposit comes and goes, and a second one is counted on', async () => {
  const [id, second] = [await world.credited(owner, enough), await world.credited(owner, 2n * enough)];
  const sweepId = await sweep();
  await reverse(database.db, id);
  await comeBack(id);
  await reverse(database.db, id);
  expect(await amounts()).toEqual(['0.02']);
  await reverse(database.db, second);
  expect(await amounts()).toEqual(['0.02', '0.04']);
  expect((await told()).map(one => one.resource_version)).toEqual([3, 4]);
  expect(new Set((await told()).map(one => one.resource_id))).toEqual(new Set([sweepId]));
});

it('is none of what was never moved', async () => {
  const id = await world.credited(owner, enough);
  await reverse(database.db, id);
  expect(await told()).toEqual([]);
});
