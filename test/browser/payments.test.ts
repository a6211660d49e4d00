import { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isolated } from '../../api/checkout/format.ts';
import { en } from '../../api/checkout/messages/en.ts';
import type { components } from '../../client/index.ts';
import { reviewedKey, sanctionedKey } from '../../testkit/sanctionedPayer.ts';
import type { TestStack } from '../e2e/testStack.ts';
import { eventually, startTestStack } from '../e2e/testStack.ts';
import { injectWallet } from './injectedWallet.ts';
import * as payer from './payer.ts';
import type { Screen } from './screens.ts';
import { desktop, phone, Screens } from './screens.ts';

// Payers on the real stack: the pages of a browser, the money of the test chains.

const payerKey = Wallet.createRandom().privateKey;
/** The form's own query and fragment stay. */
const returnUrl = 'https://shop.example/paid?order=7&note=a%20b#receipt';

/** Without a script the page reloads itself every 15 s. */
const patient = { timeout: 60_000 };

let stack: TestStack;
let screens: Screens;
let formId: string;
beforeAll(async () => {
  stack = await startTestStack();
  screens = await Screens.start('e2e');
  const body = {
    title: 'Corner Books',
    coins: ['ETH', 'USDT_BSC', 'USD_MULTI_1'],
    receiver: `0x${'12'.repeat(20)}`,
    returnUrl,
  };
  formId = (await stack.api.post('/v1/forms', { body })).id;
  await Promise.all([payerKey, reviewedKey, sanctionedKey].map(key => payer.fund(stack, key)));
});
afterAll(async () => {
  await screens.stop();
  await stack.stop();
});
afterEach(async () => {
  expect(await screens.clear()).toEqual([]);
});

type Session = components['schemas']['Session'];
let payers = 0;
async function newSession(price: Record<string, string>): Promise<Session> {
  const customer = { id: `payer-${String(++payers)}` };
  return stack.api.post('/v1/sessions', {
    body: { formId, customer, product: { id: 'book', name: 'The Odyssey' }, price },
  });
}

async function open({ checkoutUrl }: Session, screen: Screen, query = ''): Promise<Page> {
  const page = await screens.newPage(screen, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${checkoutUrl}${query}`);
  return page;
}

const send = (to: string, code: string, whole: string, key = payerKey): Promise<string> =>
  payer.send(stack, { key, to, code, whole });
const shows = async (page: Page, headline: string): Promise<void> =>
  page.getByRole('heading', { name: headline, exact: true }).waitFor({ timeout: 25_000 });
const step = (page: Page, text: string) => page.locator('.steps .now', { hasText: text }).waitFor();
const paymentOf = ({ sessionId }: Session) => stack.api.get('/v1/payments', { query: { sessionId } });
const balanceOf = async ({ customer }: Session, coin: string) =>
  (await stack.api.get('/v1/balances', { query: { customerId: customer.id, coin, productId: '' } }))[0];

describe('a payment by a wallet outside the browser', () => {
  it('is shown step by step, and found by a page without a script that reloads itself', patient, async () => {
    const session = await newSession({ ETH: '0.25' });
    const live = [await open(session, phone), await open(session, desktop)];
    const still = [
      await open(session, { size: 'phone', script: false }),
      await open(session, { size: 'desktop', script: false }),
    ];
    await live[1]?.emulateMedia({ colorScheme: 'dark' });
    const everywhere = async (name: string, seen: (page: Page) => Promise<unknown>): Promise<void> => {
      await Promise.all(live.map(seen));
      for (const [at, page] of live.entries()) {
        expect(await screens.look(page, `${name}-${at === 0 ? 'phone' : 'desktop-dark'}`)).toEqual([]);
      }
    };
    const [onPhone] = live;
    if (!onPhone) throw new Error('there is a phone');
    await everywhere('waiting', page => shows(page, en.waiting));
    await onPhone.getByRole('button', { name: en.copyAddress }).click();
    const address = await onPhone.evaluate(() => navigator.clipboard.readText());
    expect(address).toBe(session.address);

    const chain = stack.network('ETHEREUM');
    await chain.pauseMining();
    const txHash = await send(address, 'ETH', '0.25', reviewedKey);
    await everywhere('seen', page => step(page, en.seen));
    await chain.mine(1);
    await everywhere('confirming', page => step(page, '1 of 3'));
    await chain.mine(1);
    await everywhere('confirming-2', page => step(page, '2 of 3'));
    await chain.mine(1);
    // Final, but a person still has to check the payer.
    await everywhere('checking', page => step(page, en.checked));
    chain.resumeMining();
    const transaction = await stack.transactionOf(txHash);
    await stack.api.post('/v1/transactions/{id}/compliance', {
      path: { id: transaction?.id ?? '' },
      body: { verdict: 'approve', reason: 'looked at' },
    });
    await everywhere('completed', page => shows(page, en.completed));
    await Promise.all(still.map(page => shows(page, en.completed)));
    expect(await paymentOf(session)).toMatchObject({ status: 'completed', paidAmount: '0.25' });
  });

  it('leads back to the merchant, with the session added to the URL', async () => {
    const session = await newSession({ USDT_BSC: '5' });
    const page = await open(session, phone);
    await page.route('https://shop.example/**', route => route.fulfill({ body: 'Thank you' }));
    await shows(page, en.waiting);
    await send(session.address, 'USDT_BSC', '5');
    await shows(page, en.completed);
    await page.getByRole('link', { name: 'Corner Books' }).click();
    await page.getByText('Thank you').waitFor();
    expect(page.url()).toBe(
      `https://shop.example/paid?order=7&note=a+b&sessionId=${session.sessionId}#receipt`,
    );
  });
});

describe('a payment by a browser wallet', () => {
  it.each([
    { currency: 'ETH', amount: '0.0123456789', screen: phone },
    { currency: 'USDT_BSC', amount: '12.000000000000000001', screen: desktop },
  ])('sends exactly the due amount of $currency, on its network', async ({ currency, amount, screen }) => {
    const session = await newSession({ ETH: '0.0123456789', USDT_BSC: '12.000000000000000001' });
    const page = await screens.newPage(screen);
    const answer = payer.walletOf(stack, payerKey);
    const wallet = await injectWallet(page, { name: 'Test Wallet', answer });
    await page.goto(`${session.checkoutUrl}?pay=${currency}`);
    await page.getByRole('button', { name: en.payWith('Test Wallet') }).waitFor();
    expect(await screens.look(page, `wallet-${currency}`)).toEqual([]);
    await page.getByRole('button', { name: en.payWith('Test Wallet') }).click();
    await shows(page, en.completed);
    expect(wallet.calls.map(({ method }) => method)).toEqual([
      'eth_requestAccounts',
      'eth_chainId',
      'wallet_switchEthereumChain',
      'eth_chainId',
      'eth_sendTransaction',
    ]);
    const payment = await paymentOf(session);
    expect(payment).toMatchObject({ status: 'completed', coin: { code: currency }, paidAmount: amount });
    expect(payment?.transactions.map(each => [each.currency, each.amount])).toEqual([[currency, amount]]);
  });
});

describe('prices are alternatives', () => {
  const both = { USD_MULTI_1: '15.0', ETH: '0.005' };
  const asksForNothing = async (session: Session): Promise<void> => {
    // Without a script, whichever coin the URL asks for.
    for (const query of ['', '?pay=ETH', '?pay=USDC_POL']) {
      const page = await open(session, { size: 'phone', script: false }, query);
      expect(await page.locator('#open-wallet, .choice, .qr').count(), query).toBe(0);
    }
  };

  it('the page asks for none from the moment one is on its way, during the check, and afterwards', async () => {
    const session = await newSession(both);
    const page = await open(session, phone);
    const chain = stack.network('POLYGON');
    await chain.pauseMining();
    const txHash = await send(session.address, 'USDC_POL', '15', reviewedKey);
    await shows(page, en.arriving);
    await asksForNothing(session);
    chain.resumeMining();
    // Final, and in review for hours.
    await step(page, en.checked);
    expect(await page.locator('#action').isVisible()).toBe(false);
    await asksForNothing(session);
    const transaction = await stack.transactionOf(txHash);
    await stack.api.post('/v1/transactions/{id}/compliance', {
      path: { id: transaction?.id ?? '' },
      body: { verdict: 'approve', reason: 'looked at' },
    });
    await shows(page, en.completed);
    await asksForNothing(session);
    expect(await paymentOf(session)).toMatchObject({ coin: { code: 'USD_MULTI_1' }, overpaid: [] });
  });

  it('a part of one leaves its rest due, or all of the other', async () => {
    const session = await newSession(both);
    const page = await open(session, phone);
    await send(session.address, 'USDC_POL', '10');
    await shows(page, en.underpaid);
    expect(await page.locator('#action').textContent()).toContain('5 USDC');
    await page.locator('#other-way').click();
    expect(await page.locator('#choice-ETH').textContent()).toContain('0.005');
    await send(session.address, 'ETH', '0.005');
    await shows(page, en.completed);
    expect(await paymentOf(session)).toMatchObject({
      coin: { code: 'ETH' },
      overpaidBy: '0',
      overpaid: [{ coin: 'USD_MULTI_1', amount: '10' }],
    });
  });

  it('a payer who pays two of them at once sees both', async () => {
    const session = await newSession(both);
    const page = await open(session, phone);
    const reviewed = await send(session.address, 'USDC_POL', '15', reviewedKey);
    await shows(page, en.arriving);
    await send(session.address, 'ETH', '0.005');
    await shows(page, en.completed);
    const transaction = await stack.transactionOf(reviewed);
    await stack.api.post('/v1/transactions/{id}/compliance', {
      path: { id: transaction?.id ?? '' },
      body: { verdict: 'approve', reason: 'looked at' },
    });
    await eventually('the payment says what is over', async () => {
      const payment = await paymentOf(session);
      return payment?.overpaid.length === 1;
    });
    const payment = await paymentOf(session);
    expect(payment).toMatchObject({
      status: 'completed',
      coin: { code: 'ETH' },
      overpaid: [{ coin: 'USD_MULTI_1', amount: '15' }],
    });
    expect(payment?.transactions.map(({ currency }) => currency).toSorted()).toEqual(['ETH', 'USDC_POL']);
  });
});

describe('two orders of one customer at one price', () => {
  const pair = async () => {
    const body = {
      formId,
      customer: { id: `payer-${String(++payers)}` },
      price: { ETH: '0.01', USDT_BSC: '9' },
    };
    const make = () => stack.api.post('/v1/sessions', { body });
    return { first: await make(), second: await make() };
  };

  for (const script of [true, false]) {
    it(`the page that is open is the one that is paid, ${script ? 'with' : 'without'} a script`, async () => {
      const { first, second } = await pair();
      const screen: Screen = { size: 'phone', script };
      await open(second, screen, '?pay=ETH');
      const looked = await open(first, screen);
      await looked.locator('#choice-ETH').click();
      const waiting = await open(second, phone, '?pay=USDT_BSC');
      await send(first.address, 'ETH', '0.01');
      await eventually('it is paid', async () => (await paymentOf(first))?.status === 'completed');
      expect(await paymentOf(second)).toBeNull();
      await waiting.locator('#status', { hasText: '0.01 ETH' }).waitFor();
      expect(await waiting.locator('#status').textContent()).toContain('another order of yours');
      expect(await screens.look(waiting, `paid-elsewhere-${String(script)}`)).toEqual([]);
    });
  }

  it('the tab that is opened again is the one that is paid', async () => {
    const { first, second } = await pair();
    const page = await open(first, phone, '?pay=ETH');
    await open(second, phone, '?pay=ETH');
    const turned = page.waitForResponse(response => response.url().includes('pay=ETH'));
    await page.evaluate(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await turned;
    await send(first.address, 'ETH', '0.01');
    await eventually('it is paid', async () => (await paymentOf(first))?.status === 'completed');
    expect(await paymentOf(second)).toBeNull();
  });

  it('if neither page was open, the newest is paid', async () => {
    const { first, second } = await pair();
    await send(first.address, 'ETH', '0.01');
    await eventually('it is paid', async () => (await paymentOf(second))?.status === 'completed');
    expect(await paymentOf(first)).toBeNull();
  });
});

describe('a payment of another amount', () => {
  it('below the price shows what is due, and is completed by the rest, also on another network', async () => {
    const session = await newSession({ USD_MULTI_1: '10' });
    const page = await open(session, phone);
    expect(await screens.look(page, 'choose-phone')).toEqual([]);
    await send(session.address, 'USDT_BSC', '4');
    await shows(page, en.underpaid);
    expect(await page.locator('#status').textContent()).toContain('6 ');
    expect(await screens.look(page, 'underpaid-phone')).toEqual([]);
    expect(await paymentOf(session)).toMatchObject({ status: 'pending', underpaidBy: '6' });
    await send(session.address, 'USDC_POL', '6');
    await shows(page, en.completed);
    expect(await paymentOf(session)).toMatchObject({ status: 'completed', underpaidBy: '0' });
  });

  it('above the price shows the excess, which stays in the balance', async () => {
    const session = await newSession({ USDT_BSC: '10' });
    const page = await open(session, desktop);
    await send(session.address, 'USDT_BSC', '12.5');
    await shows(page, en.completed);
    expect(await page.locator('#status').textContent()).toContain('2.5 USDT');
    expect(await screens.look(page, 'overpaid-desktop')).toEqual([]);
    expect(await paymentOf(session)).toMatchObject({ overpaidBy: '2.5' });
    expect(await balanceOf(session, 'USDT_BSC')).toMatchObject({ balance: '12.5' });
  });

  it('after the deadline is completed, and marked as late', async () => {
    const session = await newSession({ USDT_BSC: '10' });
    const page = await open(session, phone);
    await stack.api.post('/v1/sessions/{id}/expire', { path: { id: session.sessionId }, body: {} });
    await shows(page, en.expired);
    expect(await screens.look(page, 'expired-phone')).toEqual([]);
    await send(session.address, 'USDT_BSC', '10');
    await eventually('the late payment is completed', async () => {
      const payment = await paymentOf(session);
      return payment?.status === 'completed';
    });
    await page.reload();
    await shows(page, en.late);
    expect(await page.locator('#status').textContent()).toContain(en.latePaid(isolated('Corner Books')));
    expect(await screens.look(page, 'late-phone')).toEqual([]);
    expect(await paymentOf(session)).toMatchObject({ status: 'completed', late: true });
    expect(await balanceOf(session, 'USDT_BSC')).toMatchObject({ balance: '10' });
  });

  it('from a sanctioned payer has a kind message, and asks for no more money', async () => {
    const session = await newSession({ ETH: '0.5' });
    const page = await open(session, phone);
    await send(session.address, 'ETH', '0.5', sanctionedKey);
    await shows(page, en.failed);
    expect(await page.locator('#action').isVisible()).toBe(false);
    expect(await page.content()).not.toMatch(/sanction|illegal|compliance/i);
    expect(await screens.look(page, 'failed-phone')).toEqual([]);
    await eventually('the payment has failed', async () => (await paymentOf(session))?.status === 'failed');
    expect((await balanceOf(session, 'ETH'))?.balance ?? '0').toBe('0');
  });
});

it('shows the credit within a second', async () => {
  const delays: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const session = await newSession({ ETH: '0.1' });
    const page = await screens.newPage(round % 2 === 0 ? phone : desktop);
    // Notes when the page first showed it, without the delay of the test's own polling.
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (!document.querySelector('#status.completed')) return;
        document.documentElement.dataset['shownAt'] ??= String(Date.now());
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(session.checkoutUrl);
    const txHash = await send(session.address, 'ETH', '0.1');
    await shows(page, en.completed);
    const shownAt = await page.evaluate(() => Number(document.documentElement.dataset['shownAt']));
    const { confirmed_at } = await stack.db
      .selectFrom('transactions')
      .select('confirmed_at')
      .where('tx_hash', '=', txHash as never)
      .executeTakeFirstOrThrow();
    delays.push(shownAt - (confirmed_at?.getTime() ?? 0));
  }
  process.stdout.write(`ms from the credit to the page: ${delays.join(', ')}\n`);
  for (const delay of delays) {
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(1000);
  }
});
