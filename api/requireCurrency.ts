import type { Coin } from '../domain/coin.ts';
import { findCoin } from '../domain/coin.ts';
import { PurserError } from '../domain/errors.ts';
import type { Currency, Registry } from '../domain/registry.ts';
import { findCurrency } from '../domain/registry.ts';

/** The currency with this code. Throws `currency_not_found`. */
export function requireCurrency(registry: Registry, code: string): Currency {
  const currency = findCurrency(registry, code);
  if (!currency) throw new PurserError('currency_not_found');
  return currency;
}

/** The currency or group with this code. Throws `currency_not_found`. */
export function requireCoin(registry: Registry, code: string): Coin {
  const coin = findCoin(registry, code);
  if (!coin) throw new PurserError('currency_not_found');
  return coin;
}
