import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../../api/routes/index.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { CallOptions, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** A deposit of a customer of its own, posted to one of the books as settling does. */
async function posted(to: 'merchant' | 'unattributed' | 'customer' | 'held', blocked = false) {
  const externalId = newId('cus').replace('cus_', 'user-');
  const customerId = await seedCustomer(api, externalId);
  const amount = to === 'unattributed' ? '5' : '1500000000000000000';
  const id = await seedDeposit(api, { customerId, amount });
  await seedPosting(api, id, to, amount);
  const status = {
    merchant: 'CONFIRMED',
    customer: 'CONFIRMED',
    held: 'DECLINED',
    unattributed: 'BELOW_MINIMUM',
  }[to];
  await api.rows`update transactions set credited_to = ${to}, credited_block_hash = block_hash,
    final_block_hash = block_hash, blocked = ${blocked}, status = ${status} where id = ${id}`;
  return { id, externalId, customerId };
}

/** A customer whose purse was declined with its deposit. */
async function declined() {
  const externalId = newId('cus').replace('cus_', 'user-');
  const customerId = await seedCustomer(api, externalId);
  const id = await seedDeposit(api, { customerId });
  const body = { verdict: 'decline', reason: 'r' };
  const reply = await api.call('POST', `/v1/transactions/${id}/compliance`, { body });
  return { id, externalId, purseId: reply.body.purseId };
}

const key = (name: string) => ({ headers: { 'idempotency-key': name } });
const allocate = (id: string, to: string, options: CallOptions = key(newId('evt'))) =>
  api.call('POST', `/v1/transactions/${id}/allocate`, { body: { to, reason: 'a gift' }, ...options });
const release = (purseId: string, options: CallOptions = {}) =>
  api.call('POST', `/v1/purses/${purseId}/release`, { body: { reason: 'cleared' }, ...options });

describe('allocating a deposit', () => {
  test('credits a blocked customer’s deposit to the customer, shows it so, and sends an event', async () => {
    const { id } = await posted('merchant', true);
    const { status, body } = await allocate(id, 'customer');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, creditedTo: 'customer', blocked: false, status: 'CONFIRMED' });
    expect(await api.rows`select type, data from events where resource_id = ${id}`).toMatchObject([
      {
        type: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
        data: { transactionId: id, amount: '1.5', creditedTo: 'customer', blocked: false, allocated: true },
      },
    ]);
    expect(await postings(id)).toEqual([
      { purpose: 'credit', ledger: 'custody', amount: -1500000000000000000n },
      { purpose: 'credit', ledger: 'merchant', amount: 1500000000000000000n },
      { purpose: 'allocate', ledger: 'merchant', amount: -1500000000000000000n },
      { purpose: 'allocate', ledger: 'customer', amount: 1500000000000000000n },
    ]);
  });

  test.each(['customer', 'merchant'])('gives a deposit below the minimum to the %s', async to => {
    const { id } = await posted('unattributed');
    const { body } = await allocate(id, to);
    expect(body).toMatchObject({ creditedTo: to, blocked: false, status: 'CONFIRMED' });
    expect(body['confirmedAt']).not.toBeNull();
  });

  test('is refused for money in any other book, and to any other book', async () => {
    for (const [{ id }, to] of [
      [await posted('customer'), 'merchant'],
      [await posted('customer'), 'customer'],
      [await posted('held'), 'customer'],
      [await posted('merchant'), 'customer'],
      [await posted('merchant', true), 'merchant'],
      [await declined(), 'customer'],
    ] as const) {
      const { body } = await allocate(id, to);
      expect(body).toMatchObject({ status: 409, code: 'not_allocatable' });
      expect(
        await api.rows`select from entries where transaction_id = ${id} and purpose = 'allocate'`,
      ).toEqual([]);
    }
  });

  test('50 simultaneous times with one idempotency key has one effect and one answer', async () => {
    const { id } = await posted('unattributed');
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => allocate(id, 'customer', key('fifty'))),
    );
    expect(replies.map(reply => reply.status)).toEqual(replies.map(() => 200));
    expect(new Set(replies.map(reply => reply.text)).size).toBe(1);
    expect(replies.filter(reply => reply.headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    await expectOneAllocation(id);
  });

  test('50 simultaneous times with different keys succeeds once', async () => {
    const { id } = await posted('unattributed');
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, at) => allocate(id, at % 2 ? 'customer' : 'merchant')),
    );
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(1);
    expect(replies.filter(reply => reply.body.code === 'not_allocatable')).toHaveLength(49);
    await expectOneAllocation(id);
  });

  test('without an idempotency key is refused, whatever else is wrong', async () => {
    const { id } = await posted('unattributed');
    for (const body of [{ to: 'customer', reason: 'r' }, { to: 'nobody' }, undefined]) {
      const reply = await api.call('POST', `/v1/transactions/${id}/allocate`, { body });
      expect(reply.body).toMatchObject({ status: 400, code: 'idempotency_key_required' });
    }
  });

  test('is in the document with the required header, and with the error if that is absent', async () => {
    const { text } = await api.call('GET', '/openapi.json', { key: null });
    const { paths } = JSON.parse(text) as Document;
    const required = routes.map(({ spec }) => spec).filter(spec => spec.idempotencyKeyRequired);
    expect(required.map(({ path }) => path)).toContain('/v1/transactions/{id}/allocate');
    for (const spec of required) {
      const operation = paths[spec.path]?.[spec.method];
      expect(operation?.parameters).toContainEqual(
        expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
      );
      expect(operation?.responses).toHaveProperty('400');
      expect(spec.errors).toContain('idempotency_key_required');
    }
  });

  async function expectOneAllocation(id: TransactionId): Promise<void> {
    expect(
      await api.rows`select from entries where transaction_id = ${id} and purpose = 'allocate'`,
    ).toHaveLength(1);
    expect(await api.rows`select from events where resource_id = ${id}`).toHaveLength(1);
    expect(await api.rows`select from audits where resource_id = ${id}`).toHaveLength(1);
  }

  const postings = (id: TransactionId) =>
    api.rows`select purpose, ledger, amount from postings join entries on entries.id = entry_id
      where transaction_id = ${id} order by postings.id`;
});

interface Document {
  readonly paths: Readonly<
    Record<string, Record<string, { readonly parameters: readonly unknown[]; readonly responses: object }>>
  >;
}

describe('releasing a purse', () => {
  const ask = (externalId: string) => api.call('GET', `/v1/purse?customerId=${externalId}&currency=ETH`);

  test('gives its customer another purse, and leaves it declined', async () => {
    const { externalId, purseId } = await declined();
    expect((await ask(externalId)).body.code).toBe('purse_declined');
    const { status, body } = await release(purseId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ purseId, status: 'DECLINED' });
    expect(Date.parse(String(body['releasedAt']))).toBeLessThanOrEqual(Date.now());
    const other = await ask(externalId);
    expect(other.body).toMatchObject({ status: 'PENDING_PAYMENT' });
    expect(other.body.purseId).not.toBe(purseId);
    expect((await api.call('GET', `/v1/purses/${purseId}`)).body).toEqual(body);
  });

  test('twice changes nothing', async () => {
    const { purseId } = await declined();
    const replies = await Promise.all(Array.from({ length: 10 }, () => release(purseId)));
    expect(new Set(replies.map(reply => reply.text)).size).toBe(1);
    expect(await api.rows`select action, reason from audits where resource_id = ${purseId}`).toEqual([
      { action: 'release', reason: 'cleared' },
    ]);
  });

  test('is refused for a purse that is not declined', async () => {
    const { id } = await posted('customer');
    const { body } = await api.call('GET', `/v1/transactions/${id}`);
    expect((await release(body.purseId)).body).toMatchObject({ status: 409, code: 'not_declined' });
  });
});

test('every decision needs a key with the scope admin, a resource of the account, and a valid body', async () => {
  const { id, purseId } = await declined();
  const unknown = { transactions: newId('txn'), purses: newId('pur') };
  for (const [kind, own, action, right, wrong] of [
    ['transactions', id, 'compliance', { verdict: 'approve', reason: 'r' }, { verdict: 'free', reason: 'r' }],
    ['transactions', id, 'allocate', { to: 'customer', reason: 'r' }, { to: 'held', reason: 'r' }],
    ['purses', purseId, 'release', { reason: 'r' }, { reason: '' }],
  ] as const) {
    const call = (thing: string, body: unknown, options: CallOptions = {}) =>
      api.call('POST', `/v1/${kind}/${thing}/${action}`, { body, ...key(newId('evt')), ...options });
    expect((await call(own, right, { key: null })).status).toBe(401);
    for (const scope of ['read', 'write'] as const) {
      const { body } = await call(own, right, { key: api.merchant.keys[scope] });
      expect(body).toMatchObject({ status: 403, code: 'insufficient_scope' });
    }
    const foreign = await call(own, right, { key: api.other.keys.admin });
    expect(foreign.status).toBe(404);
    for (const thing of [unknown[kind], 'x']) {
      const reply = await call(thing, right, { key: api.other.keys.admin });
      const { instance, requestId } = reply.body;
      expect(reply.body).toEqual({ ...foreign.body, instance, requestId });
    }
    const reasonless = { ...right, reason: undefined };
    for (const body of [wrong, reasonless, { ...right, why: 'r' }, { ...right, reason: 'x'.repeat(1001) }]) {
      expect((await call(own, body)).body).toMatchObject({ status: 422, code: 'invalid_request' });
    }
    const account = api.other.accountId;
    expect((await call(own, { ...right, account })).body).toMatchObject({ code: 'account_mismatch' });
  }
  expect(await api.rows`select action from audits where resource_id in (${id}, ${purseId})`).toEqual([
    { action: 'decline' },
  ]);
});
