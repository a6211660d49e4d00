import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPoolClient } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUnavailable } from '../../db/classifyError.ts';
import { connect } from '../../db/connect.ts';
import { preparedPool } from '../../db/preparedPool.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the same call may work later', () => {
  it('after a statement that the server or we cancelled', async () => {
    const short = connect(database.url, { max: 1, longestStatementMs: 50 });
    const late = await failureOf(sql`select pg_sleep(5)`.execute(short));
    expect(late).toMatchObject({ code: '57014' });
    expect(isUnavailable(late)).toBe(true);
    await short.destroy();
  });

  it('after a missing answer, and the connection is not used again', async () => {
    const pool = preparedPool(new pg.Pool({ connectionString: database.url, max: 1, query_timeout: 200 }));
    const first = await pool.connect();
    // The server works much longer than we wait.
    const lost = await failureOf(first.query('select pg_sleep(20)', []));
    first.release();
    expect(lost).toMatchObject({ message: 'Query read timeout' });
    expect(isUnavailable(lost)).toBe(true);
    const second = await pool.connect();
    expect((await second.query('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
    second.release();
    await pool.end();
  });

  it('after a write to a server that only reads, as a replica does, and the connection is not used again', async () => {
    const options = '-c default_transaction_read_only=on';
    const pool = preparedPool(new pg.Pool({ connectionString: database.url, max: 1, options }));
    const pidOf = async (client: PostgresPoolClient): Promise<unknown> =>
      (await client.query<{ pid: number }>('select pg_backend_pid() as pid', [])).rows[0]?.pid;
    const first = await pool.connect();
    const pid = await pidOf(first);
    const refused = await failureOf(first.query('create table t ()', []));
    first.release();
    expect(refused).toMatchObject({ code: '25006' });
    expect(isUnavailable(refused)).toBe(true);
    const second = await pool.connect();
    expect(await pidOf(second)).not.toBe(pid);
    second.release();
    await pool.end();
  });

  it('after a transaction that was idle for too long', async () => {
    const idle = database.db.transaction().execute(async trx => {
      await sql`set local idle_in_transaction_session_timeout = 20`.execute(trx);
      await sleep(200);
      await sql`select 1`.execute(trx);
    });
    const failure = await failureOf(idle);
    expect(failure).toBeInstanceOf(Error);
    expect(isUnavailable(failure)).toBe(true);
  });

  it('after a connection that was cut between two statements', async () => {
    const cut = database.db.transaction().execute(async trx => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
      await sleep(100);
      await sql`select 1`.execute(trx);
    });
    expect(isUnavailable(await failureOf(cut))).toBe(true);
  });

  it.each(['08006', '53300', '57014', '57P01', '57P02', '57P03', '25P03', '25P04', '40P01', '55P03'])(
    'after the state %s',
    code => {
      const error = new pg.DatabaseError('it is so', 1, 'error');
      error.code = code;
      expect(isUnavailable(error)).toBe(true);
    },
  );

  it('but not after an error that will recur', async () => {
    expect(isUnavailable(await failureOf(sql`select 1 / 0`.execute(database.db)))).toBe(false);
    expect(isUnavailable(new Error('a bug'))).toBe(false);
  });
});
