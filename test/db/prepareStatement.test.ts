import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccount } from '../../db/accounts/createAccount.ts';
import type { Db } from '../../db/connect.ts';
import { prepareStatement } from '../../db/prepareStatement.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  // One connection: what is prepared on it is visible on it.
  database = await createTestDatabase({ max: 1 });
});
afterAll(() => database.drop());

const findName = prepareStatement<{ id: AccountId; livemode: boolean }>()('account_name', (db, slot) =>
  db
    .selectFrom('accounts')
    .select('name')
    .where('livemode', '=', slot('livemode'))
    .where('purse_period_seconds', '>', 1)
    .where('id', '=', slot('id')),
);

const preparedOn = async (db: Db) =>
  (
    await sql<{
      name: string;
      statement: string;
    }>`select name, statement from pg_prepared_statements`.execute(db)
  ).rows;

it('runs a statement with the values of each call, and prepares it once', async () => {
  const { db } = database;
  const accounts = [
    await createAccount(db, { name: 'first', livemode: false }),
    await createAccount(db, { name: 'second', livemode: true }),
  ];
  for (let time = 0; time < 8; time++) {
    const names = [];
    for (const { accountId: id } of accounts) {
      names.push(await findName(db, { id, livemode: false }), await findName(db, { id, livemode: true }));
    }
    expect(names).toEqual([[{ name: 'first' }], [], [], [{ name: 'second' }]]);
  }
  expect((await preparedOn(db)).map(({ name }) => name)).toEqual(['account_name']);
});

it('prepares nothing without a name', async () => {
  const { db } = database;
  const before = await preparedOn(db);
  await db.selectFrom('accounts').select('name').where('name', '=', 'nobody').execute();
  expect(await preparedOn(db)).toEqual(before);
});

it('is part of the transaction it runs in', async () => {
  const { db } = database;
  const { accountId: id } = await createAccount(db, { name: 'before', livemode: false });
  const seen = await db.transaction().execute(async trx => {
    await trx.updateTable('accounts').set({ name: 'inside' }).where('id', '=', id).execute();
    return findName(trx, { id, livemode: false });
  });
  expect(seen).toEqual([{ name: 'inside' }]);
});

it('keeps working when a migration adds columns', async () => {
  const { db } = database;
  const { accountId: id } = await createAccount(db, { name: 'grown', livemode: false });
  expect(await findName(db, { id, livemode: false })).toEqual([{ name: 'grown' }]);
  await sql`alter table accounts add column added text default 'new'`.execute(db);
  expect(await findName(db, { id, livemode: false })).toEqual([{ name: 'grown' }]);
});

it('is prepared again if a connection was lost', async () => {
  const { db } = database;
  const { accountId: id } = await createAccount(db, { name: 'again', livemode: false });
  await findName(db, { id, livemode: false });
  await expect(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)).rejects.toThrow();
  // The pool may hand out the lost connection until it notices its end.
  await expect.poll(() => findName(db, { id, livemode: false }).catch(() => [])).toEqual([{ name: 'again' }]);
});
