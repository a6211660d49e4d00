import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wakeWorkflows } from '../../../activities/loops/wakeWorkflows.ts';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { relaySignals } from '../../../db/outbox/relaySignals.ts';
import { claimWakeTurn } from '../../../db/purses/claimWakeTurn.ts';
import type { overdueKinds, WakePlace } from '../../../db/purses/wakeOverdue.ts';
import { wakeOverdue } from '../../../db/purses/wakeOverdue.ts';
import { wakesWaiting } from '../../../db/purses/wakesWaiting.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { eventually } from '../../e2e/testStack.ts';
import { rowsRead } from '../../rowsRead.ts';
import { currencyOf, finalDeposit, newOwner, sentSignals, verdict } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`update purses set expires_at = now() + interval '1 day'`.execute(db);
  await sql`delete from signal_outbox`.execute(db);
  await sql`delete from wakes`.execute(db);
  await sql`update wake_turn set next_at = now()`.execute(db);
});

const round = async (kind: (typeof overdueKinds)[number]) => {
  let place: WakePlace | undefined;
  do place = await wakeOverdue(db, kind, place);
  while (place);
};
/** As if the woken purses had been woken so long ago. */
const later = (time: string) => sql`update wakes set due_at = due_at - ${time}::interval`.execute(db);
/** Seeds purses that should have expired two hours ago; returns their ids. */
async function overdue(purses: number): Promise<readonly string[]> {
  const { accountId } = await newOwner(db);
  const { rows } = await sql<{ id: string }>`
    with c as (
      insert into customers (id, account_id, metadata)
      select 'cus_' || md5(${accountId} || n), ${accountId}, '{}' from generate_series(1, ${purses}::int) n returning id
    ), a as (select id, '0x' || left(md5(id) || md5(id || 'a'), 40) as address from c)
    insert into purses (id, account_id, customer_id, state, address, address_checksum, hd_fingerprint, hd_index, expires_at)
    select 'pur_' || md5(id), ${accountId}, id, 'ACTIVE', address, address, address, 0, now() - interval '2 hours'
    from a returning id
  `.execute(db);
  return rows.map(({ id }) => id).toSorted();
}
/** Does what the workflows of the woken purses would do: they end. Returns which. */
const act = async (): Promise<readonly string[]> => {
  const ids = await signalled();
  await sql`update purses set expires_at = now() + interval '1 day' where id = any (${ids})`.execute(db);
  return ids;
};
const signalled = async () => (await sentSignals(db)).map(({ purseId }) => purseId).toSorted();

describe('overdue purses', () => {
  it('are woken once, however many workers look, and again after a pause that doubles', async () => {
    const ids = await overdue(25);
    await Promise.all([round('purse'), round('purse'), round('purse')]);
    expect(await signalled()).toEqual(ids);
    await round('purse');
    expect(await signalled()).toEqual([]);
    await later('61 minutes');
    await round('purse');
    expect(await signalled()).toEqual(ids);
    await later('61 minutes');
    await round('purse');
    expect(await signalled()).toEqual([]);
    await later('60 minutes');
    await round('purse');
    expect(await signalled()).toEqual(ids);
  });

  it('are not woken if a signal of theirs waits, and neither are others', async () => {
    const [first, ...others] = await overdue(3);
    await newOwner(db);
    await sql`insert into signal_outbox (purse_id, signal, payload) values (${first}, 'purseChanged', 'null')`.execute(
      db,
    );
    await round('purse');
    expect(await signalled()).toEqual([first, ...others]);
  });

  it('come in batches, each after the earlier ones were sent and took effect', async () => {
    const ids = await overdue(60);
    const stop = new AbortController();
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const waking = wakeWorkflows({ db, onError, idleMs: 60_000, paceMs: 5 }, stop.signal);
    const waiting = async () => (await sql`select from signal_outbox`.execute(db)).rows.length;
    await eventually('wake-ups wait', async () => (await waiting()) === 20);
    const woken: string[] = [];
    await eventually('all are woken', async () => {
      expect(await waiting()).toBeLessThanOrEqual(20);
      woken.push(...(await act()));
      return woken.length === 60;
    });
    stop.abort();
    await waking;
    expect(errors).toEqual([]);
    expect(woken.toSorted()).toEqual(ids);
  });

  it('have one pace, however many workers wake them', async () => {
    const claims = async () =>
      (await Promise.all(Array.from({ length: 10 }, () => claimWakeTurn(db, 60_000)))).filter(Boolean).length;
    expect(await claims()).toBe(1);
    expect(await claims()).toBe(0);
    await sql`update wake_turn set next_at = now()`.execute(db);
    expect(await claims()).toBe(1);
  });

  it('are not claimed by a worker that waited while another claimed them', async () => {
    const waiting = await db.transaction().execute(async trx => {
      await sql`select from wake_turn for update`.execute(trx);
      const claim = claimWakeTurn(db, 60_000);
      await eventually('the second waits for the row', async () => {
        const { rows } =
          await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
            db,
          );
        return rows.length > 0;
      });
      expect(await claimWakeTurn(trx, 60_000)).toBe(true);
      await sql`update wake_turn set next_at = clock_timestamp() + interval '1 minute'`.execute(trx);
      return { claim };
    });
    expect(await waiting.claim).toBe(false);
  });

  it('wait ten seconds while those woken last did nothing', async () => {
    const [first] = await overdue(20);
    await round('purse');
    expect(await claimWakeTurn(db, 0)).toBe(false);
    await signalled();
    expect(await claimWakeTurn(db, 0)).toBe(false);
    await sql`update purses set expires_at = now() + interval '1 day' where id = ${first}`.execute(db);
    expect(await claimWakeTurn(db, 0)).toBe(true);
    await sql`update purses set expires_at = now() - interval '2 hours' where id = ${first}`.execute(db);
    expect(await claimWakeTurn(db, 0)).toBe(false);
    await sql`update wakes set woken_at = woken_at - interval '11 seconds'`.execute(db);
    expect(await claimWakeTurn(db, 0)).toBe(true);
  });

  it('do not delay a deposit with a lost workflow, while thousands of purses are woken', async () => {
    await overdue(3000);
    const stop = new AbortController();
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const waking = wakeWorkflows({ db, onError, idleMs: 200, paceMs: 20 }, stop.signal);
    const woken: string[] = [];
    await eventually('the round through the purses is under way', async () => {
      woken.push(...(await act()));
      return woken.length > 20;
    });
    const { deposit, owner } = await finalDeposit(db, { approved: true });
    await sql`delete from signal_outbox where purse_id = ${owner.purseId}`.execute(db);
    await eventually('it is noted', async () => {
      woken.push(...(await act()));
      return (await sql`select from wakes where id = ${deposit.id}`.execute(db)).rows.length > 0;
    });
    await sql`update wakes set due_at = now() where id = ${deposit.id}`.execute(db);
    await eventually('it is told', async () => {
      woken.push(...(await act()));
      return woken.includes(owner.purseId);
    });
    stop.abort();
    await waking;
    expect(errors).toEqual([]);
    expect(woken.length).toBeLessThan(2000);
  });

  it('do not delay deposits by their number: the relay sends a deposit before 100,000 wake-ups, in milliseconds', async () => {
    await overdue(2000);
    await sql`insert into signal_outbox (purse_id, signal, payload, priority)
      select id, 'purseChanged', 'null', 1 from purses, generate_series(1, 50) where expires_at < now()`.execute(
      db,
    );
    await sql`analyze signal_outbox`.execute(db);
    const { deposit, owner } = await finalDeposit(db, { approved: true });
    const began = performance.now();
    const first: unknown[] = [];
    await relaySignals(db, 1, message => {
      first.push(message);
      return Promise.resolve();
    });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(first).toMatchObject([
      { purseId: owner.purseId, payload: { transactionIds: [deposit.id] } },
      { purseId: owner.purseId, payload: { transactionIds: [deposit.id] } },
    ]);
  });
});

describe('a deposit whose workflow is lost', () => {
  const signalsOf = async (purseId: string) =>
    (await sentSignals(db)).filter(signal => signal.purseId === purseId).map(({ payload }) => payload);

  it('is signalled again if it is approved and final and was not posted for minutes', async () => {
    const { deposit, owner } = await finalDeposit(db, { approved: true });
    await sentSignals(db);
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([]);
    await later('3 minutes');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([{ transactionIds: [deposit.id] }]);
    await settleDeposit(db, currencyOf, deposit.id);
    await later('1 day');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([]);
  });

  it('is signalled again if nobody judged it for ten minutes', async () => {
    const { deposit, owner } = await finalDeposit(db, { approved: false });
    await sentSignals(db);
    await round('deposit');
    await later('3 minutes');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([]);
    await sql`update transactions set created_at = now() - interval '11 minutes' where id = ${deposit.id}`.execute(
      db,
    );
    await round('deposit');
    await later('3 minutes');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([{ transactionIds: [deposit.id] }]);
  });

  it('is not signalled again while it waits for its block to be final', async () => {
    const { deposit, owner } = await finalDeposit(db, { approved: true });
    await sentSignals(db);
    await sql`update transactions set final_block_hash = null, created_at = now() - interval '1 day'
      where id = ${deposit.id}`.execute(db);
    await round('deposit');
    await later('1 day');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([]);
  });

  it('is signalled again if it was posted for a block that no longer has it', async () => {
    const { deposit, owner } = await finalDeposit(db, { approved: true });
    await settleDeposit(db, currencyOf, deposit.id);
    await sentSignals(db);
    await sql`update transactions set block_hash = null, block_number = null where id = ${deposit.id}`.execute(
      db,
    );
    await round('deposit');
    await later('3 minutes');
    await round('deposit');
    expect(await signalsOf(owner.purseId)).toEqual([{ transactionIds: [deposit.id] }]);
    await verdict(db, deposit.id, 'approve');
  });

  it('is found among a thousand that were signalled recently', async () => {
    await overdue(1200);
    await round('purse');
    const [last] = await overdue(1);
    while ((await sentSignals(db)).length > 0);
    await round('purse');
    expect(await signalled()).toEqual([last]);
  });
});

describe('an inactive purse that holds money', () => {
  /** Seeds declined purses with one held deposit each; returns their ids. */
  async function holding(purses: number): Promise<readonly string[]> {
    const ids = await overdue(purses);
    const { deposit } = await finalDeposit(db, { approved: true });
    await sentSignals(db);
    await sql`update purses set state = 'DECLINED', expires_at = null where id = any (${ids})`.execute(db);
    await sql`
      insert into transactions select (jsonb_populate_record(t, jsonb_build_object(
        'id', 'txn_' || md5(p.id), 'purse_id', p.id, 'account_id', p.account_id, 'customer_id', p.customer_id,
        'status', 'DECLINED', 'credited_to', 'held', 'credited_block_hash', t.block_hash, 'verdict', 'decline'))).*
      from transactions t, purses p where t.id = ${deposit.id} and p.id = any (${ids})
    `.execute(db);
    return ids;
  }
  const free = (ids: readonly string[], change = 'freed') =>
    sql`update transactions set ${sql.ref(change)} = true, credited_to = case when ${change} = 'freed' then 'merchant' else credited_to end
      where credited_to = 'held' and purse_id = any (${ids})`.execute(db);
  const wakeRound = async () => {
    await round('held');
    return signalled();
  };
  beforeEach(async () => {
    const { rows } = await sql<{
      id: string;
    }>`select distinct purse_id as id from transactions where credited_to = 'held'`.execute(db);
    await free(rows.map(({ id }) => id));
  });

  it('has its workflow woken once a day, whether it exists or was lost, until the money is freed', async () => {
    const ids = await holding(5);
    expect(await wakeRound()).toEqual([]);
    await later('23 hours');
    expect(await wakeRound()).toEqual([]);
    for (let day = 0; day < 3; day++) {
      await later('1 day');
      expect(await wakeRound()).toEqual(ids);
      await later('23 hours');
      expect(await wakeRound()).toEqual([]);
    }
    const [freed = '', dust = '', active = '', ...others] = ids;
    await free([freed]);
    await free([dust], 'quiet');
    await sql`update purses set state = 'ACTIVE', expires_at = now() + interval '1 day' where id = ${active}`.execute(
      db,
    );
    await later('1 day');
    expect(await wakeRound()).toEqual(others);
  });

  it('is left alone for a day of its own, whenever it was woken for its expiry or its deposit', async () => {
    const [id = ''] = await holding(1);
    await sql`update purses set state = 'ACTIVE', expires_at = now() - interval '2 hours' where id = ${id}`.execute(
      db,
    );
    await round('purse');
    await sql`update purses set state = 'ARCHIVED', archived_at = now() where id = ${id}`.execute(db);
    await round('held');
    expect(await signalled()).toEqual([id]);
    await later('1 day');
    expect(await wakeRound()).toEqual([id]);
    await sql`update transactions set freed = true where purse_id = ${id}`.execute(db);
    await round('deposit');
    await later('3 minutes');
    await round('deposit');
    expect(await signalled()).toContain(id);
  });

  it('delays no other wake-up, although it is overdue as long as it holds money', async () => {
    await holding(40);
    await round('held');
    await later('1 day');
    expect((await wakeRound()).length).toBe(40);
    expect(await claimWakeTurn(db, 0)).toBe(true);
  });

  it('is found among hundreds, two at a time, however much one of them holds', async () => {
    const ids = await holding(501);
    const [most] = ids;
    await sql`
      insert into transactions select (jsonb_populate_record(t, jsonb_build_object('id', 'txn_' || md5(n::text), 'ordinal', n))).*
      from transactions t, generate_series(1, 10000) n where t.purse_id = ${most} and t.credited_to = 'held'
    `.execute(db);
    await sql`analyze transactions`.execute(db);
    const reads = await db.transaction().execute(trx =>
      rowsRead(trx, 'transactions', async () => {
        expect(await wakeOverdue(trx, 'held')).toMatchObject({ id: `${String(ids[499])}/held` });
      }),
    );
    expect(reads).toBeLessThan(2000);
    await round('held');
    await later('1 day');
    const second = await wakeOverdue(db, 'held');
    await wakeOverdue(db, 'held', second);
    expect(await signalled()).toEqual(ids.slice(0, 4));
  });
});

it('wake-ups that were postponed because their workflows refuse them delay no others', async () => {
  await overdue(20);
  await round('purse');
  expect(await wakesWaiting(db, 20)).toBe(true);
  await sql`update signal_outbox set failures = 3, not_before = now() + interval '1 minute'`.execute(db);
  expect(await wakesWaiting(db, 20)).toBe(false);
});
