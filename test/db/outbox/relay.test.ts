import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { connect } from '../../../db/connect.ts';
import { claimSignals } from '../../../db/outbox/claimSignals.ts';
import { enqueueSignals } from '../../../db/outbox/enqueueSignals.ts';
import { relaySignals } from '../../../db/outbox/relaySignals.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { hit, newOwner, sentSignals, TestScan } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const signals = () => sentSignals(db);

describe('the relay of signals', () => {
  it('keeps unacknowledged signals, and sends them again', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine([hit(owner)]);
    const down = await relaySignals(db, 10, () => Promise.reject(new Error('Temporal is down')));
    expect(down.sent).toBe(0);
    expect(await signals()).toEqual([]);
    await db.updateTable('signal_outbox').set({ not_before: new Date() }).execute();
    expect((await signals()).map(signal => signal.purseId)).toEqual([owner.purseId]);
    expect(await signals()).toEqual([]);
  });

  it('is not delayed by one purse whose signals fail', async () => {
    const [poison, owner] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine([hit(poison)]);
    await scan.mine([hit(owner)]);
    const signalled: string[] = [];
    await relaySignals(db, 10, signal => {
      const purseId = 'purseId' in signal ? signal.purseId : '';
      if (purseId === poison.purseId) return Promise.reject(new Error('too many signals'));
      signalled.push(purseId);
      return Promise.resolve();
    });
    expect(signalled).toEqual([owner.purseId]);
    await db.updateTable('signal_outbox').set({ not_before: new Date() }).execute();
    expect((await signals()).map(signal => signal.purseId)).toEqual([poison.purseId]);
  });

  it('skips a workflow that another relay is signalling, including its later signals, and no other workflow', async () => {
    const [held, free] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signals();
    for (let block = 0; block < 3; block++) await scan.mine([hit(held)]);
    const firstHasOne = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const byFirst: number[] = [];
    const first = relaySignals(db, 1, async ({ id }) => {
      byFirst.push(id);
      firstHasOne.resolve();
      await release.promise;
    });
    await firstHasOne.promise;
    await scan.mine([hit(held), hit(free)]);
    expect((await signals()).map(signal => signal.purseId)).toEqual([free.purseId]);
    release.resolve();
    expect((await first).sent).toBe(3);
    const [last, ...more] = await signals();
    expect(more).toEqual([]);
    expect(byFirst.toSorted((a, b) => a - b)).toEqual(byFirst);
    expect(last?.purseId).toBe(held.purseId);
    expect(last?.id).toBeGreaterThan(byFirst[2] ?? Infinity);
  });

  it('skips a workflow whose wake-up is being sent, for a deposit, and one with a locked signal', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    await sql`insert into signal_outbox (purse_id, signal, payload, priority)
      values (${owner.purseId}, 'purseChanged', 'null', 1)`.execute(db);
    const other = await newOwner(db);
    const meanwhile: unknown[] = [];
    await relaySignals(db, 1, async () => {
      await scan.mine([hit(owner)]);
      await scan.mine([hit(other)]);
      await relaySignals(db, 1, message => {
        meanwhile.push('purseId' in message && message.purseId);
        return Promise.resolve();
      });
    });
    expect(meanwhile).toEqual([other.purseId]);
    await scan.mine([hit(owner)]);
    await db.transaction().execute(async trx => {
      await sql`select from signal_outbox where id = (select min(id) from signal_outbox) for update`.execute(
        trx,
      );
      expect(await signals()).toEqual([]);
    });
    expect(await signals()).toHaveLength(2);
  });

  it('skips workflows that are being signalled right now, and still takes as many as it may', async () => {
    const owners = await Promise.all(Array.from({ length: 12 }, () => newOwner(db)));
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine(owners.map(owner => hit(owner)));
    const { rows } = await sql<{ id: number }>`select id from signal_outbox order by id`.execute(db);
    const nth = (...places: readonly number[]) => places.map(place => rows[place]?.id ?? 0);
    const claimed = await db.transaction().execute(async trx => {
      // Like anybody who adds a signal to the waiting ones.
      const held = nth(0, 1, 2, 4, 5);
      await sql`select from signal_outbox where id = any (${held}) for key share`.execute(trx);
      return claimSignals(db, 4, 60);
    });
    expect(claimed.workflows.flat().map(({ id }) => id)).toEqual(nth(3, 6, 7, 8));
    await sql`update signal_outbox set leased_until = null, leased_by = null`.execute(db);
    expect(await signals()).toHaveLength(12);
  });

  it('has no open transaction while it sends: a database that ends idle ones rolls nothing back', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    for (let block = 0; block < 3; block++) await scan.mine([hit(owner)]);
    const impatient = connect(database.url, { max: 4, idleInTransactionMs: 100 });
    let open: unknown;
    try {
      const batch = await relaySignals(impatient, 10, async () => {
        await setTimeout(150);
        ({ rows: open } = await sql`select pid from pg_stat_activity
          where datname = current_database() and backend_type = 'client backend'
            and pid <> pg_backend_pid() and xact_start is not null`.execute(db));
      });
      expect(batch).toEqual({ claimed: 3, sent: 3, failure: undefined });
    } finally {
      await impatient.destroy();
    }
    expect(open).toEqual([]);
    expect(await signals()).toEqual([]);
  });

  it('sends the signals of a relay that froze, and then lets that one remove nothing', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine([hit(owner)]);
    await scan.mine([hit(owner)]);
    const took = Promise.withResolvers<void>();
    const thaw = Promise.withResolvers<void>();
    const frozen = relaySignals(db, 10, async () => {
      took.resolve();
      await thaw.promise;
    });
    await took.promise;
    expect(await signals()).toEqual([]);
    await db.updateTable('signal_outbox').set({ leased_until: new Date() }).execute();
    // The other fails, so that its signals still exist when the frozen one is acknowledged.
    const other = await relaySignals(db, 10, () => Promise.reject(new Error('Temporal is away')));
    expect(other.sent).toBe(0);
    thaw.resolve();
    await frozen;
    await db.updateTable('signal_outbox').set({ not_before: new Date() }).execute();
    expect(await signals()).toHaveLength(2);
  });

  it('sends deposits before wake-ups, also to a workflow with a waiting wake-up', async () => {
    const [asleep, other] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signals();
    await sql`insert into signal_outbox (purse_id, signal, payload, priority)
      select ${other.purseId}, 'purseChanged', 'null', 1 from generate_series(1, 500)`.execute(db);
    await sql`insert into signal_outbox (purse_id, signal, payload, priority)
      values (${asleep.purseId}, 'purseChanged', 'null', 1)`.execute(db);
    await scan.mine([hit(asleep)]);
    const signalled: string[] = [];
    await relaySignals(db, 1, message => {
      signalled.push(`${message.signal} ${'purseId' in message ? message.purseId : ''}`);
      return Promise.resolve();
    });
    expect(signalled).toEqual([`purseChanged ${asleep.purseId}`, `depositsChanged ${asleep.purseId}`]);
    while ((await signals()).length > 0);
  });

  it('waits longer each time for a workflow that fails alone, but not if all others fail too', async () => {
    const [poison, owner] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signals();
    const outcome = async (ok: boolean) => {
      await scan.mine([hit(owner)]);
      await db
        .updateTable('signal_outbox')
        .set({ not_before: sql<Date>`now()` })
        .execute();
      await relaySignals(db, 10, message =>
        ok && 'purseId' in message && message.purseId === owner.purseId
          ? Promise.resolve()
          : Promise.reject(new Error('RESOURCE_EXHAUSTED')),
      );
      const { rows } = await sql<{ failures: number; pause: number }>`select failures,
        extract(epoch from not_before - now())::float8 as pause
        from signal_outbox where purse_id = ${poison.purseId}`.execute(db);
      return rows[0];
    };
    await scan.mine([hit(poison)]);
    expect((await outcome(false))?.failures).toBe(0);
    const pauses = [];
    for (let time = 1; time <= 3; time++) {
      const after = await outcome(true);
      expect(after?.failures).toBe(time);
      pauses.push(after?.pause ?? 0);
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    await db.deleteFrom('signal_outbox').execute();
  });

  it('keeps the order within each workflow, and one send at a time, whoever sends and whatever fails', async () => {
    const owners = await Promise.all(Array.from({ length: 5 }, () => newOwner(db)));
    const scan = await TestScan.start(db);
    await signals();
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    const sending = new Set<string>();
    const acknowledged = new Map<string, number[]>();
    let writing = true;
    const relay = async (): Promise<void> => {
      for (;;) {
        const done = !writing;
        const { sent } = await relaySignals(db, 1 + Math.floor(random() * 3), async message => {
          const purseId = 'purseId' in message ? message.purseId : '';
          expect(sending.has(purseId), `seed ${String(seed)}: two at once`).toBe(false);
          sending.add(purseId);
          await setTimeout(random() * 5);
          sending.delete(purseId);
          if (random() < 0.1) throw new Error('lost');
          const ids = acknowledged.get(purseId) ?? [];
          acknowledged.set(purseId, [...ids, message.id]);
        });
        // Rows of another relay are left alone: two such updates over all rows would deadlock.
        await sql`update signal_outbox set not_before = now()
          where id = any (array(select id from signal_outbox for update skip locked))`.execute(db);
        const left = await db.selectFrom('signal_outbox').select('id').executeTakeFirst();
        if (done && sent === 0 && !left) return;
      }
    };
    const write = async (): Promise<void> => {
      for (let block = 0; block < 40; block++)
        await scan.mine(owners.filter(() => random() < 0.5).map(o => hit(o)));
      writing = false;
    };
    await Promise.all([write(), relay(), relay(), relay(), relay()]);
    for (const ids of acknowledged.values()) {
      expect(ids, `seed ${String(seed)}`).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    }
    expect([...acknowledged.values()].flat().length).toBeGreaterThan(50);
  });
});

describe('a signal that only says "look"', () => {
  const waiting = async (owner: Owner) => {
    const rows = await db
      .selectFrom('signal_outbox')
      .select('id')
      .where('purse_id', '=', owner.purseId)
      .execute();
    return rows.length;
  };
  const change = (trx: Db, { purseId }: Owner) =>
    enqueueSignals(trx, [{ purseId, signal: 'purseChanged', payload: null }]);

  it('is not added if one waits, also if that is postponed', async () => {
    const owner = await newOwner(db);
    await signals();
    await change(db, owner);
    await relaySignals(db, 10, () => Promise.reject(new Error('Temporal is away')));
    await change(db, owner);
    expect(await waiting(owner)).toBe(1);
    await db.deleteFrom('signal_outbox').execute();
  });

  it('is added if one is being sent, or if only a wake-up waits', async () => {
    const owner = await newOwner(db);
    await signals();
    await change(db, owner);
    await relaySignals(db, 10, () => change(db, owner));
    expect(await waiting(owner)).toBe(1);
    await db.updateTable('signal_outbox').set({ priority: 1 }).execute();
    await change(db, owner);
    expect(await waiting(owner)).toBe(2);
    await db.deleteFrom('signal_outbox').execute();
  });

  it('is not sent between the writing of a fact that relies on it and its commit', async () => {
    const owner = await newOwner(db);
    await signals();
    await change(db, owner);
    await db.transaction().execute(async trx => {
      await change(trx, owner);
      expect(await signals()).toEqual([]);
    });
    expect(await signals()).toHaveLength(1);
  });

  it('is added by a writer that cannot lock the waiting one, without waiting', async () => {
    const owner = await newOwner(db);
    await signals();
    await change(db, owner);
    await db.transaction().execute(async trx => {
      await sql`select from signal_outbox where purse_id = ${owner.purseId} for update`.execute(trx);
      await change(db, owner);
    });
    expect(await waiting(owner)).toBe(2);
    await db.deleteFrom('signal_outbox').execute();
  });
});

/** A generator of numbers below 1 (mulberry32), so that the same seed repeats the run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
