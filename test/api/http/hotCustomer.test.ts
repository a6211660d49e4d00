import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import { registryFile } from '../registry.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
let folder: string;
let server: ChildProcess;
let url: string;
let keys = 0;
beforeAll(async () => {
  // For preparations and checks; the tested calls go to a separate process.
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'purser-hot-'));
  await writeFile(join(folder, 'registry.json'), JSON.stringify(registryFile));
  server = fork('server.ts', {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: api.database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PURSER_MODE: 'test',
      PURSER_REGISTRY: join(folder, 'registry.json'),
      PURSER_PORT: '0',
      PURSER_RATE_LIMIT: '100000',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  url = await new Promise<string>((resolve, reject) => {
    server.once('message', message => {
      resolve(`http://127.0.0.1:${String((message as { port: number }).port)}`);
    });
    server.once('exit', code => {
      reject(new Error(`exited with ${String(code)}`));
    });
  });
}, 60_000);
afterAll(async () => {
  const exited = new Promise(resolve => server.once('exit', resolve));
  server.kill('SIGTERM');
  await exited;
  await rm(folder, { recursive: true, force: true });
  await api.stop();
});

async function call(method: string, path: string, body?: unknown, key = api.merchant.keys.admin) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': `hot-${String((keys += 1))}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { code = '' } = JSON.parse(text) as { code?: string };
  return { status: response.status, code, retryAfter: response.headers.get('retry-after'), text };
}

/** A customer with 1 ETH to spend. */
async function richCustomer(name: string): Promise<CustomerId> {
  const customerId = await seedCustomer(api, name);
  const id = await seedDeposit(api, { customerId });
  await seedPosting(api, id, 'customer', '1500000000000000000');
  return customerId as CustomerId;
}

const charge = (customerId: string, key?: string) =>
  call('POST', '/v1/charges', { customerId, coin: 'ETH', amount: '0.001' }, key);

/** Locks the customer's row while `work` runs, as a psql session would. */
async function held<T>(customerId: CustomerId, work: () => Promise<T>): Promise<T> {
  return api.db.transaction().execute(async trx => {
    // It stays open for as long as the work takes, which the limit on idle transactions would end.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    await trx.selectFrom('customers').select('id').where('id', '=', customerId).forUpdate().execute();
    return work();
  });
}

/** How many connections of the API wait for a row now. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name = 'purser-api' and wait_event_type = 'Lock'
  `.execute(api.db);
  return rows[0]?.n ?? 0;
}

/** The most waiting connections at any time while `work` ran. */
async function mostWaiting(work: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  const ended = work.finally(() => {
    over.abort();
  });
  let most = 0;
  while (!over.signal.aborted) {
    most = Math.max(most, await waiting());
    await sleep(10);
  }
  await ended;
  return most;
}

describe('a customer whose row is locked', () => {
  it('delays nobody else: reads, readiness and other customers’ writes are answered meanwhile', async () => {
    const hot = await richCustomer('held');
    await richCustomer('neighbour');
    const stranger = await newMerchant(api.db);
    await held(hot, async () => {
      const charges = Array.from({ length: 60 }, () => charge('held'));
      const most = mostWaiting(Promise.all(charges));
      await expect.poll(waiting).toBe(2);
      for (let round = 0; round < 10; round++) {
        expect((await call('GET', '/v1/customers')).status).toBe(200);
        expect((await charge('neighbour')).status).toBe(201);
        expect((await call('POST', '/v1/forms', {}, stranger.keys.admin)).status).toBe(422);
        expect((await call('POST', '/v1/customers', {}, stranger.keys.admin)).status).toBe(201);
        const ready = JSON.parse((await call('GET', '/readyz')).text) as {
          parts: Record<string, { state: string; reason?: string }>;
        };
        expect(ready.parts['postgres']).toEqual({ state: 'up' });
        expect(ready.parts['scanner:ETHEREUM']?.reason).not.toMatch(/not known/);
      }
      expect(await most).toBe(2);
      for (const reply of await Promise.all(charges)) {
        expect(reply).toMatchObject({ status: 429, code: 'customer_busy', retryAfter: '1' });
      }
    });
    expect((await charge('held')).status).toBe(201);
  }, 60_000);

  it('lets a hundred writes wait, and refuses further ones at once', async () => {
    const hot = await richCustomer('crowded');
    await held(hot, async () => {
      let answered = 0;
      const charges = Array.from({ length: 140 }, () => charge(hot).finally(() => (answered += 1)));
      await expect.poll(waiting).toBe(2);
      // Those refused at once; the first write with a connection gives up after 1.5 s.
      await expect.poll(() => answered).toBe(38);
      const replies = await Promise.all(charges);
      expect(new Set(replies.map(({ code }) => code))).toEqual(new Set(['customer_busy']));
    });
  }, 60_000);

  it('has at most two connections, whatever is written and however the customer is named', async () => {
    const hot = await richCustomer('named');
    const { body: form } = await api.call('POST', '/v1/forms', {
      body: {
        title: 'Top up',
        coins: ['ETH'],
        receiver: '0x52908400098527886E0F7030069857D2E4169EE7',
        returnUrl: null,
      },
    });
    const wanted = { formId: form.id, customer: { id: 'named' }, price: { ETH: '1' } };
    const session = (await api.call('POST', '/v1/sessions', { body: wanted })).body['sessionId'] as string;
    const charged = await api.call('POST', '/v1/charges', {
      body: { customerId: 'named', coin: 'ETH', amount: '0.1' },
      headers: { 'idempotency-key': 'to be refunded' },
    });
    const deposit = await seedDeposit(api, { customerId: hot });
    await api.rows`insert into purses (id, account_id, customer_id) select 'pur_' || substr(id, 5), account_id, id
      from customers where id = ${hot} on conflict do nothing`;
    const writes: readonly (readonly [string, string, object?])[] = [
      ['POST', '/v1/charges', { customerId: 'named', coin: 'ETH', amount: '0.1' }],
      ['POST', '/v1/charges', { customerId: hot, coin: 'ETH', amount: '0.1' }],
      ['POST', `/v1/charges/${charged.body.id}/refund`, { amount: '0.01' }],
      ['POST', `/v1/customers/${hot}`, { description: 'x' }],
      ['POST', '/v1/customers/named', { description: 'y' }],
      ['POST', '/v1/customers/named/block', {}],
      ['POST', `/v1/customers/${hot}/unblock`, {}],
      ['POST', '/v1/sessions', wanted],
      ['POST', `/v1/sessions/${session}/expire`, {}],
      ['POST', `/v1/transactions/${deposit}/compliance`, { verdict: 'approve', reason: 'r' }],
      ['POST', `/v1/transactions/${deposit}/allocate`, { to: 'customer', reason: 'r' }],
    ];
    await held(hot, async () => {
      const calls = [...writes, ...writes, ...writes].map(([method, path, body]) => call(method, path, body));
      const most = mostWaiting(Promise.all(calls));
      const replies = await Promise.all(calls);
      expect(await most).toBe(2);
      expect(replies.map(({ status, code }) => `${String(status)} ${code}`)).toEqual(
        replies.map(() => '429 customer_busy'),
      );
    });
  }, 60_000);

  it('is busy for a purse that must be issued', async () => {
    const { id } = (await api.call('POST', '/v1/customers', { body: { externalId: 'purseless' } })).body;
    await held(id as CustomerId, async () => {
      const calls = Array.from({ length: 12 }, () =>
        call('GET', '/v1/purse?customerId=purseless&currency=ETH'),
      );
      expect(await mostWaiting(Promise.all(calls))).toBe(2);
      expect(new Set((await Promise.all(calls)).map(({ code }) => code))).toEqual(new Set(['customer_busy']));
    });
  }, 60_000);
});

it('an account whose own row is locked leaves connections to the others', async () => {
  const hostile = await newMerchant(api.db);
  await api.db.transaction().execute(async trx => {
    await sql`select 1 from accounts where id = ${hostile.accountId} for no key update`.execute(trx);
    const updates = Array.from({ length: 60 }, () =>
      call('POST', '/v1/account', { name: 'x' }, hostile.keys.admin),
    );
    await expect.poll(waiting).toBeGreaterThan(2);
    for (let round = 0; round < 10; round++) {
      expect((await call('POST', '/v1/customers', {})).status).toBe(201);
    }
    const replies = await Promise.all(updates);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
  });
}, 60_000);
