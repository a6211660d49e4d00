import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareCharges } from '../../../db/audit/compareCharges.ts';
import { compareDeposits } from '../../../db/audit/compareDeposits.ts';
import { compareSnapshots } from '../../../db/audit/compareSnapshots.ts';
import { countExamined } from '../../../db/audit/countExamined.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { sumPositions } from '../../../db/audit/sumPositions.ts';
import type { Db } from '../../../db/connect.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import { coinIn } from '../../../domain/coin.ts';
import type { ChargeId, FormId, TransactionId } from '../../../domain/ids.ts';
import { registry } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { eth, must, newOwner } from '../fixtures.ts';
import { charge, deposit, newForm, refund } from '../payments.ts';

let database: TestDatabase;
let db: Db;
let owner: Owner;
let form: FormId;
let paid: TransactionId;
/** For a product, in a group, refunded in two parts. */
let large: ChargeId;
let refunds: readonly string[];
let small: ChargeId;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  owner = await newOwner(db);
  form = await newForm(db, owner.accountId);
  paid = await deposit(db, owner, { currency: 'USDT_ETH', amount: 3_000_000n, formId: form, product: 'hat' });
  await deposit(db, owner, { currency: 'POL', amount: 2n * 10n ** 18n, formId: form, product: 'hat' });
  await deposit(db, owner, { currency: 'USDT_ETH', amount: 9_000_000n });
  large = await charge(db, owner, { coin: 'USD_MULTI_2', amount: 4_000_000n, product: 'hat' });
  await refund(db, owner, large, 1_500_000n);
  await refund(db, owner, large, 1n);
  small = await charge(db, owner, { coin: 'USDT_ETH', amount: 1n });
  const rows = await db.selectFrom('refunds').select('id').orderBy('id').execute();
  refunds = rows.map(({ id }) => id);
  await snapshotBalances(db, { atLeast: 1 });
});
afterAll(() => database.drop());

const coins = [...registry.currencies, ...registry.groups].map(({ code }) => coinIn(registry)(code));
const limit = 100;
async function audit() {
  const brief = (rows: Awaited<ReturnType<typeof compareCharges>>) =>
    rows.map(({ where, currency, expected, found }) => [where, currency, expected, found]);
  const found = {
    charges: brief(await compareCharges(db, coins, limit)),
    entries: brief(await findFaultyEntries(db, limit)),
    deposits: brief(await compareDeposits(db, limit)),
    snapshots: brief(await compareSnapshots(db, limit)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, rows]) => rows.length > 0));
}

/**
 * The audit's findings after the statement, which bypasses the guards of the database; everything is rolled
 * back.
 */
async function after(...statements: readonly ReturnType<typeof sql>[]): Promise<ReturnType<typeof audit>> {
  const tables = ['charges', 'refunds', 'entries', 'postings', 'product_snapshots'];
  const aside = async (work: (table: string) => ReturnType<typeof sql>[], more: typeof statements = []) => {
    await db.transaction().execute(async trx => {
      await sql`set local session_replication_role = replica`.execute(trx);
      for (const statement of [...tables.flatMap(work), ...more]) await statement.execute(trx);
    });
  };
  const copyOf = (table: string) => sql.table(`kept_${table}`);
  await aside(table => [sql`create table ${copyOf(table)} as table ${sql.table(table)}`], statements);
  const found = await audit();
  await aside(table => [
    sql`delete from ${sql.table(table)}`,
    sql`insert into ${sql.table(table)} overriding system value table ${copyOf(table)}`,
    sql`drop table ${copyOf(table)}`,
  ]);
  expect(await audit()).toEqual({});
  return found;
}

/** The postings of the entry of a charge or refund. */
const of = (id: string | undefined) =>
  sql`entry_id = (select id from entries where charge_id = ${id} or refund_id = ${id})`;

it('is clean after charges and refunds, and counts them', async () => {
  expect(await audit()).toEqual({});
  expect(await countExamined(db)).toMatchObject({ charges: 4, deposits: 3 });
});

it('expects the same balances on the chain, charged or not', async () => {
  const purses = (await db.selectFrom('purses').select('id').execute()).map(({ id }) => id);
  const positions = await sumPositions(db, { chainId: eth.chainId, number: 100 }, purses);
  expect(new Map(positions.map(({ currency, credited }) => [currency, credited]))).toEqual(
    new Map([
      ['POL', 2n * 10n ** 18n],
      ['USDT_ETH', 12_000_000n],
    ]),
  );
});

it('finds a charge or a refund whose amount differs from its postings', async () => {
  const whole = 10n ** 18n;
  expect(await after(sql`update charges set amount = amount + 1 where id = ${large}`)).toEqual({
    charges: [[large, 'USD_MULTI_2', 4n * whole + 10n ** 12n, 4n * whole]],
  });
  expect(await after(sql`update charges set amount = amount + 1 where id = ${small}`)).toEqual({
    charges: [[small, 'USDT_ETH', 2n, 1n]],
  });
  expect(
    await after(
      sql`update refunds set amount = amount + 1 where id = ${refunds[1]}`,
      sql`update charges set refunded = refunded + 1 where id = ${large}`,
    ),
  ).toEqual({ charges: [[refunds[1], 'USD_MULTI_2', 2n * 10n ** 12n, 10n ** 12n]] });
});

it('finds a charge or a refund that was never posted', async () => {
  expect(
    await after(
      sql`delete from postings where ${of(small)}`,
      sql`delete from entries where charge_id = ${small}`,
    ),
  ).toMatchObject({ charges: [[small, 'USDT_ETH', 1n, 0n]] });
  expect(
    await after(
      sql`delete from postings where ${of(refunds[0])}`,
      sql`delete from entries where refund_id = ${refunds[0]}`,
    ),
  ).toMatchObject({ charges: [[refunds[0], 'USD_MULTI_2', 15n * 10n ** 17n, 0n]] });
});

it('finds an entry whose charge does not exist', async () => {
  const found = await after(sql`delete from charges where id = ${small}`);
  expect(found['entries']).toHaveLength(2);
});

it('finds a charge whose refunded sum differs from its refunds', async () => {
  expect(await after(sql`update charges set refunded = refunded - 1 where id = ${large}`)).toEqual({
    charges: [[large, 'USD_MULTI_2', 15n * 10n ** 17n, 15n * 10n ** 17n + 10n ** 12n]],
  });
});

it('finds a refund that was posted before its charge', async () => {
  const columns = sql`entry_id, account_id, ledger, customer_id, purse_id, currency, amount, product_id, form_id`;
  const found = await after(sql`
    with gone as (delete from postings where ${of(refunds[0])} returning *)
    insert into postings (id, ${columns}) overriding system value select -id, ${columns} from gone`);
  expect(found['charges']).toEqual([[refunds[0], null, expect.anything(), expect.anything()]]);
});

it('finds money that a charge moved between buckets, or took from another product', async () => {
  const book = (ledger: string) => sql`${of(large)} and ledger = ${ledger} and currency = 'USDT_ETH'`;
  const moved = await after(sql`update postings set product_id = null where ${book('charges')}`);
  expect(moved['charges']?.map(([where, , , amount]) => [where, amount])).toEqual(
    expect.arrayContaining([
      [large, -3_000_000n],
      [large, 3_000_000n],
      // Its refunds gave money to a bucket that it did not take from.
      [large, -500_001n],
    ]),
  );
});

it('finds a deposit that is booked for another product than its session’s', async () => {
  const found = await after(
    sql`update postings set product_id = 'shoe' where ledger = 'customer'
      and entry_id = (select id from entries where transaction_id = ${paid})`,
  );
  expect(found['deposits']).toEqual([
    [paid, 'USDT_ETH', 3_000_000n, 0n],
    [paid, 'USDT_ETH', 0n, 3_000_000n],
  ]);
});

it('finds a product snapshot that differs from its postings', async () => {
  const mine = sql`scope_id = ${owner.customerId} and product_id = 'hat' and ledger = 'charges' and currency = 'POL'`;
  expect(await after(sql`update product_snapshots set amount = amount + 1 where ${mine}`)).toEqual({
    snapshots: [[owner.customerId, 'POL', 0n, 1n]],
  });
  const first = await db
    .selectFrom('product_snapshots')
    .select('first_posting')
    .where('scope_id', '=', owner.customerId)
    .where('product_id', '=', '')
    .executeTakeFirstOrThrow();
  expect(
    await after(
      sql`update product_snapshots set first_posting = 1 where scope_id = ${owner.customerId} and product_id = ''
        and ledger = 'customer'`,
    ),
  ).toEqual({ snapshots: [[owner.customerId, null, BigInt(must(first).first_posting), 1n]] });
});
