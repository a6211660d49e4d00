import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJudgeDeposits } from '../../activities/judgeDeposits.ts';
import { createJudgeDust } from '../../activities/loops/judgeDust.ts';
import { settleDust } from '../../activities/loops/settleDust.ts';
import { createSettleDeposits } from '../../activities/settleDeposits.ts';
import { compareDeposits } from '../../db/audit/compareDeposits.ts';
import { compareDustSums } from '../../db/audit/compareDustSums.ts';
import type { Db } from '../../db/connect.ts';
import { recordApprovals } from '../../db/decisions/recordApprovals.ts';
import { postDust } from '../../db/deposits/postDust.ts';
import type { ComplianceProvider, Judgement, ScreeningRequest } from '../../domain/deposits/compliance.ts';
import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { DepositsInput, DepositsStep } from '../../domain/messages.ts';
import type { Registry } from '../../domain/registry.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Owner } from '../db/fixtures.ts';
import { booksOf, eth, hit, network, newOwner, TestScan } from '../db/fixtures.ts';
import { ethCoin, Payer } from '../db/sessions/sessionWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const judgement: Judgement = { verdict: 'approve', by: 'test', score: null, raw: {} };
const registry: Registry = { networks: [network], currencies: [eth], groups: [] };

function approving(
  onAsked: (request: ScreeningRequest) => Promise<void> = () => Promise.resolve(),
): ComplianceProvider {
  return {
    name: 'test',
    kind: 'inline',
    screen: async request => {
      await onAsked(request);
      return judgement;
    },
  };
}

/** Two purses with thirty final deposits each, below the minimum. */
async function twoOwnersOfDust(): Promise<readonly [Owner, Owner]> {
  const scan = await TestScan.start(db);
  const owners = [await newOwner(db), await newOwner(db)] as const;
  for (const owner of owners) {
    await finalDeposits(
      owner,
      scan,
      Array.from({ length: 30 }, () => 1n),
    );
  }
  return owners;
}

async function finalDeposits(
  owner: Owner,
  scan: TestScan,
  amounts: readonly bigint[],
): Promise<TransactionId[]> {
  await scan.mine(amounts.map(amount => hit(owner, amount)));
  await scan.finalize();
  const rows = await db
    .selectFrom('transactions')
    .select('id')
    .where('purse_id', '=', owner.purseId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

const thousands = (count: number): readonly bigint[] => Array.from({ length: count }, () => 1000n);

async function countCredited(owner: Owner): Promise<number> {
  const rows = await db
    .selectFrom('transactions')
    .select('id')
    .where('purse_id', '=', owner.purseId)
    .where('credited_to', '=', 'customer')
    .execute();
  return rows.length;
}

describe('the judging of many deposits', () => {
  it('credits the first of them before it asks about the last', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(owner, await TestScan.start(db), thousands(60));
    const creditedWhenAsked: number[] = [];
    const provider = approving(async () => {
      creditedWhenAsked.push(await countCredited(owner));
    });
    const judge = createJudgeDeposits({ db, registry, provider });
    const step = await judge({ purseId: owner.purseId, transactionIds: ids });
    expect(step.deposits.every(deposit => deposit.step === 'done')).toBe(true);
    expect(creditedWhenAsked[24]).toBe(0);
    expect(creditedWhenAsked[25]).toBe(25);
    expect(creditedWhenAsked[59]).toBe(50);
  });

  it('stops in time, and returns what it has done if the caller accepts a part', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(owner, await TestScan.start(db), thousands(60));
    // An attempt that begins now has no time left.
    const activity = new MockActivityEnvironment({ startToCloseTimeoutMs: 1 });
    const deps = { db, registry, provider: approving() };
    const partly: DepositsInput = { purseId: owner.purseId, transactionIds: ids, partly: true };
    const [judge, settle] = [createJudgeDeposits(deps), createSettleDeposits(deps)];
    const part = await activity.run<[DepositsInput], DepositsStep, typeof judge>(judge, partly);
    expect(part.deposits).toEqual([{ transactionId: ids[0], step: 'done' }]);
    expect(await countCredited(owner)).toBe(1);
    const settled = await activity.run<[DepositsInput], DepositsStep, typeof settle>(settle, partly);
    expect(settled.deposits).toHaveLength(1);
  });

  it('asks the provider about no further deposit once its time is over', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(owner, await TestScan.start(db), thousands(10));
    const asked: string[] = [];
    const provider = approving(({ transactionId }) => {
      asked.push(transactionId);
      return Promise.resolve();
    });
    const activity = new MockActivityEnvironment({ startToCloseTimeoutMs: 1 });
    const judge = createJudgeDeposits({ db, registry, provider });
    const partly: DepositsInput = { purseId: owner.purseId, transactionIds: ids, partly: true };
    const part = await activity.run<[DepositsInput], DepositsStep, typeof judge>(judge, partly);
    expect(asked).toEqual([ids[0]]);
    expect(part.deposits).toEqual([{ transactionId: ids[0], step: 'done' }]);
    expect(await countCredited(owner)).toBe(1);
    await judge(partly);
    expect(asked).toEqual(ids);
    expect(await countCredited(owner)).toBe(10);
  });

  it('stops in time, and fails so that the next attempt continues, if the caller needs all deposits', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(owner, await TestScan.start(db), thousands(60));
    const deps = { db, registry, provider: approving() };
    const input = { purseId: owner.purseId, transactionIds: ids };
    const activity = new MockActivityEnvironment({ startToCloseTimeoutMs: 1 });
    await expect(activity.run(createJudgeDeposits(deps), input)).rejects.toThrow();
    expect(await countCredited(owner)).toBe(1);
    await createJudgeDeposits(deps)(input);
    expect(await countCredited(owner)).toBe(60);
  });
});

describe('the loop that settles dust', () => {
  it('posts and promotes each deposit of every purse exactly once', async () => {
    const [one, other, clean] = [await newOwner(db), await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    const ones = Array.from({ length: 230 }, () => 1n);
    await scan.mine([...ones.map(amount => hit(one, amount)), hit(other, 99n), hit(clean, 30n)]);
    await scan.finalize();
    const stop = new AbortController();
    const errors: unknown[] = [];
    const deps = {
      db,
      registry,
      provider: approving(),
      onError: (error: unknown) => errors.push(error),
      idleMs: 10,
    };
    const loud = await db
      .selectFrom('transactions')
      .select('id')
      .where('purse_id', '=', one.purseId)
      .where('quiet', '=', false)
      .execute();
    const ids = loud.map(({ id }) => id);
    expect(ids).toHaveLength(230);
    const approvals = ids.map(id => ({ id, judgement }));
    await recordApprovals(db, one.purseId, approvals);
    await postDust(db, () => eth, one.purseId, ids);
    expect(await countCredited(one)).toBe(100);

    const loops = [settleDust(deps, stop.signal), settleDust(deps, stop.signal)];
    await expect.poll(() => countCredited(one), { timeout: 20_000 }).toBe(230);
    await expect
      .poll(() => booksOf(db, other), { timeout: 20_000 })
      .toEqual({ custody: -99n, unattributed: 99n });
    await expect
      .poll(() => booksOf(db, clean), { timeout: 20_000 })
      .toEqual({ custody: -30n, unattributed: 30n });
    stop.abort();
    await Promise.all(loops);
    expect(errors).toEqual([]);
    expect(await booksOf(db, one)).toEqual({ custody: -230n, unattributed: 0n, customer: 230n });
    expect(await compareDeposits(db, 10)).toEqual([]);
    expect(await compareDustSums(db, 10)).toEqual([]);
  });

  it('credits a deposit below the minimum that completes a session, although others arrived with it', async () => {
    const payer = await Payer.of(db);
    const session = await payer.session([[ethCoin, 1030n]]);
    await payer.pay(1000n);
    const [before, completing, after] = [payer.transfer(10n), payer.transfer(30n), payer.transfer(20n)];
    await payer.see(before, completing, after);
    await payer.scan.finalize();
    const stop = new AbortController();
    const deps = { db, registry, provider: approving(), onError: () => undefined, idleMs: 10 };
    const loop = settleDust(deps, stop.signal);
    await expect.poll(() => payer.status(session), { timeout: 20_000 }).toBe('completed');
    await expect
      .poll(() => booksOf(db, payer.owner), { timeout: 20_000 })
      .toMatchObject({ unattributed: 30n });
    stop.abort();
    await loop;
    expect(await payer.sessionOf(completing)).toBe(session);
    expect(await payer.payment(session)).toBe('completed ETH 1030');
  });

  it('asks a provider that is down about few deposits of a batch, and delays each part', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(
      owner,
      await TestScan.start(db),
      Array.from({ length: 60 }, () => 1n),
    );
    let asked = 0;
    let away = true;
    const provider = approving(() => {
      asked += 1;
      return away ? Promise.reject(new PurserError('provider_unavailable')) : Promise.resolve();
    });
    const judge = createJudgeDust({ db, registry, provider });
    await expect(judge(owner.purseId, [...ids])).rejects.toMatchObject({ type: 'provider_unavailable' });
    expect(asked).toBeLessThan(15);
    expect(await booksOf(db, owner)).toEqual({});
    away = false;
    await judge(owner.purseId, [...ids]);
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 60n });
  });

  it('that a process claimed and did not begin before it had to stop is settled by the next one at once', async () => {
    const [first, second] = await twoOwnersOfDust();
    const stop = new AbortController();
    let asked = 0;
    const provider = approving(() => {
      asked += 1;
      stop.abort();
      return Promise.resolve();
    });
    const deps = { db, registry, onError: () => undefined, idleMs: 10 };
    await settleDust({ ...deps, provider }, stop.signal);
    expect(asked).toBe(5);

    const next = new AbortController();
    const loop = settleDust({ ...deps, provider: approving() }, next.signal);
    const both = () => Promise.all([booksOf(db, first), booksOf(db, second)]);
    const all = { custody: -30n, unattributed: 30n };
    await expect.poll(both, { timeout: 20_000 }).toEqual([all, all]);
    next.abort();
    await loop;
    expect(await compareDustSums(db, 10)).toEqual([]);
  });

  it('that was not begun is free for the next process although what was begun fails', async () => {
    const owner = await newOwner(db);
    const ids = await finalDeposits(
      owner,
      await TestScan.start(db),
      Array.from({ length: 30 }, () => 1n),
    );
    const stop = new AbortController();
    const provider = approving(() => {
      stop.abort();
      return Promise.resolve();
    });
    const errors: unknown[] = [];
    const deps = { db, registry, provider, onError: (error: unknown) => errors.push(error), idleMs: 10 };
    await db.transaction().execute(async trx => {
      // As a long payment of this customer does: verdicts cannot be recorded meanwhile.
      await trx.selectFrom('customers').select('id').where('id', '=', owner.customerId).forUpdate().execute();
      await settleDust(deps, stop.signal);
    });
    expect(errors).toMatchObject([{ type: 'customer_busy' }]);
    const { free } = await db
      .selectFrom('transactions')
      .select(({ fn }) => fn.countAll<number>().as('free'))
      .where('id', 'in', ids)
      .where('leased_until', 'is', null)
      .executeTakeFirstOrThrow();
    expect(free).toBe(25);
    const due = await db
      .selectFrom('dust_sums')
      .select('settle_at')
      .where('purse_id', '=', owner.purseId)
      .executeTakeFirstOrThrow();
    expect(due.settle_at?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('that was not begun is free for the next process at once, although the provider does not answer', async () => {
    await twoOwnersOfDust();
    const stop = new AbortController();
    const silence = Promise.withResolvers<undefined>();
    const provider = approving(() => {
      stop.abort();
      return silence.promise;
    });
    const claimed = async (): Promise<number> => {
      const { count } = await db
        .selectFrom('transactions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('credited_to', 'is', null)
        .where('leased_until', 'is not', null)
        .executeTakeFirstOrThrow();
      return count;
    };
    const before = await claimed();
    const loop = settleDust({ db, registry, provider, onError: () => undefined, idleMs: 10 }, stop.signal);
    await expect.poll(() => stop.signal.aborted, { timeout: 10_000 }).toBe(true);
    // Those that the provider is asked about.
    await expect.poll(claimed, { timeout: 10_000 }).toBe(before + 5);
    silence.resolve(undefined);
    await loop;
  });
});
