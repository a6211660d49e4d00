import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readRegistry } from '../../cli/stack/localRegistry.ts';
import type { PurserEvent } from '../../client/index.ts';
import { createClient, verifyWebhook } from '../../client/index.ts';
import { parseAmount } from '../../domain/money.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { testAccounts } from '../../testkit/chain/payers/testAccounts.ts';
import type { Deployment } from './deployment.ts';

const withinMs = 120_000;
const received = z.array(z.object({ headers: z.record(z.string(), z.string()), raw: z.string() }));

/** A merchant's first day: an account by the documented commands, a paid session, a webhook that verifies. */
export async function playStory(deployment: Deployment, print: (line: string) => void): Promise<void> {
  const keys = (...args: readonly string[]): Promise<string> =>
    deployment.compose('run', '--rm', '--no-TTY', 'migrate', 'node', 'cli/keys.ts', ...args);
  const account = /acc_\w+/.exec(await keys('account', '--name', 'Shop', '--live'))?.[0] ?? '';
  const made = await keys('create', '--account', account, '--scopes', 'read,write,admin', '--label', 'shop');
  const apiKey = /^sk_live_[\w-]+$/m.exec(made)?.[0];
  assert.ok(apiKey, 'keys.ts prints no key');
  const baseUrl = `http://127.0.0.1:${String(await deployment.port('api', 8080))}`;
  const api = createClient({ baseUrl, apiKey });
  print('An account and its key are made by the commands that the documents tell.');

  const { secret } = await api.post('/v1/webhook-endpoints', { body: { url: 'http://outside:9000/' } });
  assert.ok(secret, 'the endpoint has no secret');
  const receiver = `0x${'12'.repeat(20)}`;
  const form = await api.post('/v1/forms', {
    body: { title: 'Top up', coins: ['ETH', 'USDT_BSC'], receiver },
  });
  const session = await api.post('/v1/sessions', {
    body: {
      formId: form.id,
      customer: { id: 'alice' },
      product: { id: 'p' },
      price: { USDT_BSC: '12.5' },
    },
  });
  const page = await fetch(`${baseUrl}/checkout/${session.sessionId}`);
  assert.equal(page.status, 200);
  assert.ok((await page.text()).includes(session.address), 'the page shows the address');
  print(`A session waits for 12.5 USDT at ${session.address}; its page shows it.`);

  const bsc = readRegistry().currencies.find(({ code }) => code === 'USDT_BSC');
  const amount = bsc && parseAmount('12.5', bsc.decimals);
  assert.ok(bsc && amount !== undefined);
  const rpcUrl = `http://127.0.0.1:${String(await deployment.port('outside', 18_546))}`;
  await pay({ rpcUrl, key: testAccounts().faucet.privateKey, to: session.address, currency: bsc, amount });

  const outside = `http://127.0.0.1:${String(await deployment.port('outside', 9000))}/received`;
  const completed = await eventually('the webhook of the completed payment', async () => {
    const events = await verified(outside, secret);
    return events.find(event => event.type === 'PAYMENT_COMPLETED');
  });
  assert.equal(completed.type === 'PAYMENT_COMPLETED' && completed.data.sessionId, session.sessionId);
  const funds = (await verified(outside, secret)).find(
    event => event.type === 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
  );
  assert.equal(funds?.type === 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE' && funds.data.amount, '12.5');
  print('The deposit was credited and the payment completed: both webhooks came, and their signatures hold.');

  const payment = await api.get('/v1/payments', { query: { sessionId: session.sessionId } });
  assert.equal(payment?.status, 'completed');
  const balances = await api.get('/v1/balances', { query: { customerId: 'alice' } });
  assert.deepEqual(
    balances.filter(({ balance }) => balance !== '0').map(({ coin, balance }) => [coin, balance]),
    [['USDT_BSC', '12.5']],
  );
  print('The customer has 12.5 USDT, once.');
}

/** Every received webhook; throws if one does not verify. */
async function verified(url: string, secret: string): Promise<readonly PurserEvent[]> {
  const came = received.parse(await (await fetch(url)).json());
  return came.map(({ headers, raw }) => verifyWebhook(raw, headers, secret));
}

async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`not within ${String(withinMs / 1000)} s: ${what}`);
    await sleep(500);
  }
}
