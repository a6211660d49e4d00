import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { languageTags } from '../../../api/checkout/messages/index.ts';
import { receivedOf } from '../../../api/checkout/receivedOf.ts';
import type { CheckoutView } from '../../../api/checkout/view.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { ChainId, CoinCode, CurrencyCode } from '../../../domain/registry.ts';
import { payment, states, tokenChoice, viewWith } from './checkoutFixtures.ts';
import type { CheckoutServer } from './checkoutServer.ts';
import { startCheckoutServer } from './checkoutServer.ts';

// The amounts that a payer reads: text only, without markup.

let server: CheckoutServer;
beforeAll(async () => {
  server = await startCheckoutServer();
});
afterAll(() => server.stop());

async function pageOf(view: CheckoutView, query = ''): Promise<string> {
  const response = await fetch(`${server.url}/checkout/${server.sessions.put(view)}${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

const words = (markup: string): string => markup.replaceAll(/<[^>]*>/g, '').replaceAll(/[\u2068\u2069]/g, '');

async function read(view: CheckoutView, query = ''): Promise<string> {
  return words(await pageOf(view, query));
}

/** What the page says about the state of the session. */
async function readStatus(view: CheckoutView, query = ''): Promise<string> {
  const [status = ''] = /<section id="status"[^]*?<\/section>/.exec(await pageOf(view, query)) ?? [];
  return words(status);
}

const stateOf = (name: string): CheckoutView => states[name]?.() ?? viewWith();

it('while a part is on its way, the page asks for the rest and does not tell the payer to leave', async () => {
  const text = await read(stateOf('partArriving'));
  expect(text).toContain('20 USDT is on its way. 5.5 USDT is still to be paid: please send the rest.');
  expect(text).toContain('Send 5.5 USDT');
  expect(text).not.toContain('You can close this page');
  expect(await read(stateOf('confirming'))).toContain('You can close this page');
});

it('before a currency is chosen, the rest of a group’s price is exact, although one of its currencies has fewer decimals', async () => {
  const coin = 'USD_MULTI_1' as CoinCode;
  const of = (currency: string, decimals: number, due: string) => ({
    ...tokenChoice,
    ...{ coin, decimals, due, currency: currency as CurrencyCode },
  });
  const status = await readStatus(
    {
      ...stateOf('underpaid'),
      prices: [{ coin, amount: '25.500000000000000001', symbols: ['USDT'], isCovered: false }],
      payment: { ...payment, coin: { code: coin, name: 'US dollar tokens' } },
      choices: [of('USDT_ETH', 6, '5.500001'), of('USDT_BSC', 18, '5.500000000000000001')],
    },
    '?pay=',
  );
  expect(status).toContain('5.500000000000000001 USDT is still to be paid.');
});

it('a part that was credited while the page was read is not called on its way', async () => {
  const received = [{ symbol: 'USDT', credited: '20', underWay: '0' }];
  const status = await readStatus({ ...stateOf('partArriving'), received });
  expect(status).toContain('5.5 USDT is still to be paid. Please send the rest.');
  expect(status).not.toContain('on their way');
});

it('a part that is on its way at the deadline does not make the page ask for the rest', async () => {
  const expiresAt = new Date(Date.now() - 1).toISOString();
  const text = await read({ ...stateOf('partArriving'), expiresAt });
  expect(text).toContain('Please do not send money now.');
  expect(text).not.toMatch(/You can close|still to be paid/);
});

test.for(languageTags)('in %s a part that is on its way is named with the rest', async tag => {
  expect(await readStatus(stateOf('partArriving'), `?lang=${tag}`)).toMatch(/20 USDT.*5\.5 USDT/);
});

describe('expired', () => {
  it('after a part was credited, the page names it and does not ask whether money was sent', async () => {
    const status = await readStatus(stateOf('expiredPart'));
    expect(status).toContain(
      '6 USDT was credited to you at Northwind Coffee. It was not enough for this order; ask them what happens with it.',
    );
    expect(status).not.toContain('Did you send money already?');
    expect(await readStatus(stateOf('expired'))).toContain('Did you send money already?');
  });

  test.for(languageTags)('in %s both partly credited coins are named', async tag => {
    const received = [
      { symbol: 'USDT', credited: '6', underWay: '0' },
      { symbol: 'ETH', credited: '0.002', underWay: '0' },
    ];
    const status = await readStatus({ ...stateOf('expiredPart'), received }, `?lang=${tag}`);
    expect(status).toMatch(/6 USDT .*0\.002 ETH/);
    expect(status).toContain('Northwind Coffee');
  });
});

describe('late', () => {
  it('a credited part is named in the past tense, and did not cover the price', async () => {
    const status = await readStatus(stateOf('latePart'));
    expect(status).toContain('Your payment came late');
    expect(status).toContain('6 USDT was credited to you at Northwind Coffee. It did not cover the price;');
    expect(status).not.toContain('when it arrives');
  });

  it('money on its way is credited when it arrives, also beside a credited part', async () => {
    const both = [{ symbol: 'USDT', credited: '6', underWay: '4' }];
    for (const view of [stateOf('late'), { ...stateOf('late'), received: both }]) {
      expect(await readStatus(view)).toContain('What you sent is credited when it arrives');
    }
  });

  test.for(languageTags)('in %s the part and the merchant are named', async tag => {
    const status = await readStatus(stateOf('latePart'), `?lang=${tag}`);
    for (const part of ['6 USDT', 'Northwind Coffee']) expect(status).toContain(part);
  });
});

describe('an excess', () => {
  test.for(languageTags)('in %s names every coin', async tag => {
    expect(await readStatus(stateOf('overpaidTwice'), `?lang=${tag}`)).toMatch(/4\.5 USDT.*0\.002 ETH/);
  });

  it('names coins other than the payment’s too', async () => {
    const view = stateOf('overpaidTwice');
    const overpaid = view.payment?.overpaid.slice(1) ?? [];
    const status = await readStatus({ ...view, payment: view.payment && { ...view.payment, overpaid } });
    expect(status).toContain('You sent 0.002 ETH more than was asked for.');
  });

  it('shows the amount of the covered price, although more of another coin is credited', async () => {
    const view = stateOf('confirming');
    const ofPayment = { ...payment, coin: { code: 'ETH', name: 'Ether' } };
    const prices = view.prices.map(price => ({ ...price, isCovered: price.coin === 'USDT_BSC' }));
    expect(await read({ ...view, payment: ofPayment, prices })).toContain('Amount 25.5 USDT');
  });
});

describe('if two prices are both paid in part', () => {
  const received = 'Received so far 20 USDT and 0.002 ETH';

  it('the page asks for the one that received more, although the other was paid last', async () => {
    const text = await read(stateOf('twoParts'));
    const asked = ['To pay 25.5 USDT', received, '5.5 USDT is still to be paid.', 'Send 5.5 USDT'];
    for (const part of asked) expect(text).toContain(part);
    expect(text).not.toContain('0.0064');
  });

  it('amount and rest belong to the shown coin', async () => {
    const text = await read(stateOf('twoParts'), '?pay=ETH');
    const rest = '0.006400000000000001 ETH';
    const asked = [
      'To pay 0.008400000000000001 ETH',
      received,
      `${rest} is still to be paid.`,
      `Send ${rest}`,
    ];
    for (const part of asked) expect(text).toContain(part);
    expect(text).not.toContain('5.5 USDT');
  });

  it('the choice names the price that received more', async () => {
    const text = await read(stateOf('twoParts'), '?pay=');
    const asked = ['To pay 25.5 USDT', received, '5.5 USDT is still to be paid.', 'How do you want to pay?'];
    for (const part of asked) expect(text).toContain(part);
  });

  test.for(languageTags)('in %s both are said to have been received', async tag => {
    expect(await read(stateOf('twoParts'), `?lang=${tag}`)).toMatch(/20 USDT .*0\.002 ETH/);
  });
});

it('received amounts are summed by symbol, also over networks with different decimals', () => {
  const member = (currency: string, decimals: number) => ({
    currency: currency as CurrencyCode,
    decimals,
    chainId: 1 as ChainId,
  });
  const group = {
    coin: 'USD' as CoinCode,
    decimals: 18,
    amount: '1',
    members: [member('USDT_ETH', 6), member('USDT_BSC', 18)],
  };
  const ether = { coin: 'ETH' as CoinCode, decimals: 18, amount: '1', members: [member('ETH', 18)] };
  const money = (currency: string, amount: bigint, state: 'credited' | 'pending') => ({
    currency: currency as CurrencyCode,
    amount: baseUnits(amount),
    state,
  });
  const counted = [
    money('ETH', 2n * 10n ** 15n, 'pending'),
    money('USDT_BSC', 10n ** 17n, 'credited'),
    money('USDT_ETH', 5_000_000n, 'credited'),
  ];
  expect(receivedOf([group, ether], counted)).toEqual([
    { symbol: 'USDT', credited: '5.1', underWay: '0' },
    { symbol: 'ETH', credited: '0', underWay: '0.002' },
  ]);
});
