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

/** What the audit finds after the change, which is taken back; amounts as expected and found. */
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

it('finds nothing where a payment says what was credited, in a group of coins of other decimals', async () => {
  expect(await comparePayments(db, 10)).toEqual([]);
});

it('finds a payment that says more, one that is completed for too little, and one that is not there', async () => {
  expect(await after(sql`update payments set paid = paid + 1`)).toEqual([['pay', 50_000n, 50_001n]]);
  expect(await after(sql`update payments set status = 'pending', completed_at = null`)).toEqual([
    ['pay', 0n, 1n],
  ]);
  expect(await after(sql`delete from payments where session_id = ${session}`)).toEqual([['ses', 1n, 0n]]);
  expect(await after(sql`update payments set coin = 'ETH'`)).toEqual([['pay', 0n, 50_000n]]);
});
