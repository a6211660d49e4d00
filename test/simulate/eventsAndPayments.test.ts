import { describe, expect, it } from 'vitest';
import type { components, PurserEvent } from '../../client/index.ts';
import type { Deposit } from '../../simulate/model/compare.ts';
import { compareEvents, creditedTooEarly } from '../../simulate/model/compareEvents.ts';
import { comparePayments } from '../../simulate/model/comparePayments.ts';
import { newCustomer, newStory } from '../../simulate/model/story.ts';
import { coins } from './coins.ts';

type Payment = components['schemas']['Payment'];

const funds = 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE';

/** Events about one deposit, from sequence 1 on, each with the next version. */
const eventsOf = (...types: readonly (readonly [type: string, data?: object])[]): readonly PurserEvent[] =>
  types.map(([type, data = {}], at) => ({
    ...{ id: `evt_${String(at + 1)}`, type, sequence: at + 1, data },
    resource: { type: 'transaction', id: 'txn_1', version: at + 1 },
  })) as never;

const deposit = (status: Deposit['status'], creditedTo: Deposit['creditedTo']): Deposit =>
  ({
    id: 'txn_1',
    status,
    creditedTo,
    currency: 'ETH',
    amount: '1',
    customerId: 'cus_1',
    sessionId: null,
  }) as Deposit;

function found(events: readonly PurserEvent[], of: Deposit, isDust = false, missing: readonly string[] = []) {
  const delivered = new Set(events.map(({ id }) => id).filter(id => !missing.includes(id)));
  return compareEvents(events, delivered, [of], () => isDust).map(({ what }) => what);
}

describe('events', () => {
  const credited = deposit('CONFIRMED', 'customer');
  const right = eventsOf(['CUSTOMER_PURSE_PENDING_COMPLIANCE'], [funds]);

  it('that tell what became of the deposit are right', () => {
    expect(found(right, credited)).toEqual([]);
  });

  it('with a gap, or undelivered, are not', () => {
    expect(found(right.slice(1), credited)).toEqual([expect.stringContaining('is number 1')]);
    expect(found(right, credited, false, ['evt_2'])).toEqual([
      expect.stringContaining('was never delivered'),
    ]);
  });

  it('that tell of one credit too many, or of none, are not', () => {
    expect(found(eventsOf([funds], [funds]), credited)).toEqual([
      expect.stringContaining('received 2 times'),
    ]);
    expect(found(eventsOf(['CUSTOMER_PURSE_PENDING_COMPLIANCE']), credited)).toEqual([
      expect.stringContaining('received 0 times'),
    ]);
    const back = eventsOf([funds], ['TRANSACTION_REORGED', { reversed: true }], [funds]);
    expect(found(back, credited)).toEqual([]);
  });

  it('that end otherwise than the deposit are not', () => {
    const left = eventsOf(
      ['CUSTOMER_PURSE_PENDING_COMPLIANCE'],
      ['TRANSACTION_REORGED', { reversed: false }],
    );
    expect(found(left, deposit('REORGED', null))).toEqual([]);
    expect(found(left, deposit('PENDING_COMPLIANCE_CHECK', null))).toHaveLength(1);
    expect(found(right.slice(0, 1), deposit('REORGED', null))).toHaveLength(1);
  });

  it('that share a version are not', () => {
    const twice = right.map(event => ({ ...event, resource: { ...event.resource, version: 1 } }));
    expect(found(twice as never, credited)).toEqual([expect.stringContaining('share a version')]);
  });

  it('are not owed for dust, unless it was credited', () => {
    expect(found([], deposit('BELOW_MINIMUM', 'unattributed'), true)).toEqual([]);
    expect(found([], deposit('CONFIRMED', 'customer'), true)).toHaveLength(1);
    expect(found([], deposit('BELOW_MINIMUM', 'unattributed'), false)).toHaveLength(1);
  });
});

describe('a credit that was reversed', () => {
  const events = eventsOf([funds], ['TRANSACTION_REORGED', { reversed: true }]);
  const finality = new Map([['ETHEREUM', 3]]);
  const early = (deepest: number, told = events) =>
    creditedTooEarly(told, [deposit('REORGED', null)], coins, {
      forks: new Map([['ETHEREUM', deepest]]),
      finality,
    });

  it('was given too early, unless a fork was as deep as finality', () => {
    expect(early(2)).toHaveLength(1);
    expect(early(3)).toEqual([]);
  });

  it('is none if nothing was credited', () => {
    const withdrawn = eventsOf(
      ['CUSTOMER_PURSE_PENDING_COMPLIANCE'],
      ['TRANSACTION_REORGED', { reversed: false }],
    );
    expect(early(2, withdrawn)).toEqual([]);
  });
});

describe('payments', () => {
  const story = newStory();
  story.customers.push({ ...newCustomer('cus_1', 'alice'), addresses: ['0x1'], hasSession: true });
  story.sessions.push({ id: 'ses_1', customer: 0, address: '0x1', currency: 'ETH', price: 10n ** 18n });
  const paid = { ...deposit('CONFIRMED', 'customer'), sessionId: 'ses_1' };
  const payment = (status: string, paidAmount: string) =>
    ({ sessionId: 'ses_1', status, paidAmount }) as Payment;
  const differences = (of: Payment | null, deposits: readonly Deposit[]) =>
    comparePayments(story, [of], deposits, coins).length;

  it('are the sum of their deposits, and completed when that reaches the price', () => {
    expect(differences(payment('completed', '1'), [paid])).toBe(0);
    expect(differences(payment('pending', '1'), [paid])).toBe(1);
    expect(differences(payment('completed', '2'), [paid])).toBe(1);
    expect(differences(payment('pending', '0.5'), [{ ...paid, amount: '0.5' }])).toBe(0);
    expect(differences(payment('completed', '0.5'), [{ ...paid, amount: '0.5' }])).toBe(1);
    expect(differences(null, [])).toBe(0);
    expect(differences(null, [paid])).toBe(2);
  });

  it('take no money of another customer or coin', () => {
    expect(differences(payment('completed', '1'), [{ ...paid, customerId: 'cus_2' }])).toBe(1);
    expect(differences(payment('completed', '1'), [{ ...paid, currency: 'BNB' }])).toBe(1);
  });
});
