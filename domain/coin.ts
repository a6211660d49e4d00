import type { BaseUnits } from './money.ts';
import type { CoinCode, Currency, Registry } from './registry.ts';
import { currencyIn, findCurrency } from './registry.ts';

/** What money is counted in: a currency, or a group whose members count 1:1. */
export interface Coin {
  readonly code: CoinCode;
  readonly name: string;
  /** Enough for every member's amounts to be exact: the most of any. */
  readonly decimals: number;
  /** At least one; a currency is the one member of itself. */
  readonly members: readonly Currency[];
}

/** The currency or the group of this code; undefined where the registry has neither. */
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

/** The coin with those members alone that are still taken; undefined where none is. Its decimals stay. */
export function takenOf(coin: Coin): Coin | undefined {
  const members = coin.members.filter(({ supported }) => supported);
  return members.length > 0 ? { ...coin, members } : undefined;
}

/** A coin that a row names; its absence means that the registry lost one it must keep. */
export function coinIn(registry: Registry): (code: string) => Coin {
  return code => {
    const coin = findCoin(registry, code);
    if (!coin) throw new Error(`the registry no longer lists ${code}, which is in use`);
    return coin;
  };
}

/** An amount of a member in the coin's base units: exact, as the coin has the most decimals. */
export function inCoin(coin: Coin, { decimals }: Currency, amount: BaseUnits): BaseUnits {
  return (amount * 10n ** BigInt(coin.decimals - decimals)) as BaseUnits;
}
