import { describe, expect, it, test } from 'vitest';
import type { Coin } from '../../../domain/coin.ts';
import { coinIn, findCoin, inCoin, takenOf } from '../../../domain/coin.ts';
import { newId } from '../../../domain/ids.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { CoinCode, Currency, CurrencyCode, GroupCode } from '../../../domain/registry.ts';
import type { DepositState, PaymentFacts, SessionDeposit } from '../../../domain/sessions/payment.ts';
import { overpaidIn, paymentEvent, sessionOutcome, shortfall } from '../../../domain/sessions/payment.ts';
import { leastPrice, priceIn } from '../../../domain/sessions/price.ts';
import type { SessionCandidate, Sighting } from '../../../domain/sessions/session.ts';
import { isTimely, sessionFor } from '../../../domain/sessions/session.ts';
import { eth } from '../../db/fixtures.ts';

const token = (code: string, decimals: number, minimum: bigint): Currency => ({
  ...eth,
  code: code as CurrencyCode,
  decimals,
  minDeposit: baseUnits(minimum),
});
const fine = token('FINE', 18, 2n * 10n ** 18n);
const coarse = token('COARSE', 2, 500n);
const registry = {
  networks: [],
  currencies: [fine, coarse, eth],
  groups: [{ code: 'BOTH' as GroupCode, name: 'Both', currencies: [fine.code, coarse.code] }],
};
const both = coinIn(registry)('BOTH');
const ether = coinIn(registry)('ETH');

describe('a coin', () => {
  it('is a currency, or a group with the decimals of its finest member', () => {
    expect(ether).toMatchObject({ code: 'ETH', decimals: 18, members: [eth] });
    expect(both).toMatchObject({ code: 'BOTH', decimals: 18, members: [fine, coarse] });
    expect(findCoin(registry, 'DOGE')).toBeUndefined();
    expect(() => coinIn(registry)('DOGE')).toThrow('DOGE');
  });

  it('counts its members 1:1, exactly', () => {
    expect(inCoin(both, coarse, baseUnits(1n))).toBe(10n ** 16n);
    expect(inCoin(both, fine, baseUnits(1n))).toBe(1n);
  });

  it('uses the supported members, if there is one', () => {
    const retired = { ...both, members: [fine, { ...coarse, supported: false }] };
    expect(takenOf(retired)).toMatchObject({ decimals: 18, members: [fine] });
    expect(takenOf({ ...both, members: [{ ...coarse, supported: false }] })).toBeUndefined();
  });

  it('requires at least the minimum of each member, and more than nothing', () => {
    expect(leastPrice(both)).toBe(5n * 10n ** 18n);
    const free: Coin = { ...ether, members: [{ ...eth, minDeposit: baseUnits(0n) }] };
    expect(leastPrice(free)).toBe(1n);
  });
});

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000);
const candidate = (price: bigint, more: Partial<SessionCandidate> = {}): SessionCandidate => ({
  id: newId('ses'),
  createdAt: at(0),
  expiresAt: at(3600),
  price: [priceIn(ether, baseUnits(price))],
  paid: [],
  paidAt: null,
  asked: [],
  ...more,
});
const asked = (seconds: number, currency: CurrencyCode = eth.code) => ({
  currency,
  atUs: at(seconds).getTime() * 1000,
});
const sighting = (amount: bigint, more: Partial<Sighting> = {}): Sighting => ({
  currency: eth.code,
  amount: baseUnits(amount),
  seenAt: at(100),
  minedAt: null,
  ...more,
});

describe('the session of a deposit', () => {
  it('depends on the earlier of its sighting and its block', () => {
    const session = candidate(10n);
    const late = sighting(10n, { seenAt: at(4000) });
    expect(isTimely(late, session)).toBe(false);
    expect(isTimely({ ...late, minedAt: at(3600) }, session)).toBe(true);
    expect(isTimely(sighting(10n, { minedAt: at(9000) }), session)).toBe(true);
  });

  it('may be in a block that is dated a minute before the session, and no more', () => {
    const session = candidate(10n, { createdAt: at(90) });
    expect(sessionFor(sighting(10n, { minedAt: at(30) }), [session])?.session).toBe(session);
    expect(sessionFor(sighting(10n, { minedAt: at(29) }), [session])).toBeUndefined();
    expect(sessionFor(sighting(10n, { seenAt: at(90) }), [session])).toBeUndefined();
  });

  it('is the session whose due amount it equals, before an older one, in any of its coins', () => {
    const older = candidate(10n);
    const exact = candidate(99n, {
      createdAt: at(1),
      price: [priceIn(both, baseUnits(1n)), priceIn(ether, baseUnits(30n))],
      paid: [{ currency: eth.code, amount: baseUnits(23n) }],
    });
    expect(sessionFor(sighting(7n), [exact, older])).toEqual({ session: exact, completes: true });
    expect(sessionFor(sighting(8n), [exact, older])).toEqual({ session: older, completes: false });
    expect(sessionFor(sighting(11n), [exact, older])).toEqual({ session: older, completes: true });
  });

  it('among equal ones is the one whose page last asked before the sighting, else the newest', () => {
    const [first, second, third] = [candidate(10n), candidate(10n), candidate(10n)].map((each, index) => ({
      ...each,
      createdAt: at(index),
    }));
    if (!first || !second || !third) throw new Error('there are three');
    const winner = (...sessions: readonly SessionCandidate[]) =>
      sessionFor(sighting(10n), sessions)?.session.id;
    expect(winner(first, second, third)).toBe(third.id);
    expect(winner({ ...first, asked: [asked(20)] }, { ...second, asked: [asked(30)] }, third)).toBe(
      second.id,
    );
    // Asked for another coin, or after the sighting: that does not count.
    for (const vain of [asked(30, fine.code), asked(100.001), asked(101)]) {
      expect(winner({ ...first, asked: [asked(20)] }, { ...second, asked: [vain] }, third)).toBe(first.id);
    }
    // The page was left for another, and opened again afterwards.
    expect(
      winner(
        { ...first, asked: [asked(20), asked(40), asked(110)] },
        { ...second, asked: [asked(30)] },
        third,
      ),
    ).toBe(first.id);
    // A deposit that a late scanner finds was sent for a page of its time.
    const behind = sighting(10n, { seenAt: at(1000), minedAt: at(100) });
    const sessions = [
      { ...first, asked: [asked(160)] },
      { ...second, asked: [asked(161)] },
    ];
    expect(sessionFor(behind, sessions)?.session.id).toBe(first.id);
  });

  it('that equals none is the one whose page asked, else the oldest', () => {
    const [older, newer] = [candidate(10n), candidate(20n, { createdAt: at(1) })];
    expect(sessionFor(sighting(5n), [older, newer])?.session).toBe(older);
    const shown = { ...newer, asked: [asked(20)] };
    expect(sessionFor(sighting(5n), [older, shown])).toEqual({ session: shown, completes: false });
    // An equal amount comes before an open page.
    expect(sessionFor(sighting(10n), [older, shown])?.session).toBe(older);
  });

  it('may be one that another price paid after the sighting, and no other paid one', () => {
    const price = [priceIn(ether, baseUnits(10n)), priceIn(both, baseUnits(10n ** 18n))];
    const paid = [{ currency: coarse.code, amount: baseUnits(100n) }];
    const since = candidate(10n, { price, paid, paidAt: at(200) });
    expect(sessionFor(sighting(10n), [since])).toEqual({ session: since, completes: false });
    expect(sessionFor(sighting(10n), [{ ...since, paidAt: at(99) }])).toBeUndefined();
    const twice = sighting(100n, { currency: coarse.code });
    expect(sessionFor(twice, [since])).toBeUndefined();
    const open = candidate(99n, { createdAt: at(50) });
    expect(sessionFor(sighting(10n), [since, open])?.session).toBe(open);
  });

  it('among expired ones is the last, for exactly seven days', () => {
    const first = candidate(10n, { expiresAt: at(100) });
    const last = candidate(10n, { expiresAt: at(200) });
    const week = 7 * 24 * 3600;
    expect(sessionFor(sighting(1n, { seenAt: at(201) }), [last, first])?.session).toBe(last);
    expect(sessionFor(sighting(1n, { seenAt: at(200 + week) }), [last, first])?.session).toBe(last);
    expect(sessionFor(sighting(1n, { seenAt: at(201 + week) }), [last, first])).toBeUndefined();
    const paid = { ...last, paid: [{ currency: eth.code, amount: baseUnits(10n) }] };
    expect(sessionFor(sighting(1n, { seenAt: at(201) }), [paid, first])?.session).toBe(first);
  });
});

const deposit = (state: DepositState, amount: bigint, timely = true): SessionDeposit => ({
  currency: eth.code,
  amount: baseUnits(amount),
  state,
  timely,
  holds: timely && state === 'pending',
});
const facts = (more: Partial<PaymentFacts>): PaymentFacts => ({
  price: [priceIn(ether, baseUnits(10n))],
  status: 'open',
  deposits: [],
  due: false,
  begun: false,
  paidIn: null,
  ...more,
});
const outcomeOf = (more: Partial<PaymentFacts>): string => {
  const { status, payment } = sessionOutcome(facts(more));
  return `${status}, ${payment ? `${payment.status} ${String(payment.paid)}${payment.late ? ' late' : ''}` : 'none'}`;
};

describe('a session and its payment', () => {
  test.for([
    ['nothing seen', {}, 'open, none'],
    ['nothing seen in time', { due: true }, 'expired, none'],
    ['some under way', { deposits: [deposit('pending', 10n)] }, 'processing, pending 0'],
    [
      'under way when its time is over',
      { due: true, deposits: [deposit('pending', 10n)] },
      'processing, pending 0',
    ],
    ['late and under way', { due: true, deposits: [deposit('pending', 10n, false)] }, 'expired, canceled 0'],
    ['some credited', { deposits: [deposit('credited', 4n)] }, 'processing, pending 4'],
    ['too little in time', { due: true, deposits: [deposit('credited', 4n)] }, 'expired, canceled 4'],
    [
      'all credited',
      { deposits: [deposit('credited', 4n), deposit('credited', 6n)] },
      'completed, completed 10',
    ],
    [
      'all credited by its end',
      { due: true, deposits: [deposit('credited', 10n)] },
      'completed, completed 10',
    ],
    [
      'all credited late',
      { status: 'expired', deposits: [deposit('credited', 10n, false)] },
      'expired, completed 10 late',
    ],
    [
      'timely money freed late',
      { status: 'expired', deposits: [deposit('credited', 10n)] },
      'expired, completed 10 late',
    ],
    ['only declined', { deposits: [deposit('declined', 10n)] }, 'open, failed 0'],
    ['only declined by its end', { due: true, deposits: [deposit('declined', 10n)] }, 'expired, failed 0'],
    [
      'declined beside credited',
      { deposits: [deposit('declined', 10n), deposit('credited', 1n)] },
      'processing, pending 1',
    ],
    ['gone again', { deposits: [deposit('gone', 10n)] }, 'open, pending 0'],
    ['taken out by a fork', { deposits: [deposit('reorged', 10n)] }, 'open, pending 0'],
    [
      'taken out by a fork beside what was declined',
      { deposits: [deposit('reorged', 10n), deposit('declined', 1n)] },
      'open, pending 0',
    ],
    [
      'taken out by a fork, and awaited',
      { due: true, deposits: [{ ...deposit('reorged', 10n), holds: true }] },
      'open, pending 0',
    ],
    ['gone without a trace', { begun: true }, 'open, pending 0'],
    [
      'taken back',
      { status: 'completed', begun: true, deposits: [deposit('pending', 10n)] },
      'processing, pending 0',
    ],
  ] satisfies [string, Partial<PaymentFacts>, string][])('%s: %s', ([, given, expected]) => {
    expect(outcomeOf(given)).toBe(expected);
  });

  it('is in the coin that is paid, else in the coin with the greatest part', () => {
    const price = [priceIn(ether, baseUnits(10n)), priceIn(both, baseUnits(10n ** 18n))];
    const dollars = (units: bigint, state: DepositState): SessionDeposit => ({
      currency: coarse.code,
      amount: baseUnits(units),
      state,
      timely: true,
      holds: false,
    });
    const coinOf = (deposits: readonly SessionDeposit[]): CoinCode | undefined =>
      sessionOutcome(facts({ price, deposits })).payment?.coin;
    expect(coinOf([dollars(1n, 'pending')])).toBe('BOTH');
    expect(coinOf([dollars(99n, 'credited'), deposit('credited', 9n)])).toBe('BOTH');
    expect(coinOf([dollars(99n, 'credited'), deposit('credited', 10n)])).toBe('ETH');
    expect(coinOf([dollars(50n, 'pending'), deposit('credited', 1n)])).toBe('ETH');
  });

  it('stays in the coin of its payment, and shows the excess in each coin', () => {
    const price = [priceIn(ether, baseUnits(10n)), priceIn(both, baseUnits(10n ** 18n))];
    const dollars: SessionDeposit = {
      ...deposit('credited', 0n),
      currency: coarse.code,
      amount: baseUnits(150n),
    };
    const ethers = deposit('credited', 12n);
    const twice = [dollars, ethers];
    const coinOf = (paidIn: CoinCode | null) =>
      sessionOutcome(facts({ price, deposits: twice, paidIn })).payment?.coin;
    expect(coinOf(null)).toBe('ETH');
    expect(coinOf(both.code)).toBe('BOTH');
    expect(sessionOutcome(facts({ price, deposits: [ethers], paidIn: both.code })).payment?.coin).toBe('ETH');
    const over = (coin: CoinCode, status: 'completed' | 'pending' = 'completed') =>
      overpaidIn(price, { status, coin }, twice);
    expect(over(both.code)).toEqual([
      { coin: 'BOTH', amount: '0.5' },
      { coin: 'ETH', amount: '0.000000000000000012' },
    ]);
    expect(over(ether.code)).toEqual([
      { coin: 'ETH', amount: '0.000000000000000002' },
      { coin: 'BOTH', amount: '1.5' },
    ]);
    expect(over(ether.code, 'pending')).toEqual([]);
    // An amount that counts towards two coins exceeds once.
    const single = [
      priceIn(both, baseUnits(10n ** 18n)),
      priceIn(coinIn(registry)('COARSE'), baseUnits(100n)),
    ];
    expect(overpaidIn(single, { status: 'completed', coin: both.code }, [dollars])).toEqual([
      { coin: 'BOTH', amount: '0.5' },
    ]);
  });

  it('is under or over, never both', () => {
    const price = priceIn(ether, baseUnits(10n));
    expect(shortfall(price, baseUnits(4n))).toEqual({ under: 6n, over: 0n });
    expect(shortfall(price, baseUnits(14n))).toEqual({ under: 0n, over: 4n });
  });

  it('sends an event when it changes, by its new state', () => {
    const payment = (status: 'pending' | 'completed' | 'failed' | 'canceled', paid = 0n) => ({
      status,
      coin: ether.code,
      paid: baseUnits(paid),
      late: false,
    });
    expect(paymentEvent(null, payment('pending'))).toBe('PAYMENT_PENDING');
    expect(paymentEvent(null, payment('completed', 10n))).toBe('PAYMENT_COMPLETED');
    expect(paymentEvent(payment('pending'), payment('pending'))).toBeUndefined();
    expect(paymentEvent(payment('pending'), payment('pending', 3n))).toBe('PAYMENT_UNDERPAID');
    expect(paymentEvent(payment('pending', 3n), payment('canceled', 3n))).toBe('PAYMENT_CANCELED');
    expect(paymentEvent(payment('canceled', 3n), payment('completed', 10n))).toBe('PAYMENT_COMPLETED');
    expect(paymentEvent(payment('completed', 10n), payment('pending'))).toBe('PAYMENT_REVERTED');
    expect(paymentEvent(payment('completed', 10n), payment('canceled'))).toBe('PAYMENT_REVERTED');
    expect(paymentEvent(payment('completed', 10n), payment('failed'))).toBe('PAYMENT_REVERTED');
    expect(paymentEvent(payment('pending'), payment('failed'))).toBe('PAYMENT_FAILED');
    expect(paymentEvent(payment('failed'), payment('pending'))).toBe('PAYMENT_PENDING');
  });
});
