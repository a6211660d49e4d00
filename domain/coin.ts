import type { BaseUnits } from './money.ts';
import type { CoinCode, Currency, Registry } from './registry.ts';
import { currencyIn, findCurrency } from './registry.ts';

/** What money is counted in: a currency, or a group whose members count 1:1. */
export interface Coin {
  readonly code: CoinCode;
  readonly name: string;
  /** The most decimals of any member, so that every member's amounts are exact. */
  readonly decimals: number;
  /** At least one; a currency is its own only member. */
  readonly members: readonly Currency[];
}

/** The currency or group with this code; undefined if the registry has neither. */
export function findCoin(registry: Registry, code: string): Coin | undefined {
  const currency = findCurrency(registry, code);
  if (currency)
    return { code: currency.code, name: currency.name, decimals: currency.decimals, members: [currency] };
  const group = registry.groups.find(candidate => candidate.code === code);
  if (!group) return undefined;
  const members = group.currencies.map(currencyIn(registry));
  return {
    code: group.code,
    name: group.name,
    decimals: Math.max(...members.map(({ decimals }) => decimals)),
    members,
  };
}

/** The coin with only the members that are still supported; undefined if none is. Its decimals stay. */
export function takenOf(coin: Coin): Coin | undefined {
  const members = coin.members.filter(({ supported }) => supported);
  return members.length > 0 ? { ...coin, members } : undefined;
}

/** Looks up a coin that a row names. If it is missing, the registry lost a coin that it must keep. */
export function coinIn(registry: Registry): (code: string) => Coin {
  return code => {
    const coin = findCoin(registry, code);
    if (!coin) throw new Error(`the registry no longer lists ${code}, which is in use`);
    return coin;
  };
}

/** An amount of a member in the coin's base units. It is exact, as the coin has the most decimals. */
export function inCoin(coin: Coin, { decimals }: Currency, amount: BaseUnits): BaseUnits {
  return (amount * 10n ** BigInt(coin.decimals - decimals)) as BaseUnits;
}
