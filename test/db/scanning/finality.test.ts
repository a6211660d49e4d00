import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { blocksToProve, markProven } from '../../../db/scanning/blocksToProve.ts';
import type { Currency } from '../../../domain/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { depositOf, eth, hit, network, newOwner, TestScan } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const whole = 10n ** 18n;
/** One unit of it is worth one. */
const weighed: Currency = { ...eth, tierWeight: whole };
const currencyOf = (): Currency => weighed;
const isFinal = async (transfer: Parameters<typeof depositOf>[1]): Promise<boolean> => {
  const { block_hash, final_block_hash } = await depositOf(db, transfer);
  return block_hash !== null && final_block_hash === block_hash;
};

describe('a tier', () => {
  it('makes small sums of a customer final sooner, and leaves other sums to the rule for all', async () => {
    const [small, large] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    const [little, much] = [hit(small, whole), hit(large, 100n * whole)];
    await scan.mine([little, much]);
    await scan.commit({ final: { all: 0, tiers: [{ below: 10n * whole, height: 1 }] }, currencyOf });
    expect([await isFinal(little), await isFinal(much)]).toEqual([true, false]);
    await scan.commit({ final: { all: 1, tiers: [{ below: 10n * whole, height: 2 }] }, currencyOf });
    expect(await isFinal(much)).toBe(true);
  });

  it('counts what it has passed already: a payment that is split over blocks does not pass', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const parts = [hit(owner, 6n * whole), hit(owner, 6n * whole)] as const;
    const tiers = (height: number) => ({ all: 0, tiers: [{ below: 10n * whole, height }] });
    await scan.mine([parts[0]]);
    await scan.commit({ final: tiers(1), currencyOf });
    await scan.mine([parts[1]]);
    await scan.commit({ final: tiers(3), currencyOf });
    expect([await isFinal(parts[0]), await isFinal(parts[1])]).toEqual([true, false]);
    // The first is final for all: it no longer counts.
    await scan.commit({ final: { all: 1, tiers: [{ below: 10n * whole, height: 4 }] }, currencyOf });
    expect(await isFinal(parts[1])).toBe(true);
  });

  it('sums the currencies of a customer by their weights', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const heavy: Currency = { ...eth, code: 'HEAVY' as Currency['code'], tierWeight: 100n * whole };
    const transfer = hit(owner, whole, { currency: heavy.code, listed: heavy });
    await scan.mine([transfer]);
    await scan.commit({
      final: { all: 0, tiers: [{ below: 10n * whole, height: 1 }] },
      currencyOf: () => heavy,
    });
    expect(await isFinal(transfer)).toBe(false);
  });
});

describe('a block that a second node must confirm', () => {
  it('makes nothing final before, whatever its depth', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    const block = await scan.commit({ hits: [transfer], mustBeProven: true });
    await scan.commit({ final: { all: 1, tiers: [] }, mustBeProven: true });
    expect(await isFinal(transfer)).toBe(false);

    const [waiting, ...others] = await blocksToProve(db, network.chainId, 1, 10);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ number: 1, hash: block.hash, deposits: [{ txHash: transfer.txHash }] });
    if (!waiting) return;
    await markProven(db, network.chainId, waiting);
    expect(await blocksToProve(db, network.chainId, 1, 10)).toEqual([]);
    await scan.commit({ final: { all: 2, tiers: [] }, mustBeProven: true });
    expect(await isFinal(transfer)).toBe(true);
  });

  it('is not listed while its money is not final, nor if it has none', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await scan.commit({ mustBeProven: true });
    await scan.commit({ hits: [hit(owner)], mustBeProven: true });
    expect(await blocksToProve(db, network.chainId, 1, 10)).toEqual([]);
    expect(await blocksToProve(db, network.chainId, 2, 10)).toHaveLength(1);
  });

  it('is not deleted while it waits, however far the chain advances', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await scan.commit({ hits: [transfer], mustBeProven: true });
    for (let block = 2; block <= 1200; block++)
      await scan.commit({ mustBeProven: true, final: { all: block - 1, tiers: [] } });
    expect(await isFinal(transfer)).toBe(false);
    expect(await blocksToProve(db, network.chainId, 1200, 10)).toMatchObject([{ number: 1 }]);
    const remaining = await db.selectFrom('blocks').select('number').where('number', '<', 99).execute();
    expect(remaining).toEqual([{ number: 1 }]);
  });
});
