import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { connect } from '../../../db/connect.ts';
import { accountsBehind } from '../../../db/events/accountsBehind.ts';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { catchUpEvents } from '../../../db/events/catchUpEvents.ts';
import { listEvents } from '../../../db/events/listEvents.ts';
import { publishEvents, publishWithin } from '../../../db/events/publishEvents.ts';
import { loadDelivery } from '../../../db/webhooks/loadDelivery.ts';
import { redeliverEvent } from '../../../db/webhooks/redeliverEvent.ts';
import { retireEndpoint } from '../../../db/webhooks/retireEndpoint.ts';
import { setNotificationUrl } from '../../../db/webhooks/setNotificationUrl.ts';
import type { EventType } from '../../../domain/events.ts';
import type { AccountId, EndpointId, EventId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { publishAll } from '../../publishAll.ts';
import { testSecrets } from '../../secrets.ts';
import { depositOf, hit, newOwner, TestScan } from '../fixtures.ts';
import { newAccount, newEndpoint } from '../webhooks/webhookWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.drop());

/** An event of an account, recorded in a transaction. */
async function record(
  trx: Db,
  accountId: AccountId,
  more: { readonly type?: EventType; readonly byName?: boolean } = {},
): Promise<EventId> {
  const id = newId('evt');
  const resource = { type: 'customer', id: newId('cus'), version: 1 } as const;
  const event = { type: 'CUSTOMER_UPDATED', customerId: null, data: {}, ...more } as const;
  await appendEvents(trx, [{ id, accountId, resource, ...event }]);
  return id;
}
const recordMany = (accountId: AccountId, count: number) =>
  sql`insert into events (id, account_id, type, resource_type, resource_id, resource_version, data)
    select 'evt_' || ${accountId}::text || n, ${accountId}, 'CUSTOMER_UPDATED', 'customer', ${accountId}::text || n, 1, '{}'
    from generate_series(1, ${count}::integer) n`.execute(db);

/** The account's events by their numbers. */
async function numbered(accountId: AccountId): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom('events')
    .select(['id', 'sequence'])
    .where('account_id', '=', accountId)
    .where('sequence', 'is not', null)
    .orderBy('sequence')
    .execute();
  expect(rows.map(row => row.sequence)).toEqual(rows.map((_, nth) => nth + 1));
  return rows.map(row => row.id);
}
async function owedTo(endpointId: EndpointId): Promise<readonly (readonly [EventId, string])[]> {
  await publishAll(db);
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.event_id', 'd.state'])
    .where('d.endpoint_id', '=', endpointId)
    .orderBy('e.sequence')
    .execute();
  return rows.map(row => [row.event_id, row.state]);
}
/** Locks an account's counter while `work` runs. */
async function holding<T>(accountId: AccountId, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async trx => {
    await sql`select from account_counters where account_id = ${accountId} for update`.execute(trx);
    return work();
  });
}

describe('recording an event', () => {
  it('never waits for the lock of its account’s counter, also in the scanner’s transaction', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await holding(owner.accountId, async () => {
      await scan.mine([transfer]);
      expect(await depositOf(db, transfer)).toMatchObject({ status: 'PENDING_COMPLIANCE_CHECK' });
    });
    await publishAll(db);
    expect(await numbered(owner.accountId)).toHaveLength(1);
  });

  it('makes no deliveries: they are made in steps, however many endpoints there are', async () => {
    const accountId = await newAccount(db);
    await sql`insert into webhook_endpoints (id, account_id, url, secret)
      select 'whe_' || ${accountId}::text || n, ${accountId}, 'https://shop.example/', 'whsec_'
      from generate_series(1, 200) n`.execute(db);
    await db.transaction().execute(async trx => {
      for (let nth = 0; nth < 40; nth++) await record(trx, accountId);
    });
    const made = async () => {
      const rows = db.selectFrom('deliveries').select('event_id').where('account_id', '=', accountId);
      return (await rows.execute()).length;
    };
    expect(await made()).toBe(0);
    let before = 0;
    for (let steps = 1; (await accountsBehind(db, '', 100)).accounts.includes(accountId); steps++) {
      await publishEvents(db, [accountId]);
      expect((await made()) - before).toBeLessThanOrEqual(500);
      before = await made();
      expect(steps).toBeLessThan(40);
    }
    expect(before).toBe(8000);
  });
});

describe('numbers', () => {
  it('follow the commits and have no gap, whoever writes, publishes and fails at the same time', async () => {
    const accountId = await newAccount(db);
    const ownIds: EventId[][] = [];
    const written = new AbortController();
    const writer = async (nth: number) => {
      const own: EventId[] = [];
      ownIds[nth] = own;
      for (let count = 0; count < 30; count++) {
        await db.transaction().execute(async trx => own.push(await record(trx, accountId)));
        const undone = db.transaction().execute(async trx => {
          await record(trx, accountId);
          throw new Error('taken back');
        });
        await expect(undone).rejects.toThrow('taken back');
      }
    };
    const publisher = async () => {
      while (!written.signal.aborted) {
        await publishEvents(db, [accountId]);
        const died = db.transaction().execute(async trx => {
          await publishWithin(trx, accountId);
          throw new Error('died');
        });
        await expect(died).rejects.toThrow('died');
      }
    };
    const reader = async () => {
      // A reader who has seen a number has seen all lower ones.
      while (!written.signal.aborted) await numbered(accountId);
    };
    const others = [publisher(), publisher(), reader()];
    await Promise.all([0, 1, 2, 3, 4].map(writer));
    written.abort();
    await Promise.all(others);
    await publishAll(db);

    const order = await numbered(accountId);
    expect(order.toSorted()).toEqual(ownIds.flat().toSorted());
    for (const own of ownIds) expect(order.filter(id => own.includes(id))).toEqual(own);
  });

  it('are assigned in steps to each account in turn: a flood of one account does not delay another', async () => {
    const flooding = await newAccount(db);
    const other = await newAccount(db);
    await recordMany(flooding, 2000);
    const id = await record(db, other);
    await publishEvents(db, (await accountsBehind(db, '', 100)).accounts);
    expect(await numbered(other)).toEqual([id]);
    expect((await numbered(flooding)).length).toBeLessThan(500);
    await publishAll(db);
    expect(await numbered(flooding)).toHaveLength(2000);
  });

  it('of an account whose counter is locked wait, and those of others do not', async () => {
    const [held, other] = [await newAccount(db), await newAccount(db)];
    await record(db, held);
    const id = await record(db, other);
    await holding(held, () => publishEvents(db, [held, other]));
    expect(await numbered(held)).toEqual([]);
    expect(await numbered(other)).toEqual([id]);
  });
});

describe('a reader by number', () => {
  const page = { limit: 100 };

  it('sees its own writes, also while another process publishes', async () => {
    const accountId = await newAccount(db);
    const mine = await record(db, accountId);
    const read = await holding(accountId, async () => {
      const reading = listEvents(db, accountId, { afterSequence: 0 }, page);
      // It waits for the other process, which ends before the wait does.
      await eventuallyBlocked();
      return { reading };
    });
    expect((await read.reading).rows).toMatchObject([{ id: mine, sequence: 1 }]);
  });

  it('gets the events published before if the counter is locked, and no event without a number', async () => {
    const accountId = await newAccount(db);
    const published = await record(db, accountId);
    await publishAll(db);
    await record(db, accountId);
    const { rows } = await holding(accountId, () => listEvents(db, accountId, {}, page));
    expect(rows.map(row => row.id)).toEqual([published]);
    await catchUpEvents(db, accountId);
    expect(await numbered(accountId)).toHaveLength(2);
  });

  it('waits only for its own account, with one connection for all readers of it', async () => {
    const few = connect(database.url, { max: 2 });
    const busy = await newAccount(db);
    const calm = await newAccount(db);
    const before = await record(db, busy);
    const own = await record(db, calm);
    const ended: string[] = [];
    await holding(busy, async () => {
      const readers = Array.from({ length: 20 }, async () => {
        await listEvents(few, busy, {}, page);
        ended.push('busy');
      });
      await eventuallyBlocked();
      const { rows } = await listEvents(few, calm, {}, page);
      ended.push('calm');
      expect(rows.map(row => row.id)).toEqual([own]);
      await Promise.all(readers);
    });
    expect(ended[0]).toBe('calm');
    expect((await listEvents(few, busy, {}, page)).rows.map(row => row.id)).toEqual([before]);
    await few.destroy();
  });

  it('sees its own write, although another reader began before', async () => {
    const accountId = await newAccount(db);
    await record(db, accountId);
    const first = listEvents(db, accountId, {}, page);
    const second = await record(db, accountId);
    const { rows } = await listEvents(db, accountId, {}, page);
    expect(rows.map(row => row.id)).toContain(second);
    await first;
  });

  it('gets no event without a number, although it asked for that event', async () => {
    const accountId = await newAccount(db);
    const endpointId = await newEndpoint(db, accountId);
    const eventId = await record(db, accountId);
    await redeliverEvent(db, accountId, eventId, endpointId);
    expect(await loadDelivery(db, testSecrets, { eventId, endpointId })).toBeUndefined();
    await publishAll(db);
    expect(await loadDelivery(db, testSecrets, { eventId, endpointId })).toMatchObject({
      envelope: { sequence: 1 },
    });
  });

  async function eventuallyBlocked(): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ waits: boolean }>`select exists (select from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%account_counters%' and datname = current_database()) as waits
      `.execute(db);
      if (rows[0]?.waits === true) return;
    }
  }
});

describe('an event goes to the endpoints', () => {
  it('that existed when it was recorded, however late it is published', async () => {
    const accountId = await newAccount(db);
    const there = await newEndpoint(db, accountId);
    const first = await record(db, accountId);
    const later = await newEndpoint(db, accountId);
    const second = await record(db, accountId);
    expect(await owedTo(there)).toEqual([
      [first, 'pending'],
      [second, 'pending'],
    ]);
    expect(await owedTo(later)).toEqual([[second, 'pending']]);
  });

  it('that were created before it was recorded, although its transaction began earlier', async () => {
    const accountId = await newAccount(db);
    const { id, endpoint } = await db.transaction().execute(async trx => {
      await sql`select now()`.execute(trx);
      const made = await newEndpoint(db, accountId);
      return { id: await record(trx, accountId), endpoint: made };
    });
    expect(await owedTo(endpoint)).toEqual([[id, 'pending']]);
  });

  it('and to none deleted meanwhile; for a disabled one it waits', async () => {
    const accountId = await newAccount(db);
    const retired = await newEndpoint(db, accountId);
    const disabled = await newEndpoint(db, accountId);
    const id = await record(db, accountId);
    await retireEndpoint(db, retired);
    await db.updateTable('webhook_endpoints').set({ enabled: false }).where('id', '=', disabled).execute();
    expect(await owedTo(retired)).toEqual([]);
    expect(await owedTo(disabled)).toEqual([[id, 'waiting']]);
  });

  it('of its customer: not to a URL that was cleared when it was recorded and is set again', async () => {
    const { accountId, customerId } = await newOwner(db);
    const recordOne = async () => {
      const id = newId('evt');
      const resource = { type: 'customer', id: newId('cus'), version: 1 } as const;
      await appendEvents(db, [{ id, accountId, type: 'CUSTOMER_UPDATED', resource, customerId, data: {} }]);
      return id;
    };
    const set = (url: string | null) => setNotificationUrl(db, accountId, customerId, url);
    await set('https://one.example/');
    const first = await recordOne();
    // Another URL is the same endpoint.
    await set('https://two.example/');
    const { id: endpointId } = await db
      .selectFrom('webhook_endpoints')
      .select('id')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    expect(await owedTo(endpointId)).toEqual([[first, 'pending']]);
    await set(null);
    await recordOne();
    await set('https://one.example/');
    const last = await recordOne();
    expect(await owedTo(endpointId)).toEqual([
      [first, 'failed'],
      [last, 'pending'],
    ]);
  });

  it('that name its type, if it is an opt-in type', async () => {
    const accountId = await newAccount(db);
    const all = await newEndpoint(db, accountId);
    const naming = await newEndpoint(db, accountId);
    const type = 'UNSUPPORTED_DEPOSIT_DETECTED';
    await db
      .updateTable('webhook_endpoints')
      .set({ types: [type] })
      .where('id', '=', naming)
      .execute();
    const quiet = await record(db, accountId, { type, byName: true });
    const loud = await record(db, accountId, { type });
    expect(await owedTo(all)).toEqual([[loud, 'pending']]);
    expect(await owedTo(naming)).toEqual([
      [quiet, 'pending'],
      [loud, 'pending'],
    ]);
  });
});
