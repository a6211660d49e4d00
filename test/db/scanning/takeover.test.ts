import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { connect } from '../../../db/connect.ts';
import { endFormerOwner, endIdleBlockers } from '../../../db/scanning/endBlockingTransactions.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { eventually } from '../../e2e/testStack.ts';
import { depositOf, hit, newOwner, TestScan } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
/** Another process, whose transactions the server would tolerate for a minute. */
let other: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
afterEach(() => other.destroy());

/** Opens a transaction of the other process that does this and then idles; returns how it ends. */
async function leaveOpen(
  work: (trx: Db) => Promise<unknown>,
  applicationName?: string,
): Promise<{ readonly pid: number; readonly ended: Promise<unknown>; readonly end: () => void }> {
  other = connect(database.url, {
    max: 2,
    idleInTransactionMs: 60_000,
    ...(applicationName === undefined ? {} : { applicationName }),
  });
  const began = Promise.withResolvers<number>();
  const over = Promise.withResolvers<undefined>();
  const ended = other
    .transaction()
    .execute(async trx => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await work(trx);
      began.resolve(rows[0]?.pid ?? 0);
      await over.promise;
    })
    .then(
      () => 'committed',
      (error: unknown) => error,
    );
  return {
    pid: await Promise.race([
      began.promise,
      ended.then(error => {
        throw error;
      }),
    ]),
    ended,
    end: () => {
      over.resolve(undefined);
    },
  };
}

async function isAlive(pid: number): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity where pid = ${pid}`.execute(db);
  return rows.length > 0;
}

/** Its locks are released a moment before it ends. */
const isGone = (pid: number) => eventually('the backend is gone', async () => !(await isAlive(pid)));

const holdCursor = (trx: Db) => sql`update chain_cursors set head = head`.execute(trx);

it('a chain is taken over from an owner that froze in a transaction, and its open work is rolled back', async () => {
  const scan = await TestScan.start(db);
  const frozen = await leaveOpen(holdCursor);
  const next = await scan.takeOver();
  expect(next.cursor.epoch).toBe(scan.cursor.epoch + 1);
  await isGone(frozen.pid);
  frozen.end();
  expect(await frozen.ended).not.toBe('committed');
  await next.mine();
  await expect(scan.mine()).rejects.toMatchObject({ code: 'scanner_fenced' });
});

it('a chain is taken over from an owner that itself waits for a row', async () => {
  const scan = await TestScan.start(db);
  const { purseId } = await newOwner(db);
  const third = connect(database.url, { max: 1 });
  const got = Promise.withResolvers<undefined>();
  const released = new AbortController();
  const holder = third.transaction().execute(async trx => {
    await sql`select from purses where id = ${purseId} for no key update`.execute(trx);
    got.resolve(undefined);
    while (!released.signal.aborted) await sql`select pg_sleep(0.1)`.execute(trx);
  });
  await got.promise;
  const waits = Promise.withResolvers<undefined>();
  const former = await leaveOpen(async trx => {
    await holdCursor(trx);
    void sql`select from purses where id = ${purseId} for share`.execute(trx).catch(() => undefined);
    waits.resolve(undefined);
  });
  const next = await scan.takeOver();
  expect(next.cursor.epoch).toBe(scan.cursor.epoch + 1);
  await isGone(former.pid);
  former.end();
  released.abort();
  await holder;
  await third.destroy();
});

it('simultaneous claims of one chain end no transaction, and each has its own epoch', async () => {
  const scan = await TestScan.start(db);
  const frozen = await leaveOpen(holdCursor);
  const epochs = await Promise.all([scan.takeOver(), scan.takeOver(), scan.takeOver()]);
  expect(new Set(epochs.map(({ cursor }) => cursor.epoch - scan.cursor.epoch))).toEqual(new Set([1, 2, 3]));
  frozen.end();
});

it('a block is committed although an idle transaction locks the row of one of its purses', async () => {
  const [held, free] = [await newOwner(db), await newOwner(db)];
  const scan = await TestScan.start(db);
  const person = await leaveOpen(
    trx => sql`select from purses where id = ${held.purseId} for no key update`.execute(trx),
    'psql',
  );
  const [toHeld, toFree] = [hit(held), hit(free)];
  // The walk retries if a lock was not granted in time.
  const commit = (): Promise<unknown> =>
    scan.mine([toHeld, toFree]).catch((error: unknown) => {
      if (error instanceof PurserError && error.code === 'temporarily_unavailable') return commit();
      throw error;
    });
  await commit();
  await isGone(person.pid);
  person.end();
  expect((await depositOf(db, toFree)).purse_id).toBe(free.purseId);
});

it('a scanner that waits for a row of active work says so, ends nothing, and commits afterwards', async () => {
  const owner = await newOwner(db);
  const scan = await TestScan.start(db);
  const done = new AbortController();
  const busy = await leaveOpen(async trx => {
    await sql`select from purses where id = ${owner.purseId} for no key update`.execute(trx);
    const work = async (): Promise<void> => {
      while (!done.signal.aborted) await sql`select pg_sleep(0.2)`.execute(trx);
    };
    void work().then(() => {
      busy.end();
    });
  });
  const transfer = hit(owner);
  await expect(scan.mine([transfer])).rejects.toMatchObject({
    code: 'temporarily_unavailable',
    retryable: true,
  });
  done.abort();
  expect(await busy.ended).toBe('committed');
  await scan.mine([transfer]);
  expect((await depositOf(db, transfer)).purse_id).toBe(owner.purseId);
});

it('nothing is ended for a claim that is over, although its backend waits again', async () => {
  const scan = await TestScan.start(db);
  const held = await leaveOpen(holdCursor);
  const pool = connect(database.url, { max: 1, applicationName: 'purser-test' });
  const waiting = { pid: 0, since: '' };
  const asIn = sql<typeof waiting>`select pg_backend_pid() as pid, now()::text as since`;
  const wait = async (trx: Db): Promise<void> => {
    const { rows } = await asIn.execute(trx);
    Object.assign(waiting, rows[0]);
    await holdCursor(trx);
  };
  const over = await pool.transaction().execute(async trx => (await asIn.execute(trx)).rows[0]);
  const next = pool.transaction().execute(wait);
  await eventually('it waits', async () => {
    const { rows } = await sql`select from pg_stat_activity
      where pid = ${waiting.pid} and wait_event_type = 'Lock'`.execute(db);
    return rows.length > 0;
  });
  await sql`select pg_sleep(5.1)`.execute(db);
  if (!over) throw new Error('it said nothing of itself');
  expect(over.pid).toBe(waiting.pid);
  await endFormerOwner(db, over);
  await endIdleBlockers(db, over);
  expect(await isAlive(held.pid)).toBe(true);
  await endFormerOwner(db, waiting);
  await next;
  await isGone(held.pid);
  held.end();
  await pool.destroy();
  await scan.takeOver();
});
