import type { Coin } from './coin.ts';
import { inCoin } from './coin.ts';
import type { SessionId } from './ids.ts';
import type { BaseUnits } from './money.ts';
import { baseUnits, sum } from './money.ts';
import type { ChainId, CoinCode, CurrencyCode } from './registry.ts';

/**
 * `open`: waits for money. `processing`: some was seen. `completed`: paid. `expired`: its time is over; it stays so,
 * though its payment may still be completed.
 */
export const sessionStatuses = ['open', 'processing', 'completed', 'expired'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** `failed`: only declined money came. `canceled`: expired, or closed, before it was paid. */
export const paymentStatuses = ['pending', 'completed', 'failed', 'canceled'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * One of the alternatives a session can be paid by, as it is kept: with all that counting needs, so that a change of
 * the registry changes no price that was agreed on.
 */
export interface Price {
  readonly coin: CoinCode;
  readonly decimals: number;
  /** Base units of the coin, as decimal text. */
  readonly amount: string;
  /** The currencies that count towards it, 1:1. */
  readonly members: readonly {
    readonly currency: CurrencyCode;
    readonly decimals: number;
    readonly chainId: ChainId;
  }[];
}

export function priceIn({ code, decimals, members }: Coin, amount: BaseUnits): Price {
  return {
    coin: code,
    decimals,
    amount: amount.toString(),
    members: members.map(({ code: currency, decimals: digits, chainId }) => ({
      currency,
      decimals: digits,
      chainId,
    })),
  };
}

/**
 * The least that a coin can be asked for, in its base units: enough for a deposit of any member to be credited
 * (Rules of money 4), and more than nothing.
 */
export function leastPrice(coin: Coin): BaseUnits {
  const minima = coin.members.map(member => inCoin(coin, member, member.minDeposit));
  return minima.reduce((most, minimum) => (minimum > most ? minimum : most), baseUnits(1n));
}

/** An amount of one currency, in its base units. */
export interface Money {
  readonly currency: CurrencyCode;
  readonly amount: BaseUnits;
}

/** What the money counts towards a price, in the coin's base units; undefined where it does not count. */
function countedIn({ members, decimals }: Price, { currency, amount }: Money): BaseUnits | undefined {
  const member = members.find(candidate => candidate.currency === currency);
  return member && baseUnits(amount * 10n ** BigInt(decimals - member.decimals));
}

/** What all of it counts, in the coin's base units. */
export function totalIn(price: Price, money: readonly Money[]): BaseUnits {
  return sum(money.map(each => countedIn(price, each) ?? baseUnits(0n)));
}

/** The sums with one amount more: they stay as short as there are currencies. */
export function addMoney(sums: readonly Money[], more: Money): readonly Money[] {
  const before = sums.find(({ currency }) => currency === more.currency);
  if (!before) return [...sums, { currency: more.currency, amount: more.amount }];
  return sums.map(each =>
    each === before ? { currency: each.currency, amount: sum([each.amount, more.amount]) } : each,
  );
}

/** A session as far as it matters to whom a deposit belongs. */
export interface Claimant {
  readonly id: SessionId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly price: readonly Price[];
  /** What was credited to it, added up by currency. */
  readonly paid: readonly Money[];
}

/** A deposit as far as it matters to which session it belongs. */
export interface Sighting extends Money {
  /** By our own clock: when the pending pool or a block first showed it. */
  readonly seenAt: Date;
  /** By the chain's clock: the time of the first block that held it; null while it is in none. */
  readonly minedAt: Date | null;
}

/** How long after its expiry a session that was not paid is still given money. */
const lateMs = 7 * 24 * 60 * 60 * 1000;

/** How far the clock of a chain may be behind ours. */
const clockSkewMs = 60_000;

export interface Claim<S extends Claimant> {
  readonly session: S;
  /** It pays what was still due: then the currency's minimum does not matter (Rules of money 4). */
  readonly completes: boolean;
}

/**
 * The session that a deposit belongs to (Rules of money 6), of those of its customer, in this order:
 * 1. of the unpaid ones that accept its currency, were made before it was first seen and had not expired then: the
 *    one whose outstanding amount it meets exactly, else the oldest;
 * 2. the one that expired last of the unpaid ones of the past 7 days;
 * 3. none.
 */
export function sessionFor<S extends Claimant>(
  deposit: Sighting,
  sessions: readonly S[],
): Claim<S> | undefined {
  const sightedAt = timeOf(deposit);
  const unpaid = sessions.filter(session => wantsMore(session, deposit) && wasThere(session, deposit));
  const timely = unpaid
    .filter(session => sightedAt <= session.expiresAt.getTime())
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  const [lastExpired] = unpaid
    .filter(({ expiresAt }) => sightedAt > expiresAt.getTime() && sightedAt - expiresAt.getTime() <= lateMs)
    .toSorted((a, b) => b.expiresAt.getTime() - a.expiresAt.getTime() || (a.id < b.id ? 1 : -1));
  const session =
    timely.find(candidate => dueIn(candidate, deposit).includes(0n)) ?? timely[0] ?? lastExpired;
  return session && { session, completes: dueIn(session, deposit).some(due => due <= 0n) };
}

/** True when the deposit was seen, or mined, before the session expired. */
export function isTimely(deposit: Sighting, { expiresAt }: Pick<Claimant, 'expiresAt'>): boolean {
  return timeOf(deposit) <= expiresAt.getTime();
}

/** The earlier of when we saw it and its block's time, in ms. */
function timeOf({ seenAt, minedAt }: Sighting): number {
  return Math.min(seenAt.getTime(), minedAt?.getTime() ?? Infinity);
}

function wasThere({ createdAt }: Claimant, { seenAt, minedAt }: Sighting): boolean {
  if (createdAt >= seenAt) return false;
  // What a scanner that is behind finds late was sent before.
  return minedAt === null || createdAt.getTime() - clockSkewMs <= minedAt.getTime();
}

function wantsMore({ price, paid }: Claimant, { currency }: Money): boolean {
  const accepts = price.some(({ members }) => members.some(member => member.currency === currency));
  return accepts && !isPaid(price, paid);
}

/** Prices are alternatives: one of them that is reached is enough. */
function isPaid(price: readonly Price[], paid: readonly Money[]): boolean {
  return price.some(alternative => totalIn(alternative, paid) >= BigInt(alternative.amount));
}

/** What would be due after the deposit, of each alternative that it counts towards; negative when it is too much. */
function dueIn({ price, paid }: Claimant, deposit: Money): readonly bigint[] {
  return price.flatMap(alternative => {
    const counted = countedIn(alternative, deposit);
    return counted === undefined ? [] : [BigInt(alternative.amount) - totalIn(alternative, paid) - counted];
  });
}
