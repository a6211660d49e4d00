import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { continueReplay } from '../../../db/webhooks/continueReplay.ts';
import { disableEndpoint } from '../../../db/webhooks/disableEndpoint.ts';
import type { EndpointId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import { must } from '../../db/fixtures.ts';
import { newEndpoint, states } from '../../db/webhooks/webhookWorld.ts';
import { publishAll } from '../../publishAll.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ limits: { webhookEndpoints: 5 } });
});
afterAll(() => api.stop());

const body = { url: 'https://shop.example/hook' };

describe('an account’s endpoints', () => {
  it('are limited by the installation’s setting, however many are created at once', async () => {
    const { keys } = await newMerchant(api.db);
    const make = () => api.call('POST', '/v1/webhook-endpoints', { key: keys.admin, body });
    const answers = await Promise.all(Array.from({ length: 12 }, make));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(7);
    for (const { status, body: answer } of refused) {
      expect([status, answer.code]).toEqual([409, 'too_many_endpoints']);
    }
    // A deleted endpoint frees its place; a customer's notification URL takes none, and is not refused.
    const id = made[0]?.body.id ?? '';
    await api.call('DELETE', `/v1/webhook-endpoints/${id}`, { key: keys.admin, body: {} });
    const customer = { notificationUrl: 'https://customer.example/' };
    const created = await api.call('POST', '/v1/customers', { key: keys.admin, body: customer });
    expect(created.status).toBe(201);
    expect((await make()).status).toBe(201);
    expect((await make()).body.code).toBe('too_many_endpoints');
    const other = await newMerchant(api.db);
    expect((await api.call('POST', '/v1/webhook-endpoints', { key: other.keys.admin, body })).status).toBe(
      201,
    );
  });
});

describe('a replay', () => {
  /** An account with an endpoint and so many events, each delivered to it. */
  async function deliveredOf(count: number) {
    const { accountId, keys } = await newMerchant(api.db);
    const endpointId = await newEndpoint(api.db, accountId);
    await sql`insert into events (id, account_id, type, resource_type, resource_id, resource_version, data)
      select 'evt_' || ${accountId}::text || n, ${accountId}, 'CUSTOMER_UPDATED', 'customer', ${accountId}::text || n,
        1, '{}' from generate_series(1, ${count}::integer) n`.execute(api.db);
    await publishAll(api.db);
    await delivered(endpointId);
    const replay = (asked: object) =>
      api.call('POST', `/v1/webhook-endpoints/${endpointId}/replay`, { key: keys.admin, body: asked });
    return { endpointId, replay };
  }
  /** All pending deliveries of the endpoint arrive. */
  const delivered = (id: EndpointId) =>
    api.db
      .updateTable('deliveries')
      .set({ state: 'delivered' })
      .where('endpoint_id', '=', id)
      .where('state', '=', 'pending')
      .execute();
  async function countOf(id: EndpointId, state: string): Promise<number> {
    return (await states(api.db, id)).filter(each => each === state).length;
  }
  /** `publishAll` would continue it. */
  async function pending(id: EndpointId): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) from deliveries
      where endpoint_id = ${id} and state = 'pending'`.execute(api.db);
    return rows[0]?.count ?? Number.NaN;
  }

  it('of more than 500 events runs in steps, and only while fewer than 1,000 wait at the endpoint', async () => {
    const { endpointId, replay } = await deliveredOf(2300);
    expect((await replay({ all: true })).body).toEqual({ events: 2300 });
    expect(await pending(endpointId)).toBe(500);
    for (let step = 0; step < 5; step++) await continueReplay(api.db, '');
    expect(await pending(endpointId)).toBe(1000);
    expect(await continueReplay(api.db, '')).toBeUndefined();

    await delivered(endpointId);
    expect(await continueReplay(api.db, '')).toEqual({ endpointId });
    await delivered(endpointId);
    while ((await continueReplay(api.db, '')) !== undefined) continue;
    expect(await pending(endpointId)).toBe(800);
    // Each delivery began once.
    const { rows } = await sql`select from replays`.execute(api.db);
    expect(rows).toEqual([]);
  });

  it('does not begin again while it runs: twenty simultaneous requests send everything once', async () => {
    const { endpointId, replay } = await deliveredOf(700);
    const answers = await Promise.all(Array.from({ length: 20 }, () => replay({ all: true })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ body: { code } }) => code === 'replay_running')).toHaveLength(19);
    expect(await pending(endpointId)).toBe(500);
    await delivered(endpointId);
    await publishAll(api.db);
    expect(await pending(endpointId)).toBe(200);
    expect((await replay({ all: true })).status).toBe(202);
  });

  it('of waiting or failed events runs in steps too, and looks at no delivery twice', async () => {
    const { endpointId, replay } = await deliveredOf(1200);
    await sql`update deliveries set state = case when event_id like '%0' then 'waiting' else 'failed' end
      where endpoint_id = ${endpointId}`.execute(api.db);
    expect((await replay({})).body).toEqual({ events: 1200 });
    expect(await pending(endpointId)).toBe(500);
    await publishAll(api.db);
    expect(await pending(endpointId)).toBe(1000);
    await delivered(endpointId);
    expect(await countOf(endpointId, 'pending')).toBe(200);
    expect((await replay({ types: ['CUSTOMER_CREATED'] })).body).toEqual({ events: 0 });
  });

  it('ends if its endpoint is disabled: the rest waits for another request', async () => {
    const { endpointId, replay } = await deliveredOf(700);
    await replay({ all: true });
    await disableEndpoint(api.db, must(parseId('whe', endpointId)), 'it answered 410 Gone');
    await publishAll(api.db);
    expect(await pending(endpointId)).toBe(0);
    // The 500 of the first step wait, and the notice of it.
    expect((await replay({})).body).toEqual({ events: 501 });
  });

  it('sends opt-in events only to an endpoint or a request that names them', async () => {
    const { endpointId, replay } = await deliveredOf(3);
    await sql`update events set by_name = true, type = 'UNSUPPORTED_DEPOSIT_DETECTED'
      where id = (select min(event_id) from deliveries where endpoint_id = ${endpointId})`.execute(api.db);
    expect((await replay({ all: true })).body).toEqual({ events: 2 });
    const named = { all: true, types: ['UNSUPPORTED_DEPOSIT_DETECTED'] };
    expect((await replay(named)).body).toEqual({ events: 1 });
  });
});

describe('events that are not published yet', () => {
  it.each([
    ['other types', (path: string) => ['POST', path, { types: ['CUSTOMER_BLOCKED'] }] as const],
    ['its end', (path: string) => ['DELETE', path, {}] as const],
  ])('are owed to an endpoint as it was before %s, however many they are', async (_what, change) => {
    const { accountId, keys } = await newMerchant(api.db);
    const endpointId = await newEndpoint(api.db, accountId);
    // More than one publishing step takes.
    await sql`insert into events (id, account_id, type, resource_type, resource_id, resource_version, data)
      select 'evt_' || ${accountId}::text || n, ${accountId}, 'CUSTOMER_UPDATED', 'customer', ${accountId}::text || n,
        1, '{}' from generate_series(1, 900) n`.execute(api.db);
    const [method, path, body] = change(`/v1/webhook-endpoints/${endpointId}`);
    expect((await api.call(method, path, { key: keys.admin, body })).status).toBe(200);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from deliveries where endpoint_id = ${endpointId}`.execute(api.db);
    expect(rows).toEqual([{ count: 900 }]);
  });
});
