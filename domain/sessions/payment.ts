import type { CreditedTo, TransactionStatus } from '../deposits/states.ts';
import type { EventType } from '../events.ts';
import type { BaseUnits } from '../money.ts';
import { baseUnits, formatAmount } from '../money.ts';
import type { CoinCode, CurrencyCode } from '../registry.ts';
import type { Money, Price } from './price.ts';
import { totalIn } from './price.ts';
import type { PaymentStatus, SessionStatus } from './session.ts';

/**
 * The state of a deposit's money for its session. `reorged`: a fork took the deposit out, and it is likely to
 * return. `gone`: the deposit no longer counts, because it was replaced, given to the merchant, or too small
 * to be credited.
 */
export type DepositState = 'pending' | 'credited' | 'declined' | 'reorged' | 'gone';

export function depositState(status: TransactionStatus, creditedTo: CreditedTo | null): DepositState {
  switch (creditedTo) {
    case 'customer':
      return 'credited';
    case 'held':
      return 'declined';
    case 'merchant':
    case 'unattributed':
      return 'gone';
    case null:
      break;
  }
  switch (status) {
    case 'MEM_POOL_FOUND':
    case 'PENDING_COMPLIANCE_CHECK':
      return 'pending';
    case 'DECLINED':
      return 'declined';
    case 'REORGED':
      return 'reorged';
    case 'CONFIRMED':
    case 'BELOW_MINIMUM':
    case 'DROPPED':
      return 'gone';
  }
}

/** A deposit that was credited to the session, or would be. */
export interface SessionDeposit extends Money {
  readonly state: DepositState;
  /** First seen before the session expired. */
  readonly timely: boolean;
  /** The deposit came in time and may still be credited: the session waits for it before it expires. */
  readonly holds: boolean;
}

/** What the payment of a session depends on, read under its customer's lock. */
export interface PaymentFacts {
  readonly price: readonly Price[];
  readonly status: SessionStatus;
  readonly deposits: readonly SessionDeposit[];
  /** The session's time is over, and the scanners of its networks have passed its deadline. */
  readonly due: boolean;
  /** Money was seen for the session before, though none of it may be left. */
  readonly begun: boolean;
  /** The coin in which the session was paid before; null if it was not paid. */
  readonly paidIn: CoinCode | null;
}

export interface Payment {
  readonly status: PaymentStatus;
  readonly coin: CoinCode;
  /** Credited, in base units of the coin. */
  readonly paid: BaseUnits;
  readonly late: boolean;
}

export interface SessionOutcome {
  readonly status: SessionStatus;
  /** Null while nothing was seen. */
  readonly payment: Payment | null;
}

/** The state of a session and its payment by docs/rules-of-money.md, 6 and 7, from the facts alone. */
export function sessionOutcome(facts: PaymentFacts): SessionOutcome {
  const { price, deposits } = facts;
  const credited = deposits.filter(({ state }) => state === 'credited');
  const alternative = paidAlternative(facts, credited) ?? alternativeOf(price, deposits);
  const paid = totalIn(alternative, credited);
  const isPaid = paid >= BigInt(alternative.amount);
  const status = statusOf(facts, isPaid);
  if (deposits.length === 0 && !facts.begun) return { status, payment: null };
  const afterTheEnd = isPaid && status === 'expired';
  return {
    status,
    payment: {
      status: isPaid ? 'completed' : unpaidStatus(deposits, status),
      coin: alternative.coin,
      paid,
      late: afterTheEnd || credited.some(({ timely }) => !timely),
    },
  };
}

/**
 * In this order: an expired session stays expired; a paid one is completed; a due one expires once no timely
 * deposit is under way.
 */
function statusOf({ status, deposits, due }: PaymentFacts, isPaid: boolean): SessionStatus {
  if (status === 'expired') return 'expired';
  if (isPaid) return 'completed';
  if (due && !deposits.some(({ holds }) => holds)) return 'expired';
  const counts = deposits.some(({ state }) => state === 'pending' || state === 'credited');
  return counts ? 'processing' : 'open';
}

function unpaidStatus(deposits: readonly SessionDeposit[], session: SessionStatus): PaymentStatus {
  const some = (wanted: DepositState): boolean => deposits.some(({ state }) => state === wanted);
  if (some('declined') && !some('credited') && !some('pending') && !some('reorged')) return 'failed';
  return session === 'expired' ? 'canceled' : 'pending';
}

/**
 * The alternative by which the session was paid, while its price is still reached. Later money in another
 * coin is an excess.
 */
function paidAlternative(
  { price, paidIn }: PaymentFacts,
  credited: readonly SessionDeposit[],
): Price | undefined {
  const paidPrice = price.find(({ coin }) => coin === paidIn);
  return paidPrice && totalIn(paidPrice, credited) >= BigInt(paidPrice.amount) ? paidPrice : undefined;
}

/**
 * The alternative of the price that counts: the first that is paid, else the one with the greatest part
 * received. Credited money counts first, then money under way, then the rest.
 */
function alternativeOf(price: readonly Price[], deposits: readonly SessionDeposit[]): Price {
  const ranks = [
    ['credited'],
    ['credited', 'pending'],
    ['credited', 'pending', 'declined', 'reorged', 'gone'],
  ] as const;
  const parts = (alternative: Price): readonly bigint[] =>
    ranks.map(states => {
      const counted = totalIn(
        alternative,
        deposits.filter(({ state }) => states.some(wanted => wanted === state)),
      );
      const wanted = BigInt(alternative.amount);
      // Millionths are enough to compare. More than the whole price is no better than the whole price.
      return counted >= wanted ? 1_000_000n : (counted * 1_000_000n) / wanted;
    });
  const [first, ...others] = price;
  if (!first) throw new Error('a session has a price');
  return others.reduce(
    (best, candidate) => (isAhead(parts(candidate), parts(best)) ? candidate : best),
    first,
  );
}

function isAhead(left: readonly bigint[], right: readonly bigint[]): boolean {
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? 0n) > (right[at] ?? 0n);
}

/** A payment's amounts for integrators and payers: whole units of its coin, as text. */
export interface PaymentAmounts {
  readonly amount: string;
  readonly paidAmount: string;
  readonly underpaidBy: string;
  readonly overpaidBy: string;
}

/** Compares the payment with the session's price in the payment's coin. */
export function paymentAmounts(
  prices: readonly Price[],
  { coin, paid }: Pick<Payment, 'coin' | 'paid'>,
): PaymentAmounts {
  const price = prices.find(candidate => candidate.coin === coin);
  if (!price) throw new Error(`a payment is in ${coin}, but its session has no price in ${coin}`);
  const { under, over } = shortfall(price, paid);
  const whole = (units: BaseUnits): string => formatAmount(units, price.decimals);
  return {
    amount: whole(baseUnits(price.amount)),
    paidAmount: whole(paid),
    underpaidBy: whole(under),
    overpaidBy: whole(over),
  };
}

/** An amount of a coin in whole units, as text. */
export interface WholeAmount {
  readonly coin: CoinCode;
  readonly amount: string;
}

/**
 * What a completed payment has beyond its price, per coin of the session's price: the excess of its own coin,
 * and all that was credited of the others. An amount that counts towards several coins is listed once.
 */
export function overpaidIn(
  prices: readonly Price[],
  { status, coin }: Pick<Payment, 'status' | 'coin'>,
  credited: readonly Money[],
): readonly WholeAmount[] {
  if (status !== 'completed') return [];
  const own = prices.filter(price => price.coin === coin);
  const counted = new Set<CurrencyCode>();
  return [...own, ...prices.filter(price => price.coin !== coin)].flatMap(price => {
    const total = totalIn(
      price,
      credited.filter(({ currency }) => !counted.has(currency)),
    );
    for (const { currency } of price.members) counted.add(currency);
    const over = price.coin === coin ? shortfall(price, total).over : total;
    return over > 0n ? [{ coin: price.coin, amount: formatAmount(over, price.decimals) }] : [];
  });
}

/** What is still due, and the excess; at least one of them is zero. */
export function shortfall(
  { amount }: Price,
  paid: BaseUnits,
): { readonly under: BaseUnits; readonly over: BaseUnits } {
  const rest = BigInt(amount) - paid;
  return { under: baseUnits(rest > 0n ? rest : 0n), over: baseUnits(rest < 0n ? -rest : 0n) };
}

/** The event that reports the change; undefined if the change is not reported. */
export function paymentEvent(before: Payment | null, after: Payment): EventType | undefined {
  if (before?.status === after.status) {
    if (before.paid === after.paid) return undefined;
    return after.status === 'pending' ? unpaidEvent(after) : undefined;
  }
  // Whatever the new status is: a merchant who has delivered must learn that the money was taken back.
  if (before?.status === 'completed') return 'PAYMENT_REVERTED';
  switch (after.status) {
    case 'completed':
      return 'PAYMENT_COMPLETED';
    case 'failed':
      return 'PAYMENT_FAILED';
    case 'canceled':
      return 'PAYMENT_CANCELED';
    case 'pending':
      return unpaidEvent(after);
  }
}

function unpaidEvent({ paid }: Payment): EventType {
  return paid > 0n ? 'PAYMENT_UNDERPAID' : 'PAYMENT_PENDING';
}
