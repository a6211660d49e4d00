import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { recordChoice } from '../../../db/sessions/recordChoice.ts';
import type { SessionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { eth } from '../fixtures.ts';
import { ethCoin, Payer, usdA, usdGroup } from './sessionWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const rowsOf = (...ids: readonly SessionId[]) =>
  db
    .selectFrom('page_choices')
    .selectAll()
    .where('session_id', 'in', [...ids])
    .orderBy('session_id')
    .orderBy('currency')
    .execute();

it('a page that asks repeatedly keeps the time when it began to, and writes nothing', async () => {
  const payer = await Payer.of(db);
  const session = await payer.session([[ethCoin, 1000n]]);
  await recordChoice(db, session, eth.code);
  const [first] = await rowsOf(session);
  for (let time = 0; time < 20; time += 1) await recordChoice(db, session, eth.code);
  await Promise.all(Array.from({ length: 20 }, () => recordChoice(db, session, eth.code)));
  expect(await rowsOf(session)).toEqual([first]);
  expect(first?.asked_at).toHaveLength(1);
});

it('two pages that ask in turn keep their latest sixteen times, in one row per coin', async () => {
  const payer = await Payer.of(db);
  const sessions = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 1000n]])];
  for (let turn = 0; turn < 25; turn += 1) {
    for (const session of sessions) await recordChoice(db, session, eth.code);
  }
  const rows = await rowsOf(...sessions);
  expect(rows.map(({ asked_at }) => asked_at.length)).toEqual([16, 16]);
  for (const { asked_at } of rows) {
    expect(asked_at).toEqual(asked_at.toSorted((a, b) => a.getTime() - b.getTime()));
  }
});

it('each coin of a page has its own time, independent of other customers', async () => {
  const [payer, other] = [await Payer.of(db), await Payer.of(db)];
  const prices = [
    [ethCoin, 1000n],
    [usdGroup, 10_000n],
  ] as const;
  const [session, elsewhere] = [await payer.session(prices), await other.session(prices)];
  for (const currency of [eth.code, usdA.code, eth.code]) {
    await recordChoice(db, session, currency);
    await recordChoice(db, elsewhere, currency);
  }
  const rows = await rowsOf(session, elsewhere);
  expect(rows.map(({ currency, asked_at }) => `${currency} ${String(asked_at.length)}`)).toEqual([
    'ETH 1',
    'USD_A 1',
    'ETH 1',
    'USD_A 1',
  ]);
});

it('a session that is over saves nothing more', async () => {
  const payer = await Payer.of(db);
  const session = await payer.session([[ethCoin, 1000n]], { overFor: 1 });
  await recordChoice(db, session, eth.code);
  expect(await rowsOf(session)).toEqual([]);
});

it('a page that is opened after another session was paid is recorded: a fork may take that payment back', async () => {
  const payer = await Payer.of(db);
  const [first, paid] = [await payer.session([[ethCoin, 1000n]]), await payer.session([[ethCoin, 1000n]])];
  for (const session of [first, paid]) await recordChoice(db, session, eth.code);
  await db.updateTable('sessions').set({ status: 'completed' }).where('id', '=', paid).execute();
  await recordChoice(db, first, eth.code);
  const [{ asked_at: times } = { asked_at: [] }] = await rowsOf(first);
  expect(times).toHaveLength(2);
});
