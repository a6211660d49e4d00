import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordVerdict } from '../../../activities/judgeDeposits.ts';
import { updateAccount } from '../../../db/accounts/accounts.ts';
import type { Db } from '../../../db/connect.ts';
import { decideDeposit } from '../../../db/decisions/decideDeposit.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import type { Judgement } from '../../../domain/deposits/compliance.ts';
import type { OnDecline } from '../../../domain/deposits/states.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { booksOf, currencyOf, depositOf, eth, hit, must, sentSignals } from '../fixtures.ts';
import { undecided } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const decline: Judgement = { verdict: 'decline', by: 'test', score: null, raw: {} };
const approve: Judgement = { ...decline, verdict: 'approve' };
const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);
const set = (owner: Owner, onDecline: OnDecline) => updateAccount(db, owner.accountId, { onDecline });
async function stateOf({ purseId }: Owner): Promise<string> {
  const row = await db
    .selectFrom('purses')
    .select(['state', 'declined_at'])
    .where('id', '=', purseId)
    .executeTakeFirstOrThrow();
  expect(row.declined_at !== null).toBe(row.state === 'DECLINED');
  return row.state;
}

describe('an account that holds only declined deposits', () => {
  it('holds that deposit, whatever its amount and whoever declined it; other deposits of the purse are credited', async () => {
    const { owner, scan, ids, person } = await undecided(db, 1000n, 500n, 300n, 60n);
    await set(owner, 'deposit');
    const [byProvider, byHand, good, dust] = [must(ids[0]), must(ids[1]), must(ids[2]), must(ids[3])];
    await recordVerdict(db, { id: byProvider, currency: eth, judgement: decline });
    expect(await person.decide(byHand, 'decline')).toBe('recorded');
    await recordVerdict(db, { id: good, currency: eth, judgement: approve });
    await recordVerdict(db, { id: dust, currency: eth, judgement: decline });
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await stateOf(owner)).toBe('ACTIVE');
    expect(await booksOf(db, owner)).toEqual({ custody: -1860n, customer: 300n, held: 1560n });

    const later = hit(owner, 700n);
    await scan.mine([later]);
    await scan.finalize();
    const { id } = await depositOf(db, later);
    await recordVerdict(db, { id, currency: eth, judgement: approve });
    await settle(id);
    expect(await booksOf(db, owner)).toMatchObject({ customer: 1000n, held: 1560n });
  });

  it('signals only that deposit, and a person may still free it', async () => {
    const { owner, scan, ids, person } = await undecided(db, 1000n, 500n);
    const [declined, other] = [must(ids[0]), must(ids[1])];
    await set(owner, 'deposit');
    await sentSignals(db);
    await person.decide(declined, 'decline');
    expect((await sentSignals(db)).flatMap(({ payload }) => payload?.transactionIds)).toEqual([declined]);
    await recordVerdict(db, { id: other, currency: eth, judgement: approve });
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1500n, customer: 500n, held: 1000n });
    expect(await person.decide(declined, 'approve')).toBe('recorded');
    await settle(declined);
    expect(await booksOf(db, owner)).toEqual({ custody: -1500n, customer: 1500n, held: 0n });
  });

  it('does not change an earlier declined purse, nor other accounts', async () => {
    const before = await undecided(db, 1000n, 500n);
    await before.person.decide(must(before.ids[0]), 'decline');
    await set(before.owner, 'deposit');
    await before.person.decide(must(before.ids[1]), 'decline');
    expect(await stateOf(before.owner)).toBe('DECLINED');
    const other = await undecided(db, 1000n);
    await other.person.decide(other.id, 'decline');
    expect(await stateOf(other.owner)).toBe('DECLINED');
  });
});

describe('a change of that setting beside a decline', () => {
  it.each(['purse', 'deposit'] as const)(
    'to %s holds for every decision after its answer, and waits for none in progress',
    async to => {
      const from = to === 'purse' ? 'deposit' : 'purse';
      const { owner, ids } = await undecided(db, 1000n, 500n);
      const [first, second] = [must(ids[0]), must(ids[1])];
      await set(owner, from);
      await db.transaction().execute(async trx => {
        const { purseDeclined } = await decideDeposit(trx, eth, first, decline);
        expect(purseDeclined).toBe(from === 'purse');
        // On another connection, while the decision is not committed.
        await set(owner, to);
      });
      expect(await stateOf(owner)).toBe(from === 'purse' ? 'DECLINED' : 'ACTIVE');
      await recordVerdict(db, { id: second, currency: eth, judgement: decline });
      expect(await stateOf(owner)).toBe('DECLINED');
      if (to === 'deposit') return;
      expect((await set(owner, to)).account.on_decline).toBe('purse');
    },
  );

  it('in any order declines a purse exactly if a decision says so, and keeps the sums right', async () => {
    const { owner, scan, ids } = await undecided(
      db,
      ...Array.from({ length: 12 }, (_, at) => 200n + BigInt(at)),
    );
    const answers = await Promise.all(
      ids.flatMap((id, at) => [
        set(owner, at % 2 === 0 ? 'deposit' : 'purse').then(() => false),
        db.transaction().execute(async trx => (await decideDeposit(trx, eth, id, decline)).purseDeclined),
      ]),
    );
    const declines = answers.filter(Boolean).length;
    expect(declines).toBeLessThanOrEqual(1);
    expect(await stateOf(owner)).toBe(declines === 1 ? 'DECLINED' : 'ACTIVE');
    await scan.finalize();
    for (const id of ids) await settle(id);
    const sum = ids.reduce((total, _, at) => total + 200n + BigInt(at), 0n);
    expect(await booksOf(db, owner)).toEqual({ custody: -sum, held: sum });
  });
});

describe('the floor of a currency', () => {
  const floored = { ...eth, declineFloor: baseUnits(1000n) };

  it('is the amount from which a declined deposit declines its purse; below it only that deposit is held', async () => {
    const { owner, scan, ids } = await undecided(db, 999n, 300n, 1000n);
    const [below, good, at] = [must(ids[0]), must(ids[1]), must(ids[2])];
    await recordVerdict(db, { id: below, currency: floored, judgement: decline });
    await recordVerdict(db, { id: good, currency: floored, judgement: approve });
    await scan.finalize();
    for (const id of [below, good]) await settle(id);
    expect(await stateOf(owner)).toBe('ACTIVE');
    expect(await booksOf(db, owner)).toEqual({ custody: -1299n, customer: 300n, held: 999n });
    await recordVerdict(db, { id: at, currency: floored, judgement: decline });
    expect(await stateOf(owner)).toBe('DECLINED');
  });

  it('sends events below it as for any other deposit, as this is not dust', async () => {
    const { owner, ids } = await undecided(db, ...Array.from({ length: 30 }, () => 999n));
    for (const id of ids) await recordVerdict(db, { id, currency: floored, judgement: decline });
    const { count } = await db
      .selectFrom('events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('customer_id', '=', owner.customerId)
      .where('type', '=', 'CUSTOMER_PURSE_COMPLIANCE_DECLINED')
      .executeTakeFirstOrThrow();
    expect(count).toBe(30);
  });
});
