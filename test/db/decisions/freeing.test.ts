import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { decideDeposit } from '../../../db/decisions/decideDeposit.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { unfinishedDeposits } from '../../../db/purses/viewPurse.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { booksOf, currencyOf, depositOf, eventsOf, must, sentSignals } from '../fixtures.ts';
import { undecided } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);
const deposits = (...amounts: readonly bigint[]) => undecided(db, ...amounts);
const eventTypes = {
  seen: 'CUSTOMER_PURSE_PENDING_COMPLIANCE',
  declined: 'CUSTOMER_PURSE_COMPLIANCE_DECLINED',
  received: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
  reorged: 'TRANSACTION_REORGED',
};

describe('Rules of money 3: freeing', () => {
  it('credits held money to the customer, once, and records who had declined it', async () => {
    const { owner, scan, id, transfer, person } = await deposits(1000n);
    const judgement = { verdict: 'decline', by: 'list', score: '9.9', raw: { list: 'ofac' } } as const;
    await db.transaction().execute(trx => decideDeposit(trx, currencyOf(), id, judgement));
    await scan.finalize();
    await settle(id);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => person.decide(id, 'approve', 'a mistake')),
    );
    expect(all.toSorted()).toEqual([...Array<string>(19).fill('already_decided'), 'recorded']);
    expect(await settle(id)).toEqual({ step: 'done' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, customer: 1000n });
    expect(await depositOf(db, transfer)).toMatchObject({
      status: 'CONFIRMED',
      compliance_status: 'CHECKED',
      freed: true,
      verdict: 'approve',
      verdict_by: 'manual',
      verdict_score: null,
      verdict_raw: {
        reason: 'a mistake',
        earlier: { verdict: 'decline', by: 'list', score: '9.9', raw: { list: 'ofac' } },
      },
    });
    const audits = await db.selectFrom('audits').selectAll().where('resource_id', '=', id).execute();
    expect(audits).toMatchObject([{ action: 'approve', resource_type: 'transaction', reason: 'a mistake' }]);
    expect(await person.decide(id, 'decline')).toBe('already_decided');
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([]);
  });

  it('of a deposit that is not final sends it back to pending, and finality credits it', async () => {
    const { owner, scan, id, transfer, person } = await deposits(1000n);
    await person.decide(id, 'decline');
    await sentSignals(db);
    expect(await person.decide(id, 'approve')).toBe('recorded');
    expect(await depositOf(db, transfer)).toMatchObject({
      status: 'PENDING_COMPLIANCE_CHECK',
      compliance_status: 'IN_PROGRESS',
      credited_to: null,
    });
    expect((await sentSignals(db)).map(({ payload }) => payload)).toEqual([
      { transactionIds: [id], decided: true },
    ]);
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([{ transactionId: id, step: 'settle' }]);
    await scan.finalize();
    await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
    expect(await eventsOf(db, owner)).toEqual([
      eventTypes.seen,
      eventTypes.declined,
      eventTypes.seen,
      eventTypes.received,
    ]);
  });

  it('frees money that was held because of its purse, judged or not', async () => {
    const { owner, scan, ids, person } = await deposits(1000n, 500n, 300n);
    const [declined, approved, unjudged] = [must(ids[0]), must(ids[1]), must(ids[2])];
    await person.decide(approved, 'approve');
    await person.decide(declined, 'decline');
    await scan.finalize();
    await settle(unjudged);
    for (const id of [approved, unjudged]) expect(await person.decide(id, 'approve')).toBe('recorded');
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1800n, held: 1000n, customer: 800n });
  });

  it('gives a blocked customer’s deposit to the merchant, from where it can be allocated', async () => {
    const { owner, scan, id, person } = await deposits(1000n);
    await person.decide(id, 'decline');
    await scan.finalize();
    await settle(id);
    await expect(person.allocate(id, 'customer')).rejects.toMatchObject({ code: 'not_allocatable' });
    await person.block(true);
    await person.decide(id, 'approve');
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, merchant: 1000n });
    await person.allocate(id, 'customer');
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, merchant: 0n, customer: 1000n });
  });

  it('of dust counts it with the other dust', async () => {
    const { owner, scan, ids, person } = await deposits(60n, 60n);
    const [declined, other] = [must(ids[0]), must(ids[1])];
    await person.decide(declined, 'decline');
    await person.decide(other, 'approve');
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -120n, held: 60n, unattributed: 60n });
    await person.decide(declined, 'approve');
    expect(await booksOf(db, owner)).toEqual({ custody: -120n, held: 0n, unattributed: 0n, customer: 120n });
  });

  it('survives a reorg: the returned deposit belongs to the customer', async () => {
    const { owner, scan, id, hits, person, rollBack } = await deposits(1000n);
    await person.decide(id, 'decline');
    await scan.finalize();
    await settle(id);
    await person.decide(id, 'approve');
    await rollBack();
    expect(await settle(id)).toEqual({ step: 'reverse' });
    await scan.mine(hits);
    await scan.finalize();
    await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, customer: 1000n });
  });

  it('of held money that a reorg removed reverses it first, and credits it when it returns', async () => {
    const { owner, scan, id, hits, person, rollBack } = await deposits(1000n);
    await person.decide(id, 'decline');
    await scan.finalize();
    await settle(id);
    await rollBack();
    expect(await person.decide(id, 'approve')).toBe('recorded');
    expect(await booksOf(db, owner)).toEqual({ custody: 0n, held: 0n });
    await scan.mine(hits);
    await scan.finalize();
    await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, customer: 1000n });
    expect((await eventsOf(db, owner)).slice(1)).toEqual([
      eventTypes.declined,
      eventTypes.reorged,
      eventTypes.seen,
      eventTypes.received,
    ]);
  });

  it('is finished by the purse if only the decision was saved', async () => {
    const { owner, scan, id, person } = await deposits(1000n);
    await person.decide(id, 'decline');
    await scan.finalize();
    await settle(id);
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([]);
    await db
      .updateTable('transactions')
      .set({ freed: true, verdict: 'approve' })
      .where('id', '=', id)
      .execute();
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([{ transactionId: id, step: 'settle' }]);
    expect(await settle(id)).toEqual({ step: 'free', to: 'customer' });
    expect(await unfinishedDeposits(db, owner.purseId)).toEqual([]);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 0n, customer: 1000n });
  });

  it('needs a person: a provider’s late approval frees nothing', async () => {
    const { owner, scan, ids, person } = await deposits(1000n, 500n, 60n);
    const [declined, asked, dust] = [must(ids[0]), must(ids[1]), must(ids[2])];
    for (const id of [dust, declined]) await person.decide(id, 'decline');
    const approval = { verdict: 'approve', by: 'http', score: null, raw: {} } as const;
    const outcomes = [];
    for (const id of [asked, declined, dust]) {
      const { outcome } = await db
        .transaction()
        .execute(trx => decideDeposit(trx, currencyOf(), id, approval));
      outcomes.push(outcome);
    }
    expect(outcomes).toEqual(['recorded', 'already_decided', 'already_decided']);
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1560n, held: 1560n });
  });

  it('saves the provider’s late verdict on a held deposit', async () => {
    const { owner, scan, ids, person } = await deposits(1000n, 500n);
    const [declined, asked] = [must(ids[0]), must(ids[1])];
    await person.decide(declined, 'decline');
    await scan.finalize();
    for (const id of ids) await settle(id);
    const late = { verdict: 'decline', by: 'http', score: '97', raw: {} } as const;
    const decide = () => db.transaction().execute(trx => decideDeposit(trx, currencyOf(), asked, late));
    expect(await decide()).toMatchObject({ outcome: 'recorded', events: [], purseDeclined: false });
    expect(await decide()).toMatchObject({ outcome: 'already_decided' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1500n, held: 1500n });
    expect(await person.decide(asked, 'approve')).toBe('recorded');
    const { verdict_raw } = await db
      .selectFrom('transactions')
      .select('verdict_raw')
      .where('id', '=', asked)
      .executeTakeFirstOrThrow();
    expect(verdict_raw).toMatchObject({ earlier: { verdict: 'decline', by: 'http', score: '97' } });
    expect(await booksOf(db, owner)).toEqual({ custody: -1500n, held: 1000n, customer: 500n });
  });

  it('of dust is settled by its purse, and its leaving the chain sends an event', async () => {
    const { owner, id, person, rollBack } = await deposits(60n);
    await person.decide(id, 'decline');
    await rollBack();
    await settle(id);
    expect(await eventsOf(db, owner)).toEqual(['CUSTOMER_PURSE_COMPLIANCE_DECLINED', 'TRANSACTION_REORGED']);
    await person.decide(id, 'approve');
    const row = await db
      .selectFrom('transactions')
      .select(['freed', 'quiet'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ freed: true, quiet: false });
  });
});
