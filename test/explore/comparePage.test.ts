import { describe, expect, it } from 'vitest';
import { en } from '../../api/checkout/messages/en.ts';
import { comparePage } from '../../explore/model/comparePage.ts';
import type { Currency, Deposit, Facts, Payment } from '../../explore/model/facts.ts';
import type { PageFacts } from '../../explore/page/pageFacts.ts';

// A page that is right, and what makes it wrong. On the real page: test/browser/explore.test.ts.

const now = Date.parse('2026-11-30T10:00:00Z');
const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3';

const currencies: readonly Currency[] = [
  {
    ...{ code: 'USDT_BSC', chainId: 56, contract: token, decimals: 18, minDeposit: '1' },
    ...{ groups: ['USD'], networkName: 'BNB Smart Chain' },
  },
  {
    ...{ code: 'USDC_POL', chainId: 137, contract: token, decimals: 6, minDeposit: '1' },
    ...{ groups: ['USD'], networkName: 'Polygon' },
  },
  {
    ...{ code: 'ETH', chainId: 1, contract: null, decimals: 18, minDeposit: '0.001' },
    ...{ groups: [], networkName: 'Ethereum' },
  },
];

const facts: Facts = {
  session: {
    sessionId: 'ses_1',
    status: 'open',
    price: { USD: '15.0000001' },
    address,
    expiresAt: '2026-11-30T10:09:05Z',
  },
  form: {
    title: 'Books',
    returnUrl: 'https://shop.example/paid?order=7',
    supportUrl: null,
    supportEmail: 'help@shop.example',
  },
  payment: null,
  deposits: [],
  isRefused: false,
};

const choosing: PageFacts = {
  url: 'https://pay.example/checkout/ses_1',
  script: true,
  lang: 'en',
  dir: 'ltr',
  title: 'Pay Books',
  heading: 'Books',
  text: 'Books',
  footer: 'Ask Books',
  isTooWide: false,
  nameless: [],
  status: { classes: ['status', 'waiting'], headline: en.waiting, text: `${en.waiting} More`, money: [] },
  total: ['15.0000001 USDT/USDC'],
  received: [],
  deadline: { iso: '2026-11-30T10:09:05Z', text: '9:05' },
  ways: [
    { id: 'choice-USDT_BSC', text: 'USDT on BNB Smart Chain', money: ['15.0000001 USDT'] },
    { id: 'choice-USDC_POL', text: 'USDC on Polygon', money: ['15.000001 USDC'] },
  ],
  pay: null,
  deposits: [],
  returnTo: null,
  support: ['mailto:help@shop.example'],
};

const paying: PageFacts = {
  ...choosing,
  url: `${choosing.url}?pay=USDC_POL`,
  total: ['15.000001 USDC'],
  ways: [],
  pay: {
    money: ['15.000001 USDC', '15.000001 USDC'],
    heading: 'Send 15.000001 USDC on Polygon',
    address,
    network: 'Polygon',
    copyAmount: '15.000001',
    copyAddress: address,
    walletLink: `ethereum:${token}@137/transfer?address=${address}&uint256=15000001`,
    canChange: true,
  },
};

const deposit = (changes: Partial<Deposit>): Deposit =>
  ({
    id: 'txn_1',
    currency: 'USDT_BSC',
    amount: '5',
    status: 'CONFIRMED',
    creditedTo: 'customer',
    blockNumber: 7,
    confirmations: 5,
    requiredConfirmations: 5,
    createdAt: '2026-11-30T09:59:00Z',
    ...changes,
  }) as Deposit;

const paid = (
  status: Payment['status'],
  transactions: readonly Deposit[],
  more: Partial<Payment> = {},
): Facts => ({
  ...facts,
  payment: {
    status,
    transactions,
    coin: { code: 'USD', name: 'Dollars' },
    overpaid: [],
    late: false,
    ...more,
  } as never,
  deposits: transactions,
});

const underpaid = paid('pending', [deposit({})]);
const underpaidPage: PageFacts = {
  ...paying,
  url: choosing.url,
  status: {
    classes: ['status', 'underpaid'],
    headline: en.underpaid,
    text: `${en.underpaid} 10.0000001 USDT is still to be paid`,
    money: ['10.0000001 USDT'],
  },
  total: ['15.0000001 USDT/USDC'],
  received: ['5 USDT'],
  pay: {
    money: ['10.0000001 USDT', '10.0000001 USDT'],
    heading: 'Send 10.0000001 USDT on BNB Smart Chain',
    address,
    network: 'BNB Smart Chain',
    copyAmount: '10.0000001',
    copyAddress: address,
    walletLink: `ethereum:${token}@56/transfer?address=${address}&uint256=10000000100000000000`,
    canChange: true,
  },
  deposits: [{ money: '5 USDT', text: '5 USDT on BNB Smart Chain', done: 4, numbers: '' }],
};

const expired: Facts = {
  ...facts,
  session: { ...facts.session, status: 'expired', expiresAt: '2026-11-30T09:59:59Z' },
};
const expiredPage: PageFacts = {
  ...choosing,
  status: { classes: ['status', 'expired'], headline: en.expired, text: `${en.expired} More`, money: [] },
  deadline: { iso: '2026-11-30T09:59:59Z', text: '30 Nov 2026, 09:59 UTC' },
  ways: [],
  returnTo: 'https://shop.example/paid?order=7&sessionId=ses_1',
};

function found(page: PageFacts, of: Facts): readonly string[] {
  return comparePage(page, of, currencies, 'en', now);
}

describe('a page', () => {
  it.each([
    ['that offers the ways to pay', choosing, facts],
    ['that asks for what was chosen, rounded up to its decimals', paying, facts],
    ['that asks for the rest', underpaidPage, underpaid],
    ['of a session that has ended', expiredPage, expired],
  ])('%s agrees with the API', (_, page, of) => {
    expect(found(page, of)).toEqual([]);
  });

  it.each<[string, PageFacts, Facts]>([
    ['that says another status', { ...choosing, status: expiredPage.status }, facts],
    ['that stays as it was when the session has ended', choosing, expired],
    ['that stays as it was when money came', choosing, underpaid],
    ['that asks for the price instead of the rest', { ...paying, url: choosing.url }, underpaid],
    ['that names another network than it was asked for', { ...paying, pay: underpaidPage.pay }, facts],
    ['with an address of somebody else', changed({ address: `0x${'11'.repeat(20)}` }), facts],
    ['that copies another amount than it shows', changed({ copyAmount: '15' }), facts],
    ['that asks the wallet for another amount', changed({ walletLink: `ethereum:${token}@137` }), facts],
    ['that lets nobody choose again', changed({ canChange: false }), facts],
    [
      'with an amount that was computed with floating point',
      { ...choosing, total: ['15.000000100000001 USDT/USDC'] },
      facts,
    ],
    ['with another deadline', { ...choosing, deadline: expiredPage.deadline }, facts],
    [
      'with a clock that stands still',
      { ...choosing, deadline: { iso: facts.session.expiresAt, text: '10:00' } },
      facts,
    ],
    ['without the time left', { ...choosing, deadline: null }, facts],
    ['without a way to pay', { ...choosing, ways: [] }, facts],
    ['without one of the ways', { ...choosing, ways: choosing.ways.slice(1) }, facts],
    ['at its end without the way back', { ...expiredPage, returnTo: null }, expired],
    ['at its end with a way to nowhere', { ...expiredPage, returnTo: 'https://shop.example/' }, expired],
    ['with nobody to ask', { ...choosing, support: [] }, facts],
    ['that does not say what was received', { ...underpaidPage, received: [] }, underpaid],
    ['without a deposit', { ...underpaidPage, deposits: [] }, underpaid],
    ['with a deposit that has not come as far', withDone(1), underpaid],
    ['that asks for money and must not', { ...expiredPage, ways: choosing.ways }, expired],
    ['of another language than was asked for', { ...choosing, url: `${choosing.url}?lang=ar` }, facts],
    ['in the wrong direction', { ...choosing, dir: 'rtl' }, facts],
    ['that is wider than the screen', { ...choosing, isTooWide: true }, facts],
    ['with a control that has no name', { ...choosing, nameless: ['<button></button>'] }, facts],
    ['without words', { ...choosing, text: '' }, facts],
    ['without a status', { ...choosing, status: null }, facts],
  ])('%s does not', (_, page, of) => {
    expect(found(page, of)).not.toEqual([]);
  });

  it('of money that waits for confirmations shows how many', () => {
    const waiting = deposit({
      status: 'PENDING_COMPLIANCE_CHECK',
      creditedTo: null,
      amount: '20',
      confirmations: 2,
    });
    const page: PageFacts = {
      ...choosing,
      status: { classes: ['arriving'], headline: en.arriving, text: `${en.arriving} More`, money: [] },
      deadline: null,
      ways: [],
      deposits: [{ money: '20 USDT', text: '20 USDT on BNB Smart Chain', done: 1, numbers: '2 5' }],
    };
    expect(found(page, paid('pending', [waiting]))).toEqual([]);
    expect(found(page, paid('pending', [{ ...waiting, confirmations: 3 }]))).toHaveLength(1);
    expect(found(page, paid('pending', [{ ...waiting, blockNumber: null }]))).toHaveLength(1);
  });

  it('of a payment above the price says the excess, and that it came late', () => {
    const overpaid = [{ coin: 'USD', amount: '4.9999999' }];
    const complete = (late: boolean): Facts =>
      paid('completed', [deposit({ amount: '20' })], { overpaid, late });
    const page: PageFacts = {
      ...expiredPage,
      status: {
        classes: ['completed'],
        headline: en.completed,
        text: `${en.completed} More`,
        money: ['4.9999999 USDT/USDC'],
      },
      deadline: null,
      deposits: [{ money: '20 USDT', text: '20 USDT on BNB Smart Chain', done: 4, numbers: '' }],
    };
    expect(found(page, complete(false))).toEqual([]);
    expect(found(page, complete(true))).not.toEqual([]);
    const silent = { ...page, status: page.status && { ...page.status, money: [] } };
    expect(found(silent, complete(false))).toEqual([expect.stringContaining('4.9999999')]);
  });
});

function changed(pay: Partial<NonNullable<PageFacts['pay']>>): PageFacts {
  return { ...paying, pay: paying.pay && { ...paying.pay, ...pay } };
}

function withDone(done: number): PageFacts {
  return { ...underpaidPage, deposits: underpaidPage.deposits.map(each => ({ ...each, done })) };
}
