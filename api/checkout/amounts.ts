import type { Html } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { CheckoutPrice, CheckoutReceived, CheckoutView } from './view.ts';
import type { Amounts } from './words.ts';
import { coinOf, dueOf, listed, money } from './words.ts';

/** All that is credited, or under way, whatever coin it is in. */
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

/** What is still to be sent: of the coin that is shown, else of the payment's. */
export function restOf({ view, chosen }: PageContext): Html | undefined {
  if (chosen) return dueOf(chosen);
  return view.payment ? money(view.payment.underpaidBy, coinOf(view.payment.coin.code, view)) : undefined;
}

/**
 * Which of its prices a payment is for: the one that it completed; else one that is covered by what is under way, though
 * of another more is credited; else its own. Undefined before anything was seen.
 */
export function priceOf({ prices, payment }: CheckoutView): CheckoutPrice | undefined {
  if (!payment) return undefined;
  const own = prices.find(({ coin }) => coin === payment.coin.code);
  if (payment.status === 'completed' || own?.isCovered) return own;
  return prices.find(({ isCovered }) => isCovered) ?? own;
}
