import { describe, expect, it } from 'vitest';
import type { Balance, Deposit, Observed } from '../../simulate/model/compare.ts';
import { compareBalances, compareDeposits, dustLeft } from '../../simulate/model/compare.ts';
import { expectDeposits } from '../../simulate/model/expect.ts';
import type { Transfer } from '../../simulate/model/readTransfers.ts';
import type { Story, ToldCustomer } from '../../simulate/model/story.ts';
import { newCustomer, newStory } from '../../simulate/model/story.ts';
import { reviewedAddress, sanctionedAddress } from '../../testkit/sanctionedPayer.ts';
import { coin, coins } from './coins.ts';

const eth = coin('ETH');
const whole = 10n ** 18n;
const alice = `0x${'a1'.repeat(20)}`;
const stranger = `0x${'99'.repeat(20)}`;

function storyOf(changed: Partial<ToldCustomer> = {}): Story {
  const story = newStory();
  story.customers.push({ ...newCustomer('cus_1', 'alice'), addresses: [alice], ...changed });
  return story;
}

let hashes = 0;
const transfer = (amount: bigint, from = stranger): Transfer => ({
  network: 'ETHEREUM',
  txHash: `0x${String(++hashes).padStart(64, '0')}`,
  blockHash: `0x${'b1'.repeat(32)}`,
  coin: eth,
  from: from.toLowerCase(),
  to: alice,
  amount,
  minedAt: 1_000_000,
});

/** The deposit that the books should have of a transfer, in 18 decimals. */
function depositOf({ txHash, amount }: Transfer, creditedTo: Deposit['creditedTo'] = 'customer'): Deposit {
  const text = `${String(amount / whole)}.${String(amount % whole).padStart(18, '0')}`;
  const fields = { id: `txn_${txHash.slice(-4)}`, customerId: 'cus_1', address: alice, currency: 'ETH' };
  const status = creditedTo === null ? 'PENDING_COMPLIANCE_CHECK' : 'CONFIRMED';
  return {
    ...fields,
    transactionHash: txHash,
    amount: text.replace(/\.?0+$/, ''),
    creditedTo,
    status,
    sessionId: null,
  } as Deposit;
}

const observed = (deposits: readonly Deposit[], balance = '0'): Observed => ({
  deposits,
  balances: [{ customerId: 'cus_1', coin: 'ETH', balance } as Balance],
});

/** The kinds of the differences. */
function judged(story: Story, transfers: readonly Transfer[], seen: Observed, hadReorg = false) {
  const expected = expectDeposits(story, transfers, hadReorg);
  return [...compareDeposits(expected, seen, coins), ...dustLeft(story, seen, coins)].map(({ kind }) => kind);
}

describe('deposits and transfers', () => {
  const one = transfer(2n * whole);

  it('that agree one to one have no difference', () => {
    expect(judged(storyOf(), [one], observed([depositOf(one)]))).toEqual([]);
  });

  it('a transfer without a deposit is missed, and so is one that is not credited', () => {
    expect(judged(storyOf(), [one], observed([]))).toEqual(['missed']);
    expect(judged(storyOf(), [one], observed([depositOf(one, null)]))).toEqual(['missed']);
  });

  it('a deposit more than the chain has transfers is doubled, whether equal or of another amount', () => {
    const deposit = depositOf(one);
    expect(judged(storyOf(), [one], observed([deposit, deposit]))).toEqual(['doubled']);
    expect(judged(storyOf(), [one], observed([deposit, { ...deposit, amount: '3' }]))).toEqual(['doubled']);
    expect(judged(storyOf(), [], observed([deposit]))).toEqual(['doubled']);
  });

  it('two equal transfers of one transaction are two deposits', () => {
    expect(judged(storyOf(), [one, one], observed([depositOf(one), depositOf(one)]))).toEqual([]);
    expect(judged(storyOf(), [one, one], observed([depositOf(one)]))).toEqual(['missed']);
  });

  it('a deposit that left the chain counts for nothing', () => {
    expect(judged(storyOf(), [], observed([{ ...depositOf(one), status: 'REORGED' }]))).toEqual([]);
  });

  it('a deposit that came in time is not late', () => {
    const late = observed([{ ...depositOf(one), late: true }]);
    expect(judged(storyOf(), [one], late)).toEqual(['other']);
    expect(judged(storyOf({ endedAt: one.minedAt + 60_000 }), [one], late)).toEqual(['other']);
    expect(judged(storyOf({ endedAt: one.minedAt }), [one], late)).toEqual([]);
  });

  it('nor is one that was seen before its address expired, if its block stayed and was read as it came', () => {
    const late = observed([{ ...depositOf(one), late: true }]);
    const seen = { endedAt: one.minedAt, inTime: new Map([[one.txHash, one.blockHash]]) };
    expect(judged(storyOf(seen), [one], late)).toEqual(['other']);
    expect(judged(storyOf(seen), [{ ...one, blockHash: `0x${'b2'.repeat(32)}` }], late)).toEqual([]);
    const doubtful = storyOf(seen);
    doubtful.doubtful.add('ETHEREUM');
    expect(judged(doubtful, [one], late)).toEqual([]);
  });

  it('a deposit of somebody else is a difference', () => {
    expect(judged(storyOf(), [one], observed([{ ...depositOf(one), customerId: 'cus_2' }]))).toEqual([
      'other',
    ]);
  });
});

describe('the rules of money', () => {
  it.each([
    ['declined', sanctionedAddress, 'held', 'customer', 'other'],
    ['undecided', reviewedAddress, null, 'customer', 'other'],
  ] as const)('money of a payer who is %s is nobody’s', (_, from, right, wrong, kind) => {
    const paid = transfer(2n * whole, from);
    expect(judged(storyOf(), [paid], observed([depositOf(paid, right)]))).toEqual([]);
    expect(judged(storyOf(), [paid], observed([depositOf(paid, wrong)]))).toEqual([kind]);
  });

  it('a person’s decision counts', () => {
    const paid = transfer(2n * whole, reviewedAddress);
    const story = storyOf();
    story.decisions.set(paid.txHash, 'approve');
    expect(judged(story, [paid], observed([depositOf(paid)]))).toEqual([]);
    expect(judged(story, [paid], observed([depositOf(paid, null)]))).toEqual(['missed']);
  });

  it('only a customer who was blocked loses money to the merchant', () => {
    const paid = transfer(2n * whole);
    expect(judged(storyOf({ wasBlocked: true }), [paid], observed([depositOf(paid, 'merchant')]))).toEqual(
      [],
    );
    expect(judged(storyOf(), [paid], observed([depositOf(paid, 'merchant')]))).toEqual(['missed']);
  });

  it('what comes for a customer who is blocked and stays so is the merchant’s', () => {
    const paid = transfer(2n * whole);
    const blocked = { wasBlocked: true, paidWhileBlocked: new Set([paid.txHash]) };
    expect(judged(storyOf(blocked), [paid], observed([depositOf(paid, 'merchant')]))).toEqual([]);
    expect(judged(storyOf(blocked), [paid], observed([depositOf(paid, 'customer')]))).toEqual(['other']);
    expect(judged(storyOf({ wasBlocked: true }), [paid], observed([depositOf(paid, 'customer')]))).toEqual(
      [],
    );
  });

  it('only a purse that was declined holds the money of others', () => {
    const paid = transfer(2n * whole);
    expect(judged(storyOf({ wasDeclined: true }), [paid], observed([depositOf(paid, 'held')]))).toEqual([]);
    expect(judged(storyOf(), [paid], observed([depositOf(paid, 'held')]))).toEqual(['missed']);
  });

  it('dust below the minimum is credited to nobody, and dust that reaches it does not stay', () => {
    const [a, b] = [transfer((eth.minimum * 6n) / 10n), transfer((eth.minimum * 7n) / 10n)];
    expect(judged(storyOf(), [a], observed([depositOf(a, 'unattributed')]))).toEqual([]);
    expect(judged(storyOf(), [a], observed([depositOf(a)]))).toEqual(['other']);
    const both = (to: Deposit['creditedTo']) => observed([depositOf(a, to), depositOf(b, to)]);
    expect(judged(storyOf(), [a, b], both('customer'))).toEqual([]);
    expect(judged(storyOf(), [a, b], both('unattributed'))).toEqual(['missed']);
  });
});

describe('balances', () => {
  const kinds = (story: Story, seen: Observed, hadReorg = true) =>
    compareBalances(story, seen, [eth], hadReorg).map(({ kind }) => kind);
  const paid = transfer(2n * whole);

  it('are what was credited less what was charged, and may be negative', () => {
    const story = storyOf();
    story.charges.push({
      customer: 0,
      currency: 'ETH',
      made: [{ id: 'chg_1', amount: whole, refunded: 0n }],
    });
    expect(kinds(story, observed([depositOf(paid)], '1'))).toEqual([]);
    const gone = [{ ...depositOf(paid), status: 'REORGED', creditedTo: null } as Deposit];
    expect(kinds(story, observed(gone, '-1'))).toEqual([]);
    expect(kinds(story, observed(gone, '-1'), false)).toEqual(['other']);
    expect(kinds(story, observed([], '-1'))).toEqual(['other']);
    expect(kinds(story, observed([depositOf(paid)], '2'))).toEqual(['doubled']);
    expect(kinds(story, observed([depositOf(paid)], '0.5'))).toEqual(['missed']);
  });

  it('have back what was refunded', () => {
    const story = storyOf();
    story.charges.push({
      customer: 0,
      currency: 'ETH',
      made: [{ id: 'chg_1', amount: whole, refunded: whole / 4n }],
    });
    expect(kinds(story, observed([depositOf(paid)], '1.25'))).toEqual([]);
  });
});
