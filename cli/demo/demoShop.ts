import assert from 'node:assert/strict';
import type { Demo } from './demoStory.ts';
import { awaitWebhook, payTo } from './demoStory.ts';

const coin = 'USDT_BSC';

/** Dave's browser. It remembers the shop's cookie and the fields of the page's forms. */
interface Browser {
  get(path: string): Promise<string>;
  /** Sends a form of the last page. Returns where it leads. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<string>;
}

/** Uses the example shop through its own pages: tops up a balance on the checkout page and buys a book. */
export async function topUpAndBuy(demo: Demo): Promise<void> {
  const { running, merchant, print } = demo;
  assert.ok(running.shop !== null, 'the shop runs');
  print(`Dave tops up 15 dollars in the shop at ${running.shop}`);
  const browser = openBrowser(running.shop);
  await browser.get('/');
  await browser.send('/login', { name: 'dave' });
  assert.match(await browser.get('/'), /\$0\.00/);
  const checkoutUrl = await browser.send('/top-up', { amount: '15' });
  print(`  the shop sends him to ${checkoutUrl}`);
  assert.equal((await fetch(checkoutUrl)).status, 200);

  const sessionId = new URL(checkoutUrl).pathname.split('/').at(-1) ?? '';
  const { address } = await merchant.api.get('/v1/sessions/{id}', { path: { id: sessionId } });
  await payTo(demo, address, coin, '15');
  const { data } = await awaitWebhook(demo, merchant, 'PAYMENT_COMPLETED', { sessionId });
  assert.equal(data.paidAmount, '15');
  assert.match(await browser.get(`/paid?sessionId=${sessionId}`), /Your \$15\.00 arrived/);

  print('He is back in the shop, and buys Emma for 3 dollars');
  assert.match(await browser.get('/'), /\$15\.00/);
  assert.equal(new URL(await browser.send('/buy', { good: 'emma' }), running.shop).pathname, '/orders');
  assert.match(await browser.get('/'), /\$12\.00/);
  const query = { customerId: 'dave', coin };
  const [balance] = await merchant.api.get('/v1/balances', { query });
  assert.ok(balance, 'there is a balance');
  print(`  deposited ${balance.deposited}, charged ${balance.charged}, balance ${balance.balance} ${coin}`);
  assert.deepEqual([balance.deposited, balance.charged, balance.balance], ['15', '3', '12']);
}

function openBrowser(shop: string): Browser {
  let cookie = '';
  let page = '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(new URL(path, shop), { ...init, redirect: 'manual', headers: { cookie } });
    cookie = answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? cookie;
    return answer;
  };
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  return {
    async get(path) {
      const answer = await ask(path);
      assert.equal(answer.status, 200, path);
      page = await answer.text();
      return page;
    },
    async send(path, fields) {
      const form = { token: hidden('token'), order: hidden('order'), ...fields };
      const answer = await ask(path, { method: 'POST', body: new URLSearchParams(form) });
      assert.equal(answer.status, 303, path);
      return answer.headers.get('location') ?? '';
    },
  };
}
