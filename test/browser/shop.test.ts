import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../api/checkout/messages/en.ts';
import type { TestStack } from '../e2e/testStack.ts';
import { eventually, startTestStack } from '../e2e/testStack.ts';
import type { Screen } from './screens.ts';
import { desktop, phone, Screens } from './screens.ts';

// The example shop as its customers use it, on the real stack.

/** Without a script the checkout page reloads itself every 15 s. */
const patient = { timeout: 60_000 };

let stack: TestStack;
let screens: Screens;
let shop: string;
beforeAll(async () => {
  stack = await startTestStack({ shopPort: 0 });
  shop = stack.stack.running.shop ?? '';
  screens = await Screens.start('e2e');
});
afterAll(async () => {
  await screens.stop();
  await stack.stop();
});
afterEach(async () => {
  expect(await screens.clear()).toEqual([]);
});

async function logIn(name: string, screen: Screen = phone): Promise<Page> {
  const page = await screens.newPage(screen);
  await page.goto(shop);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Top up' }).waitFor();
  return page;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();
const follow = (page: Page, name: string): Promise<void> => page.getByRole('link', { name }).click();
const balanceOn = async (page: Page): Promise<string | null> => page.locator('.balance strong').textContent();
const customerOf = (name: string) => stack.api.get('/v1/customers/{id}', { path: { id: name } });
const chargesOf = async (customerId: string) =>
  (await stack.api.get('/v1/charges', { query: { customerId } })).data;

/** Adds money to a balance without a page. */
async function give(name: string, whole: string): Promise<void> {
  const query = { customerId: name, currency: 'USDT_BSC' };
  const { address } = await stack.api.get('/v1/purse', { query });
  const txHash = await stack.payTo(address, 'USDT_BSC', whole);
  await stack.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', txHash);
}

describe('a customer of the shop', () => {
  it.each([
    { name: 'ann', screen: phone, how: 'a phone' },
    { name: 'ben', screen: { ...desktop, script: false }, how: 'a desktop without a script' },
  ] as const)(
    'tops up, pays, buys, returns it and reads the statement, on $how',
    patient,
    async ({ name, screen }) => {
      const look = async (what: string): Promise<void> => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await screens.look(page, `shop-${name}-${what}-${colorScheme}`), what).toEqual([]);
        }
      };
      const page = await logIn(name, screen);
      expect(await balanceOn(page)).toBe('$0.00');
      await look('home');

      await press(page, '$15.00');
      await page.getByRole('link', { name: 'Polygon' }).click();
      const address = (await page.locator('.address').textContent()) ?? '';
      const txHash = await stack.payTo(address, 'USDC_POL', '15');
      await page.getByRole('heading', { name: en.completed }).waitFor({ timeout: 25_000 });
      await page.locator('#return').click();

      await page.getByText('Your $15.00 arrived.').waitFor();
      expect(await balanceOn(page)).toBe('$15.00');
      await look('paid');
      await follow(page, 'To the shop');
      await press(page, 'Buy Emma for $3.00');
      await page.getByRole('heading', { name: 'Your orders' }).waitFor();
      await eventually('the webhooks came', async () => {
        await page.reload();
        return (await page.locator('.events').textContent())?.includes('PAYMENT_COMPLETED');
      });
      await look('orders');
      await follow(page, 'Corner Books');
      expect(await balanceOn(page)).toBe('$12.00');

      await follow(page, 'Orders');
      await press(page, 'Return Emma');
      await page.getByText('Refunded').waitFor();
      await follow(page, 'Statement');
      const cells = page.locator('tbody td');
      await cells.first().waitFor();
      const amounts = await page
        .locator('tbody tr')
        .evaluateAll(rows =>
          rows.map(row => [...row.querySelectorAll('td')].slice(1).map(cell => cell.textContent)),
        );
      expect(amounts).toEqual([
        ['refund USDC_POL', '3', '15'],
        ['charge USDC_POL', '-3', '12'],
        ['deposit USDC_POL', '15', '15'],
      ]);
      await look('statement');
      expect(await stack.transactionOf(txHash)).toMatchObject({ creditedTo: 'customer' });
      await press(page, 'Log out');
      await page.getByLabel('Your name').waitFor();
    },
  );

  it('with too little money sees a message, and nothing is charged', async () => {
    const page = await logIn('dan');
    await press(page, 'Buy Emma');
    await page.getByText('Your balance is too low').waitFor();
    expect(await screens.look(page, 'shop-dan-too-little')).toEqual([]);
    expect(await chargesOf('dan')).toEqual([]);
    // The console reports the answer's status.
    expect(await screens.clear()).toEqual([expect.stringContaining('409')]);
  });
});

describe('the shop', () => {
  /** Submits the form of a button repeatedly, with the values of its page. */
  async function sendTwice(page: Page, action: string): Promise<readonly number[]> {
    const fields = await page
      .locator(`form[action="${action}"]`)
      .first()
      .locator('input, button[name]')
      .evaluateAll(inputs =>
        inputs.map(each => [each.getAttribute('name') ?? '', each.getAttribute('value') ?? ''] as const),
      );
    const form = Object.fromEntries(fields);
    const answers = await Promise.all(
      [1, 2].map(() => page.request.post(`${shop}${action}`, { form, maxRedirects: 0 })),
    );
    return answers.map(answer => answer.status());
  }

  it('makes one session and one charge of a form that is sent twice', async () => {
    const page = await logIn('eva');
    expect(await sendTwice(page, '/top-up')).toEqual([303, 303]);
    const { id } = await customerOf('eva');
    const sessions = await stack.db
      .selectFrom('sessions')
      .select('id')
      .where('customer_id', '=', id as never)
      .execute();
    expect(sessions).toHaveLength(1);
    await give('eva', '20');
    expect(await sendTwice(page, '/buy')).toEqual([303, 303]);
    expect(await chargesOf('eva')).toHaveLength(1);
    await page.goto(`${shop}/orders`);
    expect(await sendTwice(page, '/refund')).toEqual([303, 303]);
    expect(await chargesOf('eva')).toMatchObject([{ amount: '4.5', refunded: '4.5' }]);
  });

  it('refuses a form from another site, and one without a visitor', async () => {
    const page = await logIn('fay');
    await give('fay', '10');
    const order = crypto.randomUUID();
    for (const form of [
      { order, good: 'emma' },
      { order, good: 'emma', token: 'x'.repeat(43) },
    ]) {
      const answer = await page.request.post(`${shop}/buy`, { form, maxRedirects: 0 });
      expect(answer.status()).toBe(403);
    }
    expect(await chargesOf('fay')).toEqual([]);
  });

  it('shows nobody another customer’s payment, and returns nobody another customer’s order', async () => {
    const gus = await logIn('gus');
    await give('gus', '10');
    await press(gus, 'Buy Emma');
    await gus.getByText('Emma').waitFor();
    await gus.goto(shop);
    await press(gus, '$5.00');
    await gus.waitForURL('**/checkout/**');
    const sessionId = new URL(gus.url()).pathname.split('/').at(-1) ?? '';
    const [charge] = await chargesOf('gus');

    const hal = await logIn('hal');
    const token = await hal.locator('input[name=token]').first().inputValue();
    const seen = await hal.request.get(`${shop}/paid?sessionId=${sessionId}`);
    expect(seen.status()).toBe(404);
    const form = { token, charge: charge?.id ?? '' };
    const given = await hal.request.post(`${shop}/refund`, { form, maxRedirects: 0 });
    expect(given.status()).toBe(404);
    expect(await chargesOf('gus')).toMatchObject([{ refunded: '0' }]);
  });

  it('writes received texts as text, not as markup', async () => {
    const page = await logIn('ida');
    await give('ida', '10');
    const description = `"'><b>Emma</b><script src=/x></script>&amp;`;
    const body = { customerId: 'ida', coin: 'USDT_BSC', amount: '3', description };
    await stack.api.post('/v1/charges', { body });
    await page.goto(`${shop}/orders`);
    await page.getByRole('heading', { name: description, exact: true }).waitFor();
    await page.getByRole('button', { name: `Return ${description}`, exact: true }).waitFor();
    expect(await page.locator('script').count()).toBe(0);
  });

  it('trusts a webhook by its signature only, and handles each event once', async () => {
    const page = await logIn('joe');
    const forged = await page.request.post(`${shop}/webhooks`, { data: { type: 'PAYMENT_COMPLETED' } });
    expect(forged.status()).toBe(400);
    const { id } = await customerOf('joe');
    const created = await stack.awaitEvent('CUSTOMER_CREATED', id);
    const deliveries = async (): Promise<number> => {
      const query = { eventId: created.id, limit: 100 };
      const { data } = await stack.api.get('/v1/deliveries', { query });
      return data.flatMap(({ attempts }) => attempts).filter(({ status }) => status === 204).length;
    };
    // The shop's endpoint, and the test's.
    await eventually('it was delivered', async () => (await deliveries()) === 2);
    await stack.api.post('/v1/events/{id}/redeliver', { path: { id: created.id }, body: {} });
    await eventually('it was delivered again', async () => (await deliveries()) === 4);
    await page.goto(`${shop}/orders`);
    expect(await page.locator('.events li').count()).toBe(1);
  });
});
