import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { decideDeposit } from '../../../db/decisions/decideDeposit.ts';
import { claimQuietDust } from '../../../db/deposits/claimQuietDust.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import type { AccountEvent } from '../../../db/events/appendEvents.ts';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { unfinishedDeposits } from '../../../db/purses/viewPurse.ts';
import { recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain } from '../../../db/scanning/rollbackChain.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import {
  booksOf,
  currencyOf,
  depositOf,
  eth,
  eventsOf,
  hit,
  newOwner,
  sentSignals,
  TestScan,
  verdict,
} from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

async function signalled(): Promise<string[]> {
  return (await sentSignals(db)).flatMap(({ payload }) => payload?.transactionIds ?? []);
}

describe('deposits below the minimum', () => {
  it('send no signal and no event, neither in their block nor when it is final', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signalled();
    await scan.mine([hit(owner, 40n)]);
    await scan.finalize();
    expect(await signalled()).toEqual([]);
    expect(await eventsOf(db, owner)).toEqual([]);
  });

  it('are all reported with the one that reaches the minimum, and from then on like any other', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signalled();
    const parts = [hit(owner, 40n), hit(owner, 40n), hit(owner, 40n)];
    for (const part of parts) await scan.mine([part]);
    const ids = await Promise.all(parts.map(async part => (await depositOf(db, part)).id));
    expect((await signalled()).toSorted()).toEqual(ids.toSorted());
    await scan.finalize();
    expect((await signalled()).toSorted()).toEqual(ids.toSorted());
  });

  it('that are only pending signal no purse when others reach the minimum', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signalled();
    const pending = hit(owner, 40n);
    await recordPending(db, eth.chainId, [{ ...pending, nonce: 1 }]);
    const parts = [hit(owner, 60n), hit(owner, 60n)];
    for (const part of parts) await scan.mine([part]);
    const ids = await Promise.all(parts.map(async part => (await depositOf(db, part)).id));
    expect(new Set(await signalled())).toEqual(new Set(ids));
    expect(await depositOf(db, pending)).toMatchObject({ status: 'MEM_POOL_FOUND', quiet: true });
  });

  it('of several purses or currencies are not summed', async () => {
    const [one, other] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signalled();
    await scan.mine([hit(one, 60n), hit(other, 60n)]);
    expect(await signalled()).toEqual([]);
  });

  it('count with posted dust, which is promoted with the rest', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const first = hit(owner, 60n);
    await scan.mine([first]);
    await scan.finalize();
    const { id } = await depositOf(db, first);
    await verdict(db, id, 'approve');
    await settleDeposit(db, currencyOf, id);
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 60n });
    await signalled();

    const second = hit(owner, 60n);
    await scan.mine([second]);
    await scan.finalize();
    const last = await depositOf(db, second);
    expect(await signalled()).toContain(last.id);
    await verdict(db, last.id, 'approve');
    await settleDeposit(db, currencyOf, last.id);
    expect(await booksOf(db, owner)).toEqual({ custody: -120n, unattributed: 0n, customer: 120n });
  });

  it('are settled outside the workflow when final, each claimed once', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await claimQuietDust(db, 100);
    await scan.mine([hit(owner, 10n)]);
    expect(await claimQuietDust(db, 10)).toEqual([]);
    await scan.finalize();
    const claims = await Promise.all([claimQuietDust(db, 10), claimQuietDust(db, 10)]);
    expect(claims.flat()).toMatchObject([{ purseId: owner.purseId }]);
    expect(await claimQuietDust(db, 10)).toEqual([]);
  });

  it('are not loaded by a purse’s workflow until they reach the minimum', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await scan.mine([hit(owner, 10n)]);
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([]);
    await scan.mine([hit(owner, 95n)]);
    expect(await unfinishedDeposits(db, owner.purseId)).toHaveLength(2);
  });

  it('that were declined before they were final are held then', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await claimQuietDust(db, 100);
    const dust = hit(owner, 10n);
    await scan.mine([dust]);
    const { id } = await depositOf(db, dust);
    await decideDeposit(db, currencyOf(), id, { verdict: 'decline', by: 'test', score: null, raw: {} });
    await scan.finalize();
    expect(await claimQuietDust(db, 100)).toMatchObject([{ id }]);
    await settleDeposit(db, currencyOf, id);
    expect(await booksOf(db, owner)).toEqual({ custody: -10n, held: 10n });
  });

  it('that are declined send ten events a day per purse, then one that says more follow; larger deposits always send one', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const dirty = Array.from({ length: 14 }, () => hit(owner, 1n));
    await scan.mine(dirty);
    const decline = { verdict: 'decline', by: 'test', score: null, raw: {} } as const;
    for (const dust of dirty) {
      const { id } = await depositOf(db, dust);
      await db.transaction().execute(async trx => {
        const { events } = await decideDeposit(trx, currencyOf(), id, decline);
        await appendEvents(trx, events);
      });
    }
    // Dust that is held because of its purse sends no more.
    await db.updateTable('purses').set({ state: 'DECLINED' }).where('id', '=', owner.purseId).execute();
    const more = hit(owner, 1n);
    await scan.mine([more]);
    await scan.finalize();
    await settleDeposit(db, currencyOf, (await depositOf(db, more)).id);
    expect(await depositOf(db, more)).toMatchObject({ status: 'DECLINED', credited_to: 'held' });
    const sent = await db
      .selectFrom('events')
      .select(['type', 'data'])
      .where('customer_id', '=', owner.customerId)
      .orderBy('position')
      .execute();
    expect(sent).toHaveLength(11);
    expect(new Set(sent.map(({ type }) => type))).toEqual(new Set(['CUSTOMER_PURSE_COMPLIANCE_DECLINED']));
    expect(sent.slice(0, 10).map(({ data }) => data['summary'])).toEqual(Array(10).fill(undefined));
    expect(sent.at(-1)?.data['summary']).toMatchObject({ of: 'purse', told: 10 });

    const large = hit(owner, 1000n);
    await scan.mine([large]);
    await scan.finalize();
    await settleDeposit(db, currencyOf, (await depositOf(db, large)).id);
    expect((await eventsOf(db, owner)).at(-1)).toBe('CUSTOMER_PURSE_COMPLIANCE_DECLINED');
    expect(await eventsOf(db, owner)).toHaveLength(13);
  });

  it('that are declined at many purses of an account send a hundred events a day, then one', async () => {
    const first = await newOwner(db);
    const owners = [first];
    for (let nth = 0; nth < 14; nth++) owners.push(await newOwner(db, first.accountId));
    const declined: AccountEvent[] = [];
    const scan = await TestScan.start(db);
    const dirty = owners.flatMap(owner => Array.from({ length: 9 }, () => hit(owner, 1n)));
    await scan.mine(dirty);
    for (const dust of dirty) {
      const { id } = await depositOf(db, dust);
      const decline = { verdict: 'decline', by: 'test', score: null, raw: {} } as const;
      declined.push(...(await decideDeposit(db, currencyOf(), id, decline)).events);
    }
    const last = declined.flatMap(({ data }) => data['summary'] ?? []);
    expect(last).toMatchObject([{ of: 'account' }]);
    expect(declined).toHaveLength(101);
  });

  it('that once reached the minimum are reported when a reorg brings them back, although they are alone then', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [first, second] = [hit(owner, 60n), hit(owner, 60n)];
    const fork = scan.cursor;
    await scan.mine([first]);
    await scan.mine([second]);
    const one = scan.cursor;
    await rollbackChain(db, one, { number: fork.height, hash: fork.hash }, false);
    scan.cursor = { ...one, height: fork.height, hash: fork.hash };
    for (const dust of [first, second]) await settleDeposit(db, currencyOf, (await depositOf(db, dust)).id);
    await signalled();
    await scan.mine([second]);
    expect(await signalled()).toEqual([(await depositOf(db, second)).id]);
  });

  it('without a decision do not delay newer ones', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await claimQuietDust(db, 100);
    await scan.mine([hit(owner, 1n), hit(owner, 2n)]);
    await scan.finalize();
    expect(await claimQuietDust(db, 100)).toHaveLength(2);
    await db
      .updateTable('transactions')
      .set({ leased_until: new Date(0) })
      .where('quiet', '=', true)
      .execute();
    const newer = hit(owner, 3n);
    await scan.mine([newer]);
    await scan.finalize();
    expect(await claimQuietDust(db, 1)).toMatchObject([{ id: (await depositOf(db, newer)).id }]);
  });

  it('that a reorg removes send no event, as before', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const fork = scan.cursor;
    const dust = hit(owner, 10n);
    await scan.mine([dust]);
    await rollbackChain(db, scan.cursor, { number: fork.height, hash: fork.hash }, false);
    await settleDeposit(db, currencyOf, (await depositOf(db, dust)).id);
    expect(await depositOf(db, dust)).toMatchObject({ status: 'REORGED', block_hash: null });
    expect(await eventsOf(db, owner)).toEqual([]);
  });

  it('that were being settled when a reorg removed them are claimed again when they return', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const fork = scan.cursor;
    const dust = hit(owner, 10n);
    await scan.mine([dust]);
    await scan.finalize();
    const { id } = await depositOf(db, dust);
    expect(await claimQuietDust(db, 10)).toMatchObject([{ id }]);
    scan.cursor = await rollbackChain(db, scan.cursor, { number: fork.height, hash: fork.hash }, true);
    await settleDeposit(db, currencyOf, id);
    // Nothing final can be claimed meanwhile, which the loop finds out.
    expect(await claimQuietDust(db, 10)).toEqual([]);
    await scan.mine([dust]);
    await scan.finalize();
    expect(await claimQuietDust(db, 10)).toMatchObject([{ id }]);
  });

  it('that a reorg removes after posting send no event either', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const fork = scan.cursor;
    const dust = hit(owner, 10n);
    await scan.mine([dust]);
    await scan.finalize();
    const { id, version } = await depositOf(db, dust);
    await verdict(db, id, 'approve');
    await settleDeposit(db, currencyOf, id);
    await rollbackChain(db, scan.cursor, { number: fork.height, hash: fork.hash }, true);
    expect(await settleDeposit(db, currencyOf, id)).toEqual({ step: 'reverse' });
    expect(await depositOf(db, dust)).toMatchObject({ status: 'REORGED', version });
    expect(await eventsOf(db, owner)).toEqual([]);
  });
});
