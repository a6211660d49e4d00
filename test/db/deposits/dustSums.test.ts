import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareDeposits } from '../../../db/audit/compareDeposits.ts';
import { compareDustSums } from '../../../db/audit/compareDustSums.ts';
import type { Db } from '../../../db/connect.ts';
import { decideDeposit } from '../../../db/decisions/decideDeposit.ts';
import { recordApprovals } from '../../../db/decisions/recordApprovals.ts';
import { claimQuietDust } from '../../../db/deposits/claimQuietDust.ts';
import { dustToGoOn } from '../../../db/deposits/dustToGoOn.ts';
import { goOnPromoting } from '../../../db/deposits/goOnPromoting.ts';
import { postDust } from '../../../db/deposits/postDust.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { settleDustNow } from '../../../db/deposits/settleDustNow.ts';
import * as dustSums from '../../../db/migrations/0009_dust_sums.ts';
import { dropPending, recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain } from '../../../db/scanning/rollbackChain.ts';
import { goOnWaking } from '../../../db/scanning/wakeDust.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Hit } from '../../../domain/scanning/foundBlock.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import {
  booksOf,
  currencyOf,
  depositOf,
  eth,
  eventsOf,
  hit,
  minedDeposits,
  must,
  newOwner,
  sentSignals,
  TestScan,
} from '../fixtures.ts';
import type { Person } from '../operator.ts';
import { personOf } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const approval = { verdict: 'approve', by: 'test', score: null, raw: {} } as const;
const received = 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE';

async function depositsOf(owner: Owner) {
  return db
    .selectFrom('transactions')
    .selectAll()
    .where('purse_id', '=', owner.purseId)
    .orderBy('id')
    .execute();
}

async function sumsOf(owner: Owner) {
  return db
    .selectFrom('dust_sums')
    .select(['quiet', 'posted', 'freed', 'settle_at', 'wake_at', 'promote_at'])
    .where('purse_id', '=', owner.purseId)
    .executeTakeFirst();
}

/** Does the waiting work of one step, once. Returns the number of purses. */
async function goOn(step: 'wake_at' | 'promote_at'): Promise<number> {
  const groups = await dustToGoOn(db, step, 10);
  for (const group of groups) {
    await (step === 'wake_at' ? goOnWaking(db, group) : goOnPromoting(db, currencyOf, group));
  }
  return groups.length;
}

/** `amounts` in one final block, approved. */
async function approvedDust(amounts: readonly bigint[]) {
  const owner = await newOwner(db);
  const { scan, ids, rollBack } = await minedDeposits(db, owner, amounts);
  await scan.finalize();
  await recordApprovals(
    db,
    owner.purseId,
    ids.map(id => ({ id, judgement: approval })),
  );
  return { owner, scan, ids, rollBack };
}

/** More than are credited at once: all posted, a hundred of them credited. */
async function beingPromoted(count: number) {
  const dust = await approvedDust(Array.from({ length: count }, () => 1n));
  expect(await postDust(db, currencyOf, dust.owner.purseId, dust.ids)).toEqual([]);
  return dust;
}

describe('the saved sums of dust', () => {
  it('equal those of the rows, whatever happens in whatever order', async () => {
    for (let story = 0; story < 4; story++) {
      const seed = randomInt(2 ** 31);
      await expect(randomStory(seed), `seed ${String(seed)}`).resolves.toBeUndefined();
    }
  }, 120_000);

  it('are computed for the rows of an earlier database', async () => {
    const { owner, ids } = await approvedDust([10n, 20n, 30n]);
    await postDust(db, currencyOf, owner.purseId, ids.slice(0, 2));
    const before = await sumsOf(owner);
    expect(before).toMatchObject({ quiet: 60n, posted: 30n });
    await sql`
      drop trigger transactions_dust_inserted on transactions;
      drop trigger transactions_dust_updated on transactions;
      drop function keep_dust_sums;
      drop table dust_sums;
      drop index transactions_quiet_open, transactions_quiet_posted, transactions_unattributed;
      create index transactions_by_sum on transactions (purse_id, currency) where quiet;
    `.execute(db);
    const again = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ again: dustSums }) },
      migrationTableName: 'again',
      migrationLockTableName: 'again_lock',
    });
    expect((await again.migrateToLatest()).error).toBeUndefined();
    // As a later migration has it.
    await sql`alter table dust_sums add column promotes_freed boolean not null default false`.execute(db);
    expect(await compareDustSums(db, 10)).toEqual([]);
    const made = await sumsOf(owner);
    expect(made).toMatchObject({ quiet: 60n, posted: 30n });
    expect(made?.settle_at).toBeInstanceOf(Date);
    expect(await claimQuietDust(db, 100)).toContainEqual({ id: ids[2], purseId: owner.purseId });
  });

  it('that are wrong are found by the audit', async () => {
    const { owner, ids } = await approvedDust([10n]);
    await postDust(db, currencyOf, owner.purseId, ids);
    await db
      .updateTable('dust_sums')
      .set({ posted: eth.minDeposit })
      .where('purse_id', '=', owner.purseId)
      .execute();
    expect(await compareDustSums(db, 10)).toMatchObject([
      { where: owner.purseId, what: 'its kept sum of dust, posted', expected: 10n, found: 100n },
    ]);
    await db.deleteFrom('dust_sums').where('purse_id', '=', owner.purseId).execute();
    expect(await compareDustSums(db, 10)).toHaveLength(2);
    await sql`update dust_sums set quiet = 0`.execute(db);
    await db
      .updateTable('transactions')
      .set({ quiet: false })
      .where('purse_id', '=', owner.purseId)
      .execute();
    await db.deleteFrom('dust_sums').execute();
  });

  /** One purse, and everything that can happen to its deposits. The sums are compared after each step. */
  async function randomStory(seed: number): Promise<void> {
    const random = numbersFrom(seed);
    const below = (n: number): number => random() % n;
    const owner = await newOwner(db);
    const person: Person = await personOf(db, owner);
    const scan = await TestScan.start(db);
    const bottom = scan.cursor;
    const heights = [bottom];
    const hits: Hit[] = [];
    const one = async (): Promise<TransactionId | undefined> => {
      const rows = await depositsOf(owner);
      return rows.length === 0 ? undefined : must(rows[below(rows.length)]).id;
    };
    const toOne = async (work: (id: TransactionId) => Promise<unknown>): Promise<void> => {
      const id = await one();
      if (id) await work(id);
    };
    const mine = async (transfers: readonly Hit[]): Promise<void> => {
      await scan.mine(transfers);
      heights.push(scan.cursor);
    };
    const isMined = async (transfer: Hit): Promise<boolean> => {
      const row = await db
        .selectFrom('transactions')
        .select('block_hash')
        .where('tx_hash', '=', transfer.txHash)
        .executeTakeFirst();
      return row !== undefined && row.block_hash !== null;
    };
    const steps: readonly (() => Promise<unknown>)[] = [
      async () => {
        const fresh = Array.from({ length: 1 + below(4) }, () => hit(owner, BigInt(1 + below(70))));
        hits.push(...fresh);
        await mine(fresh);
      },
      async () => {
        const lost: Hit[] = [];
        for (const transfer of hits) if (below(2) && !(await isMined(transfer))) lost.push(transfer);
        await mine(lost);
      },
      async () => {
        const big = hit(owner, BigInt(100 + below(100)));
        hits.push(big);
        await mine([big]);
      },
      async () => {
        const pending = hit(owner, BigInt(1 + below(70)));
        hits.push(pending);
        await recordPending(db, eth.chainId, [{ ...pending, nonce: 1 }]);
        if (below(2)) await dropPending(db, eth.chainId, new Map([[pending.txHash, 'vanished']]), currencyOf);
      },
      async () => {
        await scan.finalize();
        heights.push(scan.cursor);
      },
      async () => {
        const to = must(heights[Math.max(0, heights.length - 1 - below(4))]);
        scan.cursor = await rollbackChain(db, scan.cursor, { number: to.height, hash: to.hash }, true);
        heights.length = heights.findIndex(({ height }) => height === to.height) + 1;
      },
      () =>
        toOne(id => decideDeposit(db, eth, id, { ...approval, verdict: below(12) ? 'approve' : 'decline' })),
      async () => {
        for (const { id } of await depositsOf(owner)) await settleDeposit(db, currencyOf, id);
      },
      () => toOne(id => settleDeposit(db, currencyOf, id)),
      async () => {
        const claimed = (await claimQuietDust(db, 50)).filter(({ purseId }) => purseId === owner.purseId);
        const ids = claimed.map(({ id }) => id);
        if (below(2)) {
          await recordApprovals(
            db,
            owner.purseId,
            ids.map(id => ({ id, judgement: approval })),
          );
        }
        for (const id of await postDust(db, currencyOf, owner.purseId, ids))
          await settleDeposit(db, currencyOf, id);
      },
      () => toOne(id => person.allocate(id, below(2) ? 'customer' : 'merchant')),
      () => toOne(id => (below(5) ? Promise.resolve() : person.decide(id, 'approve'))),
      () => person.block(below(2) === 0),
      () => toOne(id => settleDustNow(db, id)),
      () => goOn('wake_at'),
      () => goOn('promote_at'),
    ];
    for (let turn = 0; turn < 150; turn++) {
      const at = below(steps.length);
      await must(steps[at])().catch((error: unknown) => {
        if (!(error instanceof PurserError) || error.code !== 'not_allocatable') throw error;
      });
      expect(await compareDustSums(db, 10), `after turn ${String(turn)}, step ${String(at)}`).toEqual([]);
    }
    expect(await compareDeposits(db, 10)).toEqual([]);
  }
});

/** Lehmer's generator: the same numbers for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647);
}

describe('dust that reached the minimum', () => {
  it('is credited a hundred at a time, each with its entry and event, until all is credited', async () => {
    const { owner } = await beingPromoted(250);
    const credited = async () =>
      (await depositsOf(owner)).filter(row => row.credited_to === 'customer').length;
    expect(await credited()).toBe(100);
    expect((await eventsOf(db, owner)).filter(type => type === received)).toHaveLength(100);
    expect(await goOn('promote_at')).toBe(1);
    expect(await credited()).toBe(200);
    expect(await goOn('promote_at')).toBe(1);
    expect(await credited()).toBe(250);
    expect(await goOn('promote_at')).toBe(0);
    expect(await booksOf(db, owner)).toEqual({ custody: -250n, unattributed: 0n, customer: 250n });
    expect((await eventsOf(db, owner)).filter(type => type === received)).toHaveLength(250);
    expect(await sumsOf(owner)).toMatchObject({ quiet: 0n, posted: 0n, promote_at: null });
    expect(await compareDeposits(db, 10)).toEqual([]);
  });

  it('is credited completely by another process if the first took a step and died', async () => {
    const { owner } = await beingPromoted(150);
    expect(await dustToGoOn(db, 'promote_at', 10)).toMatchObject([{ purseId: owner.purseId }]);
    expect(await dustToGoOn(db, 'promote_at', 10)).toEqual([]);
    await db
      .updateTable('dust_sums')
      .set({ promote_at: new Date(0) })
      .where('promote_at', 'is not', null)
      .execute();
    expect(await goOn('promote_at')).toBe(1);
    expect(await booksOf(db, owner)).toMatchObject({ unattributed: 0n, customer: 150n });
  });

  it('is credited completely although its sum falls below the minimum meanwhile', async () => {
    const { owner } = await beingPromoted(150);
    const left = (await depositsOf(owner)).find(row => row.credited_to === 'unattributed');
    await (await personOf(db, owner)).allocate(must(left).id, 'merchant');
    expect(await sumsOf(owner)).toMatchObject({ posted: 49n });
    await goOn('promote_at');
    expect(await booksOf(db, owner)).toEqual({
      custody: -150n,
      unattributed: 0n,
      merchant: 1n,
      customer: 149n,
    });
  });

  it('and then left the chain is reversed by the next step, not credited', async () => {
    const { owner, ids, rollBack } = await beingPromoted(150);
    await rollBack();
    await goOn('promote_at');
    expect(await sumsOf(owner)).toMatchObject({ posted: 0n, promote_at: null });
    expect((await depositsOf(owner)).filter(row => row.credited_to === 'customer')).toHaveLength(100);
    for (const id of ids) await settleDeposit(db, currencyOf, id);
    expect(await booksOf(db, owner)).toEqual({ custody: 0n, unattributed: 0n, customer: 0n });
  });

  it('stays in its book once its purse is declined', async () => {
    const { owner, scan } = await beingPromoted(150);
    const dirty = hit(owner, 500n);
    await scan.mine([dirty]);
    await decideDeposit(db, eth, (await depositOf(db, dirty)).id, { ...approval, verdict: 'decline' });
    await goOn('promote_at');
    expect((await depositsOf(owner)).filter(row => row.credited_to === 'unattributed')).toHaveLength(50);
    expect(await sumsOf(owner)).toMatchObject({ promote_at: null });
    expect(await goOn('promote_at')).toBe(0);
  });

  it('stays, if a person freed some of it and its purse is declined meanwhile, until the freed deposits alone reach the minimum', async () => {
    const { owner, scan } = await beingPromoted(180);
    const left = (await depositsOf(owner)).filter(row => row.credited_to === 'unattributed');
    const free = (some: typeof left) =>
      db
        .updateTable('transactions')
        .set({ freed: true })
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute();
    await free(left.slice(0, 30));
    const dirty = hit(owner, 500n);
    await scan.mine([dirty]);
    await decideDeposit(db, eth, (await depositOf(db, dirty)).id, { ...approval, verdict: 'decline' });
    await goOn('promote_at');
    expect(await sumsOf(owner)).toMatchObject({ posted: 80n, freed: 30n, promote_at: null });
    expect(await booksOf(db, owner)).toMatchObject({ unattributed: 80n, customer: 100n });
  });

  it('of a declined purse is credited completely once what a person freed reached the minimum', async () => {
    const { owner, ids } = await approvedDust(Array.from({ length: 151 }, () => 1n));
    await db.updateTable('purses').set({ state: 'DECLINED' }).where('id', '=', owner.purseId).execute();
    await db.updateTable('transactions').set({ freed: true }).where('purse_id', '=', owner.purseId).execute();
    expect(await postDust(db, currencyOf, owner.purseId, ids)).toEqual([]);
    expect(await booksOf(db, owner)).toMatchObject({ unattributed: 51n, customer: 100n });
    expect(await goOn('promote_at')).toBe(1);
    expect(await booksOf(db, owner)).toMatchObject({ unattributed: 0n, customer: 151n });
  });

  it('goes to the merchant once its customer is blocked', async () => {
    const { owner } = await beingPromoted(150);
    await (await personOf(db, owner)).block(true);
    await goOn('promote_at');
    expect(await booksOf(db, owner)).toEqual({
      custody: -150n,
      unattributed: 0n,
      customer: 100n,
      merchant: 50n,
    });
  });

  it('signals its purse for 500 in the block’s transaction, and for the others afterwards', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await sentSignals(db);
    const signalled = async () =>
      (await sentSignals(db)).flatMap(({ payload }) => payload?.transactionIds ?? []);
    await scan.mine(Array.from({ length: 720 }, () => hit(owner, 1n)));
    const first = await signalled();
    expect(first).toHaveLength(500);
    expect(await goOn('wake_at')).toBe(1);
    const rest = await signalled();
    expect(new Set([...first, ...rest]).size).toBe(720);
    expect(await goOn('wake_at')).toBe(0);
    expect(await sumsOf(owner)).toMatchObject({ quiet: 0n, wake_at: null });
  });

  it('of two flooded purses does not delay a third, and continues at once until all is signalled', async () => {
    const flooded = [await newOwner(db), await newOwner(db)];
    const third = await newOwner(db);
    const scan = await TestScan.start(db);
    await sentSignals(db);
    const signalledByPurse = async () => {
      const signals = await sentSignals(db);
      return Map.groupBy(
        signals.flatMap(({ purseId, payload }) => (payload?.transactionIds ?? []).map(() => String(purseId))),
        purseId => purseId,
      );
    };
    const countOf = (signalled: Awaited<ReturnType<typeof signalledByPurse>>, { purseId }: Owner) =>
      signalled.get(purseId)?.length ?? 0;
    const many = flooded.flatMap(owner => Array.from({ length: 1300 }, () => hit(owner, 1n)));
    await scan.mine([...many, hit(third, 60n), hit(third, 60n)]);
    const first = await signalledByPurse();
    expect(countOf(first, third)).toBe(2);
    for (const owner of flooded) expect(countOf(first, owner)).toBe(166);
    expect(await goOn('wake_at')).toBe(2);
    const second = await signalledByPurse();
    for (const owner of flooded) expect(countOf(second, owner)).toBe(500);
    let left = 0;
    for (let more = 1; more > 0;) {
      more = await goOn('wake_at');
      const signalled = await signalledByPurse();
      for (const owner of flooded) left += countOf(signalled, owner);
    }
    expect(left).toBe(2 * (1300 - 166 - 500));
    for (const owner of [...flooded, third]) expect(await sumsOf(owner)).toMatchObject({ wake_at: null });
  });
});

describe('quiet dust', () => {
  it('of a purse with thousands leaves the others their share of each claim, in turn', async () => {
    const [flooded, other, third] = [await newOwner(db), await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    while ((await claimQuietDust(db, 100)).length > 0);
    const listed = { ...eth, minDeposit: baseUnits(1000n) };
    await scan.mine(Array.from({ length: 300 }, () => hit(flooded, 1n, { listed })));
    await scan.finalize();
    expect(await claimQuietDust(db, 20)).toHaveLength(20);
    await scan.mine([hit(other, 1n), hit(third, 1n)]);
    await scan.finalize();
    const claimed = await claimQuietDust(db, 21);
    const by = Map.groupBy(claimed, ({ purseId }) => purseId);
    expect(by.get(other.purseId)).toHaveLength(1);
    expect(by.get(third.purseId)).toHaveLength(1);
    expect(by.get(flooded.purseId)).toHaveLength(7);
    // Each piece is claimed once, and none is forgotten.
    let left = 300 - 20 - 7;
    for (let more = 1; more > 0; left -= more) more = (await claimQuietDust(db, 50)).length;
    expect(left).toBe(0);
  });

  it('of one purse is posted in a batch with the same result as one by one, except deposits with another result', async () => {
    const { owner, ids, scan } = await approvedDust([10n, 20n, 30n, 500n, 15n]);
    const [, , declined, large, undecided] = ids.map(id => must(id));
    const decided = { verdict: 'decline', verdict_by: 'test' } as const;
    await db.updateTable('transactions').set(decided).where('id', '=', must(declined)).execute();
    const open = { verdict: null, verdict_by: null, verdict_at: null } as const;
    await db.updateTable('transactions').set(open).where('id', '=', must(undecided)).execute();
    const notFinal = hit(owner, 5n);
    await scan.mine([notFinal]);
    const last = (await depositOf(db, notFinal)).id;
    expect(await postDust(db, currencyOf, owner.purseId, [...ids, last])).toEqual([
      declined,
      large,
      undecided,
      last,
    ]);
    for (const id of ids.slice(0, 2)) {
      const row = (await depositsOf(owner)).find(deposit => deposit.id === id);
      expect(row).toMatchObject({
        status: 'BELOW_MINIMUM',
        compliance_status: 'CHECKED',
        credited_to: 'unattributed',
        credited_block_hash: row?.block_hash,
        version: 1,
      });
    }
    expect(await booksOf(db, owner)).toEqual({ custody: -30n, unattributed: 30n });
    expect(await postDust(db, currencyOf, owner.purseId, ids.slice(0, 2))).toEqual(ids.slice(0, 2));
    expect(await compareDeposits(db, 10)).toEqual([]);
  });
});
