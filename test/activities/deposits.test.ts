import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJudgeDeposits } from '../../activities/judgeDeposits.ts';
import { createSettleDeposits } from '../../activities/settleDeposits.ts';
import type { Db } from '../../db/connect.ts';
import { rollbackChain, storedBlocksBelow } from '../../db/scanning/rollbackChain.ts';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { booksOf, depositOf, eth, hit, must, network, newOwner, TestScan, verdict } from '../db/fixtures.ts';

let database: TestDatabase;
let db: Db;
const registry = { networks: [network], currencies: [eth], groups: [] };
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

/** Approves everything unless `answers` says otherwise: a verdict, a failure, or null for a person. */
function provider(answers: Readonly<Record<string, 'decline' | 'fail' | null>>): ComplianceProvider {
  return {
    name: 'test',
    kind: 'remote',
    screen: ({ transactionId }) => {
      const answer = answers[transactionId];
      if (answer === null) return Promise.resolve(null);
      if (answer === 'fail') return Promise.reject(new PurserError('provider_unavailable'));
      return Promise.resolve({ verdict: answer ?? 'approve', by: 'test', score: null, raw: {} });
    },
  };
}

async function finalDeposits(count: number) {
  const owner = await newOwner(db);
  const scan = await TestScan.start(db);
  const transfers = Array.from({ length: count }, () => hit(owner));
  await scan.mine(transfers);
  await scan.finalize();
  const ids: TransactionId[] = [];
  for (const transfer of transfers) ids.push((await depositOf(db, transfer)).id);
  await db.deleteFrom('signal_outbox').execute();
  return { owner, scan, transfers, ids };
}

it('settles what was judged although the provider fails for another deposit, and asks about that one again', async () => {
  const { owner, ids } = await finalDeposits(3);
  const judge = createJudgeDeposits({ db, registry, provider: provider({ [must(ids[1])]: 'fail' }) });
  await expect(judge({ purseId: owner.purseId, transactionIds: ids })).rejects.toMatchObject({
    type: 'provider_unavailable',
    nonRetryable: false,
  });
  expect(await booksOf(db, owner)).toEqual({ custody: -2000n, customer: 2000n });
  const again = createJudgeDeposits({ db, registry, provider: provider({}) });
  await again({ purseId: owner.purseId, transactionIds: ids });
  expect(await booksOf(db, owner)).toEqual({ custody: -3000n, customer: 3000n });
});

it('leaves a deposit to a person if the provider does', async () => {
  const { owner, ids } = await finalDeposits(1);
  const judge = createJudgeDeposits({ db, registry, provider: provider({ [must(ids[0])]: null }) });
  const { deposits } = await judge({ purseId: owner.purseId, transactionIds: ids });
  expect(deposits).toEqual([{ transactionId: ids[0], step: 'decide' }]);
  expect(await booksOf(db, owner)).toEqual({});
});

it('signals the purse’s waiting deposits if one is declined, and holds them (Rules of money 3)', async () => {
  const { owner, ids } = await finalDeposits(2);
  const [declined, waiting] = [must(ids[0]), must(ids[1])];
  const judge = createJudgeDeposits({ db, registry, provider: provider({ [declined]: 'decline' }) });
  await judge({ purseId: owner.purseId, transactionIds: [declined] });
  const signals = await db.selectFrom('signal_outbox').select(['purse_id', 'payload']).execute();
  expect(signals).toHaveLength(1);
  expect(signals[0]?.payload?.transactionIds).toContain(waiting);
  await createSettleDeposits({ db, registry })({ purseId: owner.purseId, transactionIds: [waiting] });
  expect(await booksOf(db, owner)).toEqual({ custody: -2000n, held: 2000n });
});

it('credits at once a deposit that is final in its new block when its old credit is reversed', async () => {
  const { owner, scan, transfers, ids } = await finalDeposits(1);
  await verdict(db, must(ids[0]), 'approve');
  const settle = createSettleDeposits({ db, registry });
  await settle({ purseId: owner.purseId, transactionIds: ids });
  const ancestor = must((await storedBlocksBelow(db, network.chainId, 1, 1))[0]);
  scan.cursor = await rollbackChain(db, scan.cursor, ancestor, true);
  await scan.mine();
  await scan.mine(transfers);
  await scan.finalize();
  const { deposits } = await settle({ purseId: owner.purseId, transactionIds: ids });
  expect(deposits).toEqual([{ transactionId: ids[0], step: 'done' }]);
  expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  expect((await depositOf(db, must(transfers[0]))).incarnation).toBe(1);
});
