import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLane } from '../../../db/sending/openLane.ts';
import { readOpenSends } from '../../../db/sending/readLane.ts';
import { takeNonces } from '../../../db/sending/saveAttempt.ts';
import type { Address, TxHash } from '../../../domain/address.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { network, TestScan } from '../fixtures.ts';
import { newAccount } from '../webhooks/webhookWorld.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a transaction of ours does not become final because its unproven block is deleted with the oldest', async () => {
  const { db } = database;
  const { chainId, code } = network;
  const lane = { chainId, sender: `0x${'aa'.repeat(20)}` as Address };
  const accountId = await newAccount(db);
  await openLane(db, lane, { accountId, network: code, nextNonce: 0 });
  const hash = `0x${'01'.repeat(32)}` as TxHash;
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const attempt = { hash, raw: '0x02', isEmpty: false, gasLimit: 21_000n, value: 0n, fees };
  await takeNonces(db, lane, 0, [{ intent: null, attempt }], 10n ** 18n);

  const scan = await TestScan.start(db);
  const mined = { sender: lane.sender, nonce: 0, hash, succeeded: true, gasUsed: 1n, fee: 1n, skipped: [] };
  await scan.commit({ outgoing: [mined], mustBeProven: true });
  const at = scan.cursor.height;
  const final = { all: 5000, tiers: [] };
  while (scan.cursor.height % 100 !== 99) await scan.commit({ mustBeProven: true });
  await scan.commit({ mustBeProven: true, final });
  const left = await db.selectFrom('blocks').select('number').where('number', '<', 100).execute();
  expect(left.map(({ number }) => number)).toEqual([at]);
  expect((await readOpenSends(db, lane)).map(({ status }) => status)).toEqual(['mined']);
});
