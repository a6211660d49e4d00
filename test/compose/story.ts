import assert from 'node:assert/strict';
import { parseAmount } from '../../domain/money.ts';
import { eventually } from './eventually.ts';
import type { Payer } from './payer.ts';
import type { Shop } from './shop.ts';
import type { World } from './world.ts';

interface Scene {
  readonly shop: Shop;
  readonly world: World;
  readonly payer: Payer;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
}

/** A merchant's first day: a session, its payment, a webhook that verifies. */
export async function playStory({ shop, world, payer, signal, print }: Scene): Promise<void> {
  const { api, baseUrl } = shop;
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

  const bsc = world.currencies.find(({ code }) => code === 'USDT_BSC');
  const amount = bsc && parseAmount('12.5', bsc.decimals);
  assert.ok(bsc && amount !== undefined);
  await payer.pay({ customer: 'alice', address: session.address }, bsc, amount);

  const completed = await eventually('the webhook of the completed payment', signal, async () =>
    shop.inbox.events().find(event => event.type === 'PAYMENT_COMPLETED'),
  );
  assert.equal(completed.type === 'PAYMENT_COMPLETED' && completed.data.sessionId, session.sessionId);
  const funds = shop.inbox.events().find(event => event.type === 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE');
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
