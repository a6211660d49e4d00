import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Choice } from '../../simulate/plan/choice.ts';
import type { Coin } from '../../simulate/plan/coins.ts';
import type { Order } from './steps.ts';

/** The group of the test registry, and the decimals of its finest currency. */
const group = { code: 'USD_MULTI_1', decimals: 18 };

/** What is bought, and at which price. */
export function orderOf(choice: Choice, coins: readonly Coin[]): Order {
  if (choice.chance(25)) return { by: 'shop', amount: choice.one(['5', '15', '50']) };
  const form = choice.chance(75) ? 'full' : 'bare';
  const single = (): readonly [string, string] => {
    const coin = choice.one(coins);
    return [coin.code, amountOf(choice, coin.decimals, coin.minimum)];
  };
  const grouped = (): readonly [string, string] => [
    group.code,
    amountOf(choice, group.decimals, 10n ** BigInt(group.decimals)),
  ];
  const prices = choice.weighted([
    [3, () => [single()]],
    [3, () => [grouped()]],
    [3, () => [grouped(), single()]],
    [1, () => [single(), single()]],
  ])();
  return { by: 'api', form, price: Object.fromEntries(prices) };
}

/**
 * From the least price to some hundred times as much, in whole units. Often with digits in its last places too, which
 * a `number` would not hold.
 */
function amountOf(choice: Choice, decimals: number, least: bigint): string {
  const whole = least * BigInt(choice.number(1, 120));
  const fraction = choice.weighted([
    [2, 0n],
    [2, (least * BigInt(choice.number(1, 99))) / 100n],
    [3, BigInt(choice.number(1, 999_999)) + 1n],
  ]);
  return formatAmount(baseUnits(whole + fraction), decimals);
}

/** The currencies that count towards the order, as a plan knows them. */
export function acceptedBy(order: Order, coins: readonly Coin[]): readonly Coin[] {
  const priced = order.by === 'shop' ? [group.code] : Object.keys(order.price);
  return coins.filter(
    ({ code }) => priced.includes(code) || (priced.includes(group.code) && code.startsWith('USD')),
  );
}
