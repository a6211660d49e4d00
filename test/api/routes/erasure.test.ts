// A person is erased; money is not.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCharges } from '../../../db/audit/compareCharges.ts';
import { compareDeposits } from '../../../db/audit/compareDeposits.ts';
import { comparePayments } from '../../../db/audit/comparePayments.ts';
import { compareSequences } from '../../../db/audit/compareSequences.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { eraseCustomer } from '../../../db/customers/eraseCustomer.ts';
import { createSession } from '../../../db/sessions/createSession.ts';
import { recordAttempt } from '../../../db/webhooks/recordAttempt.ts';
import { coinIn } from '../../../domain/coin.ts';
import { parseId } from '../../../domain/ids.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import * as till from '../../db/payments.ts';
import { attempt } from '../../db/webhooks/webhookWorld.ts';
import { dump, linesWith } from '../../dump.ts';
import { publishAll } from '../../publishAll.ts';
import { rowsRead } from '../../rowsRead.ts';
import { registry } from '../registry.ts';
import type { Merchant, Reply, TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const coins = [...registry.currencies, ...registry.groups].map(({ code }) => coinIn(registry)(code));
const booksAre = async () => [
  await compareCharges(api.db, coins, 100),
  await compareDeposits(api.db, 100),
  await comparePayments(api.db, 100),
  await compareSequences(api.db, 100),
  await findFaultyEntries(api.db, 100),
];
const clean = [[], [], [], [], []];

let made = 0;

/** A customer with every kind of personal data, everywhere: each text is looked for. */
async function person() {
  made += 1;
  const merchant = await newMerchant(api.db);
  const mark = `canary${String(made)}`;
  const marked = (what: string) => `${mark}-${what}`;
  const post = async (path: string, body: object, expected = 201): Promise<Reply> => {
    // The documentation tells merchants to name nobody in a key; it ends with the answer, after two days.
    const headers = { 'idempotency-key': Object.keys(body).join(' ') };
    const reply = await api.call('POST', path, { key: merchant.keys.admin, body, headers });
    expect([path, reply.status, reply.body.code]).toEqual([path, expected, undefined]);
    return reply;
  };
  await post('/v1/webhook-endpoints', { url: 'https://shop.example/hook' });
  const externalId = marked('ada');
  const { id } = (
    await post('/v1/customers', {
      externalId,
      email: `${mark}@person.example`,
      description: marked('Ada Lovelace'),
      notificationUrl: `https://${mark}.example/told`,
      metadata: { phone: marked('phone') },
    })
  ).body;
  const purse = await api.call('GET', `/v1/purse?customerId=${externalId}&currency=ETH`, {
    key: merchant.keys.admin,
  });
  const owner = ownerOf(merchant, id, purse.body.purseId);
  const form = await post('/v1/forms', { title: 'Top up', coins: ['ETH'] });
  const session = await post('/v1/sessions', {
    formId: form.body.id,
    customer: { id: externalId, data: { street: marked('street') } },
    product: { id: 'book', name: marked('for Ada'), data: { gift: marked('gift') } },
    price: { ETH: '1' },
    clientId: `order-${String(made)}`,
  });
  await till.deposit(api.db, owner, { currency: 'ETH', amount: 3n * 10n ** 18n });
  const charge = await post('/v1/charges', {
    customerId: externalId,
    coin: 'ETH',
    amount: '1',
    description: marked('charge'),
  });
  await post(`/v1/charges/${charge.body.id}/refund`, { amount: '0.5', reason: marked('refund') }, 200);
  await post(`/v1/customers/${externalId}/block`, { reason: marked('block') }, 200);
  await post(`/v1/customers/${id}/unblock`, { reason: marked('unblock') }, 200);
  await post(
    `/v1/customers/${id}`,
    { email: `${mark}@other.example`, notificationUrl: `https://${mark}.example/2` },
    200,
  );
  await publishAll(api.db);
  await answerAll(merchant, marked('answer'));
  return { merchant, mark, externalId, id, owner, post, session: session.body };
}

function ownerOf({ accountId }: Merchant, customerId: string, purseId: string): Owner {
  const owner: Pick<Owner, 'accountId' | 'customerId' | 'purseId'> = {
    accountId,
    customerId: must(parseId('cus', customerId)),
    purseId: must(parseId('pur', purseId)),
  };
  return owner as Owner;
}

/** Every delivery was tried and answered with a text. */
async function answerAll({ accountId }: Merchant, answer: string): Promise<void> {
  const deliveries = await api.db
    .selectFrom('deliveries')
    .select(['event_id', 'endpoint_id'])
    .where('account_id', '=', accountId)
    .execute();
  expect(deliveries.length).toBeGreaterThan(5);
  for (const { event_id: eventId, endpoint_id: endpointId } of deliveries) {
    await recordAttempt(api.db, { eventId, endpointId }, attempt({ answer }));
  }
}

const erase = (merchant: Merchant, id: string, key = merchant.keys.admin, body: object = {}) =>
  api.call('POST', `/v1/customers/${id}/erase`, { key, body });

/** The merchant's books, which must not change. */
async function money({ keys }: Merchant, id: string) {
  const get = async (path: string) => (await api.call('GET', path, { key: keys.admin })).body;
  const rows =
    await api.rows`select p.ledger, p.currency, p.amount::text, p.product_id, p.purse_id from postings p
    where p.customer_id = ${id} order by p.id`;
  const deposits = await withoutName(get(`/v1/transactions?customerId=${id}`));
  return { balances: await withoutName(get(`/v1/balances?customerId=${id}`)), rows, deposits };
}

/** Answers contain both names; one of them is erased. */
async function withoutName(body: Promise<unknown>): Promise<unknown> {
  const text = JSON.stringify(await body);
  return JSON.parse(text.replace(/"externalId":("[^"]*"|null)/g, '"externalId":"?"'));
}

describe('erasing a customer', () => {
  it('leaves no personal data in the database, and all of the money', async () => {
    const { merchant, mark, id, session } = await person();
    const before = await money(merchant, id);
    expect(before.rows.length).toBeGreaterThanOrEqual(6);
    // Each of the places had the data.
    expect((await linesWith(api.db, mark)).length).toBeGreaterThan(15);

    const reply = await erase(merchant, id, undefined, { reason: 'asked for by mail' });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      ...{ id, externalId: null, email: null, description: null, notificationUrl: null, metadata: {} },
    });
    expect(await linesWith(api.db, mark)).toEqual([]);
    expect(await money(merchant, id)).toEqual(before);
    expect(await booksAre()).toEqual(clean);
    const [last] = await api.rows`select type, data from events where account_id = ${merchant.accountId}
      order by sequence desc limit 1`;
    expect(last).toMatchObject({ type: 'CUSTOMER_UPDATED', data: { customerId: id, externalId: null } });
    const audits = await api.rows`select action, reason, api_key_id is not null as keyed, changes from audits
      where resource_id = ${id} order by id`;
    const changes = [{ field: 'notificationUrl', old: null, new: null }];
    expect(audits).toEqual([
      { action: 'update', reason: null, keyed: true, changes },
      { action: 'block', reason: null, keyed: true, changes: null },
      { action: 'unblock', reason: null, keyed: true, changes: null },
      { action: 'update', reason: null, keyed: true, changes },
      { action: 'erase', reason: 'asked for by mail', keyed: true, changes: null },
    ]);
    const shown = await api.call('GET', `/v1/sessions/${String(session['sessionId'])}`, {
      key: merchant.keys.admin,
    });
    expect(shown.body).toMatchObject({
      customer: { id, externalId: null, data: null },
      product: { id: 'book', name: null, data: null },
    });
  });

  it('needs an admin; an unknown customer, another account’s, and an erased name are not found', async () => {
    const { merchant, externalId, id, mark } = await person();
    for (const scope of ['read', 'write'] as const) {
      expect((await erase(merchant, id, merchant.keys[scope])).body.code).toBe('insufficient_scope');
    }
    expect((await erase(merchant, id, api.other.keys.admin)).body.code).toBe('customer_not_found');
    expect((await erase(merchant, 'cus_01kamz9vxk3x7qd1n8r5t2c4e6')).status).toBe(404);
    expect((await linesWith(api.db, mark)).length).toBeGreaterThan(15);
    expect((await erase(merchant, externalId)).status).toBe(200);
    expect((await erase(merchant, externalId)).body.code).toBe('customer_not_found');
  });

  it('again is 200 and sends no second event; later data is erased too', async () => {
    const { merchant, id, mark } = await person();
    const { text } = await erase(merchant, id);
    const events = () => api.rows`select id from events where resource_id = ${id}`;
    const first = await events();
    const again = await erase(merchant, id);
    expect([again.status, again.text]).toEqual([200, text]);
    expect(await events()).toEqual(first);
    const audits = await api.rows`select id from audits where resource_id = ${id} and action = 'erase'`;
    expect(audits).toHaveLength(1);

    const body = { email: `${mark}@new.example`, notificationUrl: `https://${mark}.example/new` };
    await api.call('POST', `/v1/customers/${id}`, { key: merchant.keys.write, body });
    expect((await linesWith(api.db, mark)).length).toBeGreaterThan(1);
    expect((await erase(merchant, id)).status).toBe(200);
    expect(await linesWith(api.db, mark)).toEqual([]);
  });

  it('answers a repeated call without the personal data, and creates nothing again', async () => {
    const { merchant, externalId, id, post, mark } = await person();
    const charge = { customerId: externalId, coin: 'ETH', amount: '1', description: `${mark}-charge` };
    const before = await money(merchant, id);
    await erase(merchant, id);
    const again = await post('/v1/charges', charge);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toMatchObject({ customerId: id, amount: '1', description: null });
    expect(await money(merchant, id)).toEqual(before);
    const first = await post('/v1/customers', {
      ...{ externalId, email: `${mark}@person.example`, description: `${mark}-Ada Lovelace` },
      ...{ notificationUrl: `https://${mark}.example/told`, metadata: { phone: `${mark}-phone` } },
    });
    expect(first.body).toMatchObject({ id, externalId: null, email: null, metadata: {} });
  });

  it('changes nobody else’s rows', async () => {
    const one = await person();
    const other = await person();
    const sibling = await api.call('POST', '/v1/customers', {
      key: one.merchant.keys.admin,
      body: { externalId: 'sibling', email: 'sibling@person.example' },
      headers: { 'idempotency-key': 'sibling' },
    });
    const others = async () =>
      (await dump(api.db)).split('\n').filter(line => line.includes(other.mark) || line.includes(other.id));
    await publishAll(api.db);
    const before = await others();
    const siblings = await linesWith(api.db, 'sibling');
    expect(siblings.length).toBeGreaterThan(2);
    await erase(one.merchant, one.id);
    expect(await others()).toEqual(before);
    expect(await linesWith(api.db, 'sibling')).toEqual(siblings);
    expect(sibling.status).toBe(201);
  });

  it('leaves the address watched: a later deposit is credited, and the old name is another person', async () => {
    const { merchant, externalId, id, owner } = await person();
    await erase(merchant, id);
    const later = await till.deposit(api.db, owner, { currency: 'ETH', amount: 10n ** 18n });
    const [row] = await api.rows`select status, credited_to from transactions where id = ${later}`;
    expect(row).toEqual({ status: 'CONFIRMED', credited_to: 'customer' });
    expect(await booksAre()).toEqual(clean);
    const next = await api.call('POST', '/v1/customers', { key: merchant.keys.write, body: { externalId } });
    expect(next.status).toBe(201);
    expect(next.body.id).not.toBe(id);
    const { body } = await api.call('GET', `/v1/balances?customerId=${externalId}`, {
      key: merchant.keys.read,
    });
    expect(body).toEqual([]);
  });

  it('affects a session that was requested by the old name beforehand: it is made for another person', async () => {
    const { merchant, externalId, id, mark } = await person();
    const key = merchant.keys.admin;
    const form = await api.call('POST', '/v1/forms', { key, body: { title: 'Later', coins: ['ETH'] } });
    const customerId = must(parseId('cus', id));
    const wanted = {
      ...{
        accountId: merchant.accountId,
        formId: must(parseId('frm', form.body.id)),
        receiver: null,
        customerId,
      },
      ...{ customer: { externalId }, customerData: { late: `${mark}-late` }, product: null, price: [] },
      ...{ clientId: null, requestHash: Buffer.alloc(32), expiresInSeconds: 60, mostOpen: 50 },
    };
    // As if the customer was found before the erasure, and the session is made after it.
    await erase(merchant, id);
    const late = api.db.transaction().execute(trx => createSession(trx, wanted));
    await expect(late).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    expect(await linesWith(api.db, mark)).toEqual([]);
  });

  it('leaves nothing in the answer of a session that is requested again meanwhile', async () => {
    const { merchant, externalId, id, mark } = await person();
    const key = merchant.keys.admin;
    const form = await api.call('POST', '/v1/forms', { key, body: { title: 'Again', coins: ['ETH'] } });
    const customer = { id: externalId };
    const body = { formId: form.body.id, customer, price: { ETH: '1' }, clientId: 'again' };
    expect((await api.call('POST', '/v1/sessions', { key, body })).status).toBe(201);
    let isAnswered = false;
    let again: Promise<Reply> | undefined;
    await api.db.transaction().execute(async trx => {
      const customerId = must(parseId('cus', id));
      await eraseCustomer(trx, merchant.accountId, { id: customerId }, { reason: null, by: null });
      const headers = { 'idempotency-key': 'again' };
      again = api.call('POST', '/v1/sessions', { key, body, headers }).finally(() => {
        isAnswered = true;
      });
      const waits = async () =>
        (
          await sql<{ waits: boolean }>`select exists (select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(api.db)
        ).rows[0]?.waits === true;
      await expect.poll(async () => isAnswered || (await waits()), { timeout: 5000 }).toBe(true);
    });
    expect((await again)?.status).toBe(201);
    expect(await linesWith(api.db, mark)).toEqual([]);
  });

  it('erases all or nothing', async () => {
    const { merchant, id, mark } = await person();
    const before = await linesWith(api.db, mark);
    await api.rows`create function refuse_erasure() returns trigger language plpgsql as
      $$ begin raise exception 'the process died'; end $$`;
    await api.rows`create trigger refuse before insert on audits for each row
      when (new.action = 'erase') execute function refuse_erasure()`;
    expect((await erase(merchant, id)).status).toBe(500);
    await api.rows`drop trigger refuse on audits`;
    expect(await linesWith(api.db, mark)).toEqual(before);
    expect((await erase(merchant, id)).status).toBe(200);
    expect(await linesWith(api.db, mark)).toEqual([]);
  });

  it('is within the rights of the API’s role, which may delete nothing else of events and audits', async () => {
    const { merchant, id, mark } = await person();
    const other = await person();
    await api.db.transaction().execute(async trx => {
      await sql`set local role purser_api`.execute(trx);
      await sql`select erase_from_history(${other.id})`.execute(trx);
      const ref = { id: must(parseId('cus', id)) };
      await eraseCustomer(trx, merchant.accountId, ref, { reason: null, by: null });
    });
    expect(await linesWith(api.db, mark)).toEqual([]);
    const [event] = await api.rows`select data ->> 'externalId' as name from events
      where resource_id = ${other.id} and type = 'CUSTOMER_CREATED'`;
    expect(event).toEqual({ name: other.externalId });
    await expect(
      api.db.transaction().execute(async trx => {
        await sql`set local role purser_worker`.execute(trx);
        await sql`select erase_from_history(${id})`.execute(trx);
      }),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('leaves a trace: setting only the erased flag removes nothing from audits and events', async () => {
    const { id, mark } = await person();
    const lines = async () =>
      await api.rows`select reason, changes from audits where resource_id = ${id}
      union all select null, data from events where resource_id = ${id} order by 1, 2`;
    const before = await lines();
    expect(JSON.stringify(before)).toContain(mark);
    await api.db.transaction().execute(async trx => {
      await sql`set local role purser_api`.execute(trx);
      await sql`update customers set erased_at = now() where id = ${id}`.execute(trx);
      await sql`select erase_from_history(${id})`.execute(trx);
      await sql`update customers set erased_at = null where id = ${id}`.execute(trx);
    });
    expect(await lines()).toEqual(before);
  });

  it('reads the saved answers of this customer, and not thousands of others', async () => {
    const { merchant, id, mark } = await person();
    await api.rows`insert into idempotency_keys (account_id, route, key, request_hash, status, body)
      select ${merchant.accountId}, 'POST /v1/charges', 'many' || n, '', 201,
        to_jsonb('{"customerId":"cus_' || lpad(n::text, 26, '0') || '","description":"x"}') from generate_series(1, 5000) n`;
    await api.rows`insert into idempotency_keys (account_id, route, key, request_hash, status, body)
      values (${merchant.accountId}, 'POST /v1/charges', 'second', '', 201,
        to_jsonb('{"description":"cus_' || repeat('0', 26) || ' ${sql.raw(mark)}","customerId":"' || ${id}::text || '"}'))`;
    await api.rows`analyze idempotency_keys`;
    const read = await api.db.transaction().execute(async trx => {
      const ref = { id: must(parseId('cus', id)) };
      return rowsRead(trx, 'idempotency_keys', () =>
        eraseCustomer(trx, merchant.accountId, ref, { reason: null, by: null }),
      );
    });
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(100);
    expect(await linesWith(api.db, mark)).toEqual([]);
  });

  it('is also a command', async () => {
    const { merchant, externalId, id, mark } = await person();
    const run = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../../cli/erase.ts'), ...args], {
        env: { ...process.env, DATABASE_URL: api.database.url },
      });
    await expect(run('--account', merchant.accountId)).rejects.toMatchObject({ code: 1 });
    await expect(run('--account', merchant.accountId, '--external-id', 'nobody')).rejects.toMatchObject({
      code: 1,
    });
    const { stdout } = await run('--account', merchant.accountId, '--external-id', externalId);
    expect(stdout).toContain(id);
    expect(await linesWith(api.db, mark)).toEqual([]);
    await run('--account', merchant.accountId, '--customer', id);
    const [audit] =
      await api.rows`select api_key_id from audits where resource_id = ${id} and action = 'erase'`;
    expect(audit).toEqual({ api_key_id: null });
  });
});
