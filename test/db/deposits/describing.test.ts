import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { describeDeposits, describeHeld } from '../../../db/deposits/describeDeposits.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { issueAddress } from '../../../db/purses/issueAddress.ts';
import { viewPurse } from '../../../db/purses/viewPurse.ts';
import { unknownSender } from '../../../domain/deposits/compliance.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { rowsRead } from '../../rowsRead.ts';
import { currencyOf, must, newOwner, sentSignals } from '../fixtures.ts';
import { undecided } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);

it('a purse’s own deposits are described in whole units, with sender and time', async () => {
  const { owner, ids } = await undecided(db, 1000n, 2_000_000_000_000_000_000n);
  const other = await undecided(db, 1000n);
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'address_from', 'created_at'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  const asked = [...ids, other.id, newId('txn')];
  const described = await describeDeposits(db, currencyOf, owner.purseId, asked);
  expect(described).toEqual(
    rows.map(row => ({
      transactionId: row.id,
      amount: row.id === ids[0] ? '0.000000000000001' : '2',
      currency: 'ETH',
      from: row.address_from,
      seenAt: row.created_at.toISOString(),
    })),
  );
});

it('an unknown sender is null', async () => {
  const { owner, id } = await undecided(db, 1000n);
  await db
    .updateTable('transactions')
    .set({ address_from: unknownSender as never })
    .where('id', '=', id)
    .execute();
  expect(await describeDeposits(db, currencyOf, owner.purseId, [id])).toMatchObject([{ from: null }]);
});

it('a declined purse lists the money that it holds, by currency, oldest first, until it is freed', async () => {
  const { owner, ids: made, scan, person } = await undecided(db, 1000n, 2000n);
  // Ids of one millisecond have no order.
  const ids = made.toSorted();
  const [first, second] = [must(ids[0]), must(ids[1])];
  const held = () => describeHeld(db, currencyOf, owner.purseId, 20);
  expect(await held()).toBeNull();
  expect((await viewPurse(db, owner.purseId)).held).toBeUndefined();
  await person.decide(first, 'decline');
  await scan.finalize();
  for (const id of ids) await settle(id);
  const [key] = await db.selectFrom('audits').select('api_key_id').where('resource_id', '=', first).execute();
  expect(await held()).toMatchObject({
    count: 2,
    sums: [{ currency: 'ETH', amount: '0.000000000000003' }],
    deposits: [
      { transactionId: first, declinedBy: key?.api_key_id },
      { transactionId: second, declinedBy: null },
    ],
  });
  expect((await describeHeld(db, currencyOf, owner.purseId, 1))?.deposits).toHaveLength(1);
  expect(await viewPurse(db, owner.purseId)).toMatchObject({
    state: 'DECLINED',
    held: { count: 2, last: second },
  });

  for (const id of ids) {
    await person.decide(id, 'approve');
    await settle(id);
  }
  expect(await held()).toBeNull();
  expect((await viewPurse(db, owner.purseId)).held).toBeUndefined();
});

it('held dust is not listed, and does not keep a purse open: it may be any amount', async () => {
  const { owner, id, scan, person } = await undecided(db, 1000n);
  await person.decide(id, 'decline');
  await scan.finalize();
  await settle(id);
  await db.updateTable('transactions').set({ quiet: true }).where('id', '=', id).execute();
  expect((await viewPurse(db, owner.purseId)).held).toBeUndefined();
  expect(await describeHeld(db, currencyOf, owner.purseId, 20)).toBeNull();
});

it('a step of a purse with held dust reads none of it', async () => {
  const { owner, id, scan, person } = await undecided(db, 1000n);
  await person.decide(id, 'decline');
  await scan.finalize();
  await settle(id);
  await db.updateTable('transactions').set({ quiet: true }).where('id', '=', id).execute();
  await sql`
    insert into transactions select (jsonb_populate_record(t, jsonb_build_object('id', 'txn_' || md5(n::text), 'ordinal', n))).*
    from transactions t, generate_series(1, 20000) n where t.id = ${id}
  `.execute(db);
  await sql`analyze transactions`.execute(db);
  const reads = await db.transaction().execute(trx =>
    rowsRead(trx, 'transactions', async () => {
      await viewPurse(trx, owner.purseId);
      await describeHeld(trx, currencyOf, owner.purseId, 20);
    }),
  );
  expect(reads).toBeLessThan(100);
});

it('an active purse lists what it holds of a single declined deposit', async () => {
  const { owner, ids, scan, person } = await undecided(db, 1000n, 2000n);
  const [first = newId('txn'), second = newId('txn')] = ids;
  await db.updateTable('accounts').set({ on_decline: 'deposit' }).where('id', '=', owner.accountId).execute();
  await person.decide(first, 'decline');
  await person.decide(second, 'approve');
  await scan.finalize();
  for (const id of ids) await settle(id);
  expect(await viewPurse(db, owner.purseId)).toMatchObject({
    state: 'ACTIVE',
    held: { count: 1, last: first },
  });
  expect(await describeHeld(db, currencyOf, owner.purseId, 20)).toMatchObject({
    count: 1,
    deposits: [{ transactionId: first }],
  });
});

it('a block signals the workflows of purses that hold money, although they are archived or released', async () => {
  const { owner, id, scan, person } = await undecided(db, 1000n);
  await person.decide(id, 'decline');
  await scan.finalize();
  await settle(id);
  await person.release();
  const signalsAfter = async (blocked: boolean) => {
    await sentSignals(db);
    await person.block(blocked);
    return (await sentSignals(db)).map(({ purseId, signal }) => [purseId, signal]);
  };
  expect(await signalsAfter(true)).toEqual([[owner.purseId, 'purseChanged']]);
  await db
    .updateTable('purses')
    .set({ state: 'ARCHIVED', released_at: null, archived_at: new Date() })
    .where('id', '=', owner.purseId)
    .execute();
  expect(await signalsAfter(false)).toEqual([[owner.purseId, 'purseChanged']]);
  await db.updateTable('transactions').set({ freed: true }).where('id', '=', id).execute();
  expect(await signalsAfter(true)).toEqual([]);
});

it('an unknown purse is reported as such, and not retried', async () => {
  const { purseId } = await newOwner(db);
  const deriver = { fingerprint: 'f', derive: () => ({ address: '0x', checksum: '0x' }) as never };
  await expect(issueAddress(db, deriver, purseId)).resolves.toBeUndefined();
  await expect(issueAddress(db, deriver, newId('pur'))).rejects.toMatchObject({ code: 'purse_not_found' });
});
