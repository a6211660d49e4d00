import type { BalanceFilter, SummedBalance } from '../db/ledger/sumBalances.ts';
import type { Coin } from '../domain/coin.ts';
import { baseUnits, formatAmount } from '../domain/money.ts';
import type { Registry } from '../domain/registry.ts';
import { currencyIn } from '../domain/registry.ts';

interface PresentedBalance {
  readonly customerId: string;
  readonly externalId: string | null;
  readonly productId: string | null;
  readonly coin: string;
  readonly deposited: string;
  readonly charged: string;
  readonly balance: string;
}

interface Line {
  readonly row: SummedBalance;
  readonly coin: string;
  readonly decimals: number;
  readonly balance: bigint;
  readonly charged: bigint;
}

/**
 * Presents sums of real currencies as requested: a row per currency, or one row that adds the whole units of
 * a group's currencies, or of all. Such a row is exact, as it counts in the decimals of the registry's finest
 * currency.
 */
export function presentBalances(
  registry: Registry,
  rows: readonly SummedBalance[],
  asked: { readonly coin: 'each' | 'total' | Coin; readonly products: BalanceFilter['products'] },
): PresentedBalance[] {
  const coinOf = coinNames(asked.coin);
  const decimals = Math.max(0, ...registry.currencies.map(currency => currency.decimals));
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const scale = 10n ** BigInt(decimals - currencyIn(registry)(row.currency).decimals);
    const coin = coinOf(row.currency);
    const key = JSON.stringify([row.customerId, row.productId, coin]);
    const before = lines.get(key);
    lines.set(key, {
      row,
      coin,
      decimals,
      balance: (before?.balance ?? 0n) + row.balance * scale,
      charged: (before?.charged ?? 0n) + row.charged * scale,
    });
  }
  return Array.from(lines.values(), line => present(line, asked.products));
}

function coinNames(asked: 'each' | 'total' | Coin): (currency: string) => string {
  if (asked === 'each') return currency => currency;
  const name = asked === 'total' ? '' : asked.code;
  return () => name;
}

function present({ row, coin, decimals, balance, charged }: Line, products: BalanceFilter['products']) {
  const text = (units: bigint): string => formatAmount(baseUnits(units), decimals);
  return {
    customerId: row.customerId ?? '',
    externalId: row.customerId === null ? '' : row.externalId,
    productId: products === 'total' ? '' : row.productId,
    coin,
    deposited: text(balance + charged),
    charged: text(charged),
    balance: text(balance),
  };
}
