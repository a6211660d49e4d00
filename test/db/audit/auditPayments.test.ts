import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparePayments } from '../../../db/audit/comparePayments.ts';
import type { Db } from '../../../db/connect.ts';
import type { SessionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { ethCoin, Payer, usdA, usdB, usdGroup } from '../sessions/sessionWorld.ts';

let database: TestDatabase;
let db: Db;
let session: SessionId;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  const payer = await Payer.of(db);
  session = await payer.session([
    [ethCoin, 1000n],
    [usdGroup, 50_000n],
  ]);
  await payer.pay(200n, usdA);
  await payer.pay(30_000n, usdB);
});
afterAll(() => database.drop());

/** The audit's findings after the change, which is rolled back; amounts as expected and found. */
async function after(
  change: ReturnType<typeof sql>,
): Promise<readonly (readonly [string, bigint, bigint])[]> {
  const found = await db
    .transaction()
    .execute(async trx => {
      await change.execute(trx);
      const differences = await comparePayments(trx, 10);
      throw Object.assign(new Error('taken back'), { differences });
    })
    .catch((error: unknown) => {
      if (error instanceof Error && 'differences' in error) {
        return error.differences as Awaited<ReturnType<typeof comparePayments>>;
      }
      throw error;
    });
  return found.map(({ where, expected, found: there }) => [where.slice(0, 3), expected, there]);
}

it('finds nothing if a payment matches its credits, in a group of coins with different decimals', async () => {
  expect(await comparePayments(db, 10)).toEqual([]);
});

it('finds a payment with a larger amount, one completed with too little, and a missing one', async () => {
  expect(await after(sql`update payments set paid = paid + 1`)).toEqual([['pay', 50_000n, 50_001n]]);
  expect(await after(sql`update payments set status = 'pending', completed_at = null`)).toEqual([
    ['pay', 0n, 1n],
  ]);
  expect(await after(sql`delete from payments where session_id = ${session}`)).toEqual([['ses', 1n, 0n]]);
  expect(await after(sql`update payments set coin = 'ETH'`)).toEqual([['pay', 0n, 50_000n]]);
});
