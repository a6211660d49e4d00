import type { Amounts } from './format.ts';
import { coinOf, dueOf, listed, money } from './format.ts';
import type { Html } from '../html.ts';
import type { PageContext } from './pageContext.ts';
import type { CheckoutPrice, CheckoutReceived } from './view.ts';

/** All that is credited, or all that is under way, in whatever coin. */
export function receivedIn(
  { view, language }: PageContext,
  state: keyof Pick<CheckoutReceived, 'credited' | 'underWay'>,
): Amounts {
  const some = view.received.filter(each => each[state] !== '0');
  return listed(
    language.tag,
    some.map(each => money(each[state], each.symbol)),
  );
}

/** What is still to be sent: of the shown coin, else of the payment's price. Undefined if nothing is. */
export function restOf({ view, chosen }: PageContext): Html | undefined {
  if (chosen) return dueOf(chosen);
  const open = view.choices.filter(({ dueUnits }) => dueUnits !== '0');
  const first = open.find(({ coin }) => coin === view.payment?.coin.code) ?? open[0];
  // A currency with fewer decimals than the price has its due rounded up: the most decimals tell the exact rest.
  const [rest] = open
    .filter(({ coin }) => coin === first?.coin)
    .toSorted((left, right) => right.decimals - left.decimals);
  return rest && money(rest.due, coinOf(rest.coin, view));
}

/**
 * The price that a payment is for. While more is asked for, the price in the shown coin. Once completed, the
 * price that it completed. Else a price that is covered with what is under way, even if more of another is
 * credited. Else the payment's own price. Undefined before anything was seen.
 */
export function priceOf({ view, asks, chosen }: PageContext): CheckoutPrice | undefined {
  const { prices, payment } = view;
  if (!payment) return undefined;
  const priceIn = (code: string): CheckoutPrice | undefined => prices.find(({ coin }) => coin === code);
  if (asks && chosen) return priceIn(chosen.coin);
  const own = priceIn(payment.coin.code);
  if (payment.status === 'completed' || own?.isCovered) return own;
  return prices.find(({ isCovered }) => isCovered) ?? own;
}
