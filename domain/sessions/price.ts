import type { Coin } from '../coin.ts';
import { inCoin } from '../coin.ts';
import type { BaseUnits } from '../money.ts';
import { baseUnits, sum } from '../money.ts';
import type { ChainId, CoinCode, CurrencyCode } from '../registry.ts';

/**
 * One of the alternative prices of a session, as stored. It has all that counting needs, so that a change of
 * the registry changes no agreed price.
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
 * The least price in a coin, in its base units: more than zero, and enough for a deposit of any member to be
 * credited (docs/rules-of-money.md, 4).
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

/** What the money counts towards a price, in the coin's base units; undefined if it does not count. */
export function countedIn({ members, decimals }: Price, { currency, amount }: Money): BaseUnits | undefined {
  const member = members.find(candidate => candidate.currency === currency);
  return member && baseUnits(amount * 10n ** BigInt(decimals - member.decimals));
}

/** What all the money counts towards the price, in the coin's base units. */
export function totalIn(price: Price, money: readonly Money[]): BaseUnits {
  return sum(money.map(each => countedIn(price, each) ?? baseUnits(0n)));
}

/** The sums with one amount added: still one sum per currency. */
export function addMoney(sums: readonly Money[], more: Money): readonly Money[] {
  const before = sums.find(({ currency }) => currency === more.currency);
  if (!before) return [...sums, { currency: more.currency, amount: more.amount }];
  return sums.map(each =>
    each === before ? { currency: each.currency, amount: sum([each.amount, more.amount]) } : each,
  );
}
