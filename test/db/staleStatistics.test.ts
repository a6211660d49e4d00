import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/connect.ts';
import { dustToGoOn } from '../../db/deposits/dustToGoOn.ts';
import { claimSignals } from '../../db/outbox/claimSignals.ts';
import { wakeOverdue } from '../../db/purses/wakeOverdue.ts';
import { claimDeliveries } from '../../db/webhooks/claimDeliveries.ts';
import { claimDirect } from '../../db/webhooks/claimDirect.ts';
import type { EndpointId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { rowsRead } from '../rowsRead.ts';
import { newOwner } from './fixtures.ts';

/**
 * Queues are empty most of the time, and the planner assumes that when thousands of rows come within the
 * minute before the next analysis: even then no statement may read the whole queue for each of its rows.
 */
let database: TestDatabase;
let db: Db;
const purses = 2000;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  const { accountId } = await newOwner(db);
  await sql`
    insert into customers (id, account_id, metadata)
    select 'cus_' || n, ${accountId}, '{}' from generate_series(1, ${purses}::int) n
  `.execute(db);
  await sql`
    insert into purses (id, account_id, customer_id, state, address, address_checksum, hd_fingerprint, hd_index, expires_at)
    select 'pur_' || n, ${accountId}, 'cus_' || n, 'ACTIVE', address, address, address, 0, now() + interval '1 day'
    from generate_series(1, ${purses}::int) n cross join lateral (select '0x' || left(md5(n::text) || md5(n || 'a'), 40) as address) a
  `.execute(db);
});
afterAll(() => database.drop());

/** As after rows that came and went, and were analysed when they were gone. */
async function lookAtEmpty(table: string, fill: () => Promise<unknown>): Promise<void> {
  await fill();
  await sql`delete from ${sql.table(table)}`.execute(db);
  await sql`analyze ${sql.table(table)}`.execute(db);
}

async function read(table: string, work: (trx: Db) => Promise<unknown>): Promise<number> {
  return db.transaction().execute(trx => rowsRead(trx, table, () => work(trx)));
}

describe('with thousands of rows unknown to the planner', () => {
  const signals = () =>
    sql`insert into signal_outbox (purse_id, signal, payload)
      select 'pur_' || n, 'purseChanged', 'null' from generate_series(1, ${purses}::int) n, generate_series(1, 3)
    `.execute(db);
  beforeEach(async () => {
    await sql`delete from signal_outbox`.execute(db);
  });

  it('a claim of signals reads little more than it takes', async () => {
    await lookAtEmpty('signal_outbox', signals);
    await signals();
    expect(await read('signal_outbox', trx => claimSignals(trx, 50, 15))).toBeLessThan(1000);
  });

  it('a wake-up reads only rows of its own subject', async () => {
    const overdue = (passed: boolean) =>
      sql`update purses set expires_at = now() + ${passed ? '-2 hours' : '1 day'}::interval`.execute(db);
    const wakes = () =>
      sql`insert into wakes (id, due_at, times) select id, now() + interval '1 hour', 1 from purses`.execute(
        db,
      );
    await sql`analyze purses`.execute(db);
    await lookAtEmpty('signal_outbox', signals);
    await lookAtEmpty('wakes', wakes);
    await overdue(true);
    await wakes();
    await signals();
    expect(await read('wakes', trx => wakeOverdue(trx, 'purse'))).toBeLessThan(1000);
    await sql`update wakes set due_at = now()`.execute(db);
    expect(await read('signal_outbox', trx => wakeOverdue(trx, 'purse'))).toBeLessThan(1000);
    await overdue(false);
  });

  it('claims of deliveries read little more than they take', async () => {
    // Of 20 endpoints in 4 accounts; nothing else is read.
    const deliveries = () =>
      db.transaction().execute(async trx => {
        await sql`set local session_replication_role = replica`.execute(trx);
        await sql`insert into deliveries (event_id, endpoint_id, account_id, direct)
          select 'evt_' || n, 'whk_' || n % 20, 'acc_' || n % 4, n % 40 < 4 from generate_series(1, ${purses * 2}::int) n
        `.execute(trx);
      });
    await lookAtEmpty('deliveries', deliveries);
    await deliveries();
    const lanes = new Map(Array.from({ length: 20 }, (_, at) => [`whk_${String(at)}` as EndpointId, 5]));
    expect(await read('deliveries', trx => claimDeliveries(trx, lanes, 60))).toBeLessThan(1000);
    const busy = { endpoints: [], accounts: [] };
    expect(await read('deliveries', trx => claimDirect(trx, '', 10, 60, busy))).toBeLessThan(1000);
  });

  it('a step of dust finds its own rows', async () => {
    const dust = () =>
      sql`insert into dust_sums (purse_id, currency, wake_at) select id, 'ETH', now() from purses`.execute(
        db,
      );
    await lookAtEmpty('dust_sums', dust);
    await dust();
    expect(await read('dust_sums', trx => dustToGoOn(trx, 'wake_at', 50))).toBeLessThan(500);
  });
});
