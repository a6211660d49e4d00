import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack();
});
afterAll(() => run.stop());

async function newPurse(externalId: string, currency = 'ETH') {
  await run.api.post('/v1/customers', { body: { externalId } });
  return purseOf(externalId, currency);
}
const purseOf = (customerId: string, currency = 'ETH') =>
  run.api.get('/v1/purse', { query: { customerId, currency } });

describe('a worker that dies', () => {
  it('between detection and credit loses nothing: the next worker credits the deposit once', async () => {
    const purse = await newPurse('sigkill');
    const chain = run.network('ETHEREUM');
    await chain.pauseMining();
    const hash = await run.payTo(purse.address, 'ETH', '3');
    await chain.mine(1);
    await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    await run.stack.worker().kill();
    chain.resumeMining();
    await chain.mine(3);
    expect(await run.transactionOf(hash)).toMatchObject({ creditedTo: null });

    await run.stack.startWorker();
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(await run.api.get('/v1/balances', { query: { customerId: 'sigkill' } })).toMatchObject([
      { coin: 'ETH', balance: '3' },
    ]);
    const entries = await run.db.selectFrom('entries').select('purpose').execute();
    expect(entries).toEqual([{ purpose: 'credit' }]);
  });

  it('while deposits of many customers are in every state loses none and doubles none', async () => {
    const purses = [];
    for (let at = 0; at < 6; at++) purses.push(await newPurse(`crowd-${String(at)}`, 'BNB'));
    const hashes: string[] = [];
    for (let round = 0; round < 3; round++) {
      for (const { address } of purses) hashes.push(await run.payTo(address, 'BNB', '1'));
      await new Promise(resolve => setTimeout(resolve, 400 + 300 * round));
      await run.stack.worker().kill();
      await run.stack.startWorker();
    }
    await eventually(
      'all are credited',
      async () => {
        const rows = await run.db
          .selectFrom('transactions')
          .select('id')
          .where('currency', '=', 'BNB' as never)
          .where('credited_to', '=', 'customer')
          .execute();
        return rows.length === hashes.length;
      },
      60_000,
    );
    for (let at = 0; at < purses.length; at++) {
      expect(
        await run.api.get('/v1/balances', { query: { customerId: `crowd-${String(at)}` } }),
      ).toMatchObject([{ coin: 'BNB', balance: '3' }]);
    }
  }, 120_000);
});

describe('while no worker runs', () => {
  it('a new purse is 503 within 10 s, a known one is returned at once, and the same call works later', async () => {
    const known = await newPurse('known');
    await run.api.post('/v1/customers', { body: { externalId: 'waiting' } });
    await run.stack.worker().stop();
    const began = Date.now();
    await expect(purseOf('waiting')).rejects.toMatchObject({ status: 503, code: 'temporarily_unavailable' });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect((await purseOf('known')).address).toBe(known.address);

    await run.stack.startWorker();
    const purse = await eventually('the purse is issued', () => purseOf('waiting').catch(() => undefined));
    const rows = await run.db
      .selectFrom('purses')
      .innerJoin('customers', 'customers.id', 'purses.customer_id')
      .select('purses.id')
      .where('external_id', '=', 'waiting')
      .execute();
    expect(rows).toEqual([{ id: purse.purseId }]);
  }, 60_000);
});

describe('a webhook', () => {
  it('that failed is retried by its own workflow until the endpoint accepts it', async () => {
    let refused = 0;
    run.webhooks.respondWith(webhook =>
      JSON.stringify(webhook.body).includes('CUSTOMER_UPDATED') && refused++ === 0
        ? { status: 500 }
        : { status: 204 },
    );
    const customer = await run.api.post('/v1/customers', { body: { externalId: 'retried' } });
    await run.api.post('/v1/customers/{id}', { path: { id: 'retried' }, body: { description: 'changed' } });
    const first = await run.awaitEvent('CUSTOMER_UPDATED', customer.id);
    const second = await run.awaitEvent('CUSTOMER_UPDATED', customer.id);
    expect(second.id).toBe(first.id);
    const attempts = await eventually('both attempts are in the log', async () => {
      const rows = await run.db
        .selectFrom('delivery_attempts')
        .select(['number', 'status'])
        .where('event_id', '=', first.id as never)
        .orderBy('number')
        .execute();
      return rows.length === 2 && rows;
    });
    expect(attempts).toEqual([
      { number: 1, status: 500 },
      { number: 2, status: 204 },
    ]);
  });

  it('never goes to an internal address, by literal or by redirect', async () => {
    let redirected = 0;
    run.webhooks.respondWith(webhook => {
      if (!JSON.stringify(webhook.body).includes('CUSTOMER_BLOCKED')) return { status: 204 };
      redirected += 1;
      return { status: 302, headers: { location: run.webhooks.url } };
    });
    // Bypasses the API's own check of URLs, as if a name had changed its address.
    const { id } = await run.api.post('/v1/webhook-endpoints', {
      body: { url: 'https://example.com/hook' },
    });
    await run.db
      .updateTable('webhook_endpoints')
      .set({ url: 'http://169.254.169.254/latest' })
      .where('id', '=', id as never)
      .execute();
    await run.api.post('/v1/customers', { body: { externalId: 'inside' } });
    await run.api.post('/v1/customers/{id}/block', { path: { id: 'inside' }, body: {} });
    const refused = await eventually('the attempt is refused', async () =>
      run.db
        .selectFrom('delivery_attempts')
        .select(['status', 'error_class'])
        .where('endpoint_id', '=', id as never)
        .executeTakeFirst(),
    );
    expect(refused).toEqual({ status: null, error_class: 'ForbiddenTarget' });
    await eventually('the redirect was answered', () => Promise.resolve(redirected > 0));
    const followed = run.webhooks.received.filter(webhook => webhook.raw === '');
    expect(followed).toEqual([]);
  });
});
