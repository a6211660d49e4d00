import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatchWebhooks } from '../../../activities/webhooks/dispatchWebhooks.ts';
import { Publisher } from '../../../activities/webhooks/publishTurn.ts';
import type { Db } from '../../../db/connect.ts';
import { connect } from '../../../db/connect.ts';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { endEvents } from '../../../db/retention/endEvents.ts';
import { redeliverEvent } from '../../../db/webhooks/redeliverEvent.ts';
import { replayStep } from '../../../db/webhooks/replayStep.ts';
import type { AccountId, EndpointId, EventId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { newAccount, newEndpoint } from '../../db/webhooks/webhookWorld.ts';
import { publishAll } from '../../publishAll.ts';
import { testSecrets } from '../../secrets.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.drop());

let errors: string[];
let publisher: Publisher;
const nowhere = { account: '', replay: '' };
beforeEach(() => {
  errors = [];
  publisher = new Publisher(db, error => errors.push(error instanceof Error ? error.message : String(error)));
});

async function record(accountId: AccountId): Promise<EventId> {
  const id = newId('evt');
  const resource = { type: 'customer', id: newId('cus'), version: 1 } as const;
  await appendEvents(db, [{ id, accountId, resource, type: 'CUSTOMER_UPDATED', customerId: null, data: {} }]);
  return id;
}

async function owedTo(endpointId: EndpointId): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('event_id')
    .where('endpoint_id', '=', endpointId)
    .execute();
  return rows.map(row => row.event_id);
}

/** Locks rows while `work` runs. */
async function holding<T>(rows: ReturnType<typeof sql>, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async trx => {
    await rows.execute(trx);
    return work();
  });
}

describe('events of one account that cannot be published', () => {
  it('do not delay other accounts, are reported, and are published once that is possible', async () => {
    const accounts = [await newAccount(db), await newAccount(db), await newAccount(db)];
    const shops = await Promise.all(
      accounts.map(async accountId => {
        const endpointId = await newEndpoint(db, accountId);
        return { accountId, endpointId, eventId: await record(accountId) };
      }),
    );
    const [first, stuck, last] = shops;
    if (!first || !stuck || !last) throw new Error('three shops were made');
    await holding(sql`select from webhook_endpoints where id = ${stuck.endpointId} for update`, async () => {
      await publisher.takeTurn(nowhere);
      expect(await owedTo(first.endpointId)).toEqual([first.eventId]);
      expect(await owedTo(last.endpointId)).toEqual([last.eventId]);
      expect(errors).toEqual([expect.stringContaining(stuck.accountId)]);

      // It rests: nobody waits for it, and it is not reported again.
      const next = await record(last.accountId);
      await publisher.takeTurn(nowhere);
      expect(await owedTo(last.endpointId)).toContain(next);
      expect(errors).toHaveLength(1);
    });
    await new Publisher(db, () => undefined).takeTurn(nowhere);
    expect(await owedTo(stuck.endpointId)).toEqual([stuck.eventId]);
  });

  it('delay no replay of another account, and neither does such a replay delay them', async () => {
    const replaying = async () => {
      const accountId = await newAccount(db);
      const endpointId = await newEndpoint(db, accountId);
      const eventId = await record(accountId);
      await publishAll(db);
      await sql`update deliveries set state = 'delivered' where endpoint_id = ${endpointId}`.execute(db);
      return { accountId, endpointId, eventId };
    };
    const shops = [await replaying(), await replaying()].toSorted((a, b) =>
      a.endpointId < b.endpointId ? -1 : 1,
    );
    for (const { accountId, endpointId } of shops) {
      await sql`insert into replays (endpoint_id, account_id, after_sequence, up_to)
        values (${endpointId}, ${accountId}, 0, 1)`.execute(db);
    }
    const [stuck, well] = shops;
    if (!stuck || !well) throw new Error('two shops were made');
    const stateAt = async ({ endpointId }: { readonly endpointId: EndpointId }) =>
      (
        await sql<{ state: string }>`select state from deliveries where endpoint_id = ${endpointId}`.execute(
          db,
        )
      ).rows[0]?.state;
    await holding(
      sql`select from deliveries where endpoint_id = ${stuck.endpointId} for update`,
      async () => {
        const { place } = await publisher.takeTurn(nowhere);
        expect(errors).toEqual([expect.stringContaining(stuck.endpointId)]);
        await publisher.takeTurn(place);
        expect(await stateAt(well)).toBe('pending');
        expect(errors).toHaveLength(1);
      },
    );
    await new Publisher(db, () => undefined).takeTurn(nowhere);
    expect(await stateAt(stuck)).toBe('pending');
  });
});

describe('old events that end', () => {
  async function old(): Promise<{ accountId: AccountId; endpointId: EndpointId; eventId: EventId }> {
    const accountId = await newAccount(db);
    const endpointId = await newEndpoint(db, accountId);
    const eventId = await record(accountId);
    await publishAll(db);
    await sql`update deliveries set state = 'delivered' where endpoint_id = ${endpointId}`.execute(db);
    await sql`update events set created_at = now() - interval '9 days' where id = ${eventId}`.execute(db);
    return { accountId, endpointId, eventId };
  }

  it('and events that are sent again at the same time never deadlock', async () => {
    const { accountId, endpointId, eventId } = await old();
    const ending = Promise.withResolvers<number>();
    await db.transaction().execute(async trx => {
      // A redelivery begins so: with the counter.
      await sql`select from account_counters where account_id = ${accountId} for no key update`.execute(trx);
      void endEvents(db, 1, 10).then(ending.resolve, ending.reject);
      await Promise.race([ending.promise, new Promise(resolve => setTimeout(resolve, 300))]);
      expect(await redeliverEvent(trx, accountId, eventId, endpointId)).toBe(1);
    });
    await ending.promise;
    expect(await owedTo(endpointId)).toEqual([eventId]);
  });

  it('are left out of a replay that meets them', async () => {
    const { accountId, endpointId, eventId } = await old();
    const recorded = await record(accountId);
    await publishAll(db);
    await sql`insert into replays (endpoint_id, account_id, after_sequence, up_to)
      values (${endpointId}, ${accountId}, 0, 2)`.execute(db);
    const begun = Promise.withResolvers<undefined>();
    const ended = Promise.withResolvers<undefined>();
    const ending = db.transaction().execute(async trx => {
      await sql`select from events where id = ${eventId} for update`.execute(trx);
      await sql`delete from deliveries where event_id = ${eventId}`.execute(trx);
      await sql`delete from events where id = ${eventId}`.execute(trx);
      begun.resolve(undefined);
      await ended.promise;
    });
    await begun.promise;
    const replaying = db.transaction().execute(trx => replayStep(trx, endpointId));
    await new Promise(resolve => setTimeout(resolve, 300));
    ended.resolve(undefined);
    await ending;
    await replaying;
    expect(await owedTo(endpointId)).toEqual([recorded]);
  });
});

it('due deliveries are sent although nothing can be published now', async () => {
  const accountId = await newAccount(db);
  const endpointId = await newEndpoint(db, accountId);
  const eventId = await record(accountId);
  await publishAll(db);
  await sql`insert into replays (endpoint_id, account_id, after_sequence, up_to)
    values (${endpointId}, ${accountId}, 1, 1)`.execute(db);
  const sent = Promise.withResolvers<string>();
  const impatient = connect(database.url, { max: 4, longestStatementMs: 1500 });
  const stop = new AbortController();
  await holding(sql`lock table replays in access exclusive mode`, async () => {
    const dispatching = dispatchWebhooks(
      {
        db: impatient,
        secrets: testSecrets,
        sendWebhook: ({ envelope }) => {
          if (envelope.id === eventId) sent.resolve(envelope.id);
          const answered = {
            delivered: true,
            gone: false,
            status: 200,
            address: null,
            latencyMs: 1,
            answer: '',
          };
          return Promise.resolve({ ...answered, errorClass: null, retryAfterMs: 0 });
        },
        startRetry: () => Promise.resolve(),
        onError: error => errors.push(String(error)),
        idleMs: 20,
      },
      stop.signal,
    );
    expect(await sent.promise).toBe(eventId);
    stop.abort();
    await dispatching;
  });
  await impatient.destroy();
  expect(errors.length).toBeGreaterThan(0);
});
