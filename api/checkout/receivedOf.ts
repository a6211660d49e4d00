import { baseUnits, formatAmount, sum } from '../../domain/money.ts';
import type { SessionDeposit } from '../../domain/sessions/payment.ts';
import type { Price } from '../../domain/sessions/price.ts';
import { symbolOf } from './format.ts';
import type { CheckoutReceived } from './view.ts';

/** Money that counts for a session: credited, or under way. */
export type Counted = Pick<SessionDeposit, 'currency' | 'amount' | 'state'>;

/**
 * What came for any of the prices, by symbol, in whole units. Several currencies of a price can share a
 * symbol.
 */
export function receivedOf(
  prices: readonly Price[],
  counted: readonly Counted[],
): readonly CheckoutReceived[] {
  const decimals = new Map(
    prices.flatMap(({ members }) => members.map(member => [member.currency, member.decimals] as const)),
  );
  const bySymbol = Map.groupBy(decimals.keys(), symbolOf);
  return [...bySymbol].flatMap(([symbol, currencies]) => {
    const money = counted.filter(({ currency }) => currencies.includes(currency));
    if (money.length === 0) return [];
    const most = Math.max(...currencies.map(currency => decimals.get(currency) ?? 0));
    const total = (wanted: Counted['state']): string => {
      const units = money
        .filter(({ state }) => state === wanted)
        .map(({ currency, amount }) => {
          const missing = most - (decimals.get(currency) ?? most);
          return baseUnits(amount * 10n ** BigInt(missing));
        });
      return formatAmount(sum(units), most);
    };
    return [{ symbol, credited: total('credited'), underWay: total('pending') }];
  });
}
