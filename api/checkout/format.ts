import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { CheckoutChoice, CheckoutNetwork, CheckoutPrice, CheckoutView } from './view.ts';

/** An amount with its coin. It reads from left to right in every language, and is shown as given. */
export function money(amount: string, coin: string): Html {
  return html`<bdi class="money" dir="ltr">${amount} ${coin}</bdi>`;
}

/** Amounts in a sentence. In some languages the sentence begins with them. */
export interface Amounts {
  readonly text: Html;
  readonly count: number;
}

export function listed(language: string, amounts: readonly Html[]): Amounts {
  const places = amounts.map((_, index) => String(index));
  const parts = new Intl.ListFormat(language, { type: 'conjunction' }).formatToParts(places);
  const text = parts.map(({ type, value }) => (type === 'element' ? amounts[Number(value)] : value));
  return { text: html`${text}`, count: amounts.length };
}

/**
 * What wallets call a currency. Its code may name the network after an underscore (`USDT_BSC`), which is
 * dropped. The full name is shown wherever the payer chooses.
 */
export function symbolOf(currency: string): string {
  return currency.split('_')[0] ?? currency;
}

/**
 * The unit of an amount: the symbols of the currencies that count, as a group has a name in one language
 * only.
 */
export function coinOf(code: string, { prices }: Pick<CheckoutView, 'prices'>): string {
  const price = prices.find(({ coin }) => coin === code);
  return price ? symbolsOf(price) : symbolOf(code);
}

export function symbolsOf({ symbols }: CheckoutPrice): string {
  return symbols.join('/');
}

export function dueOf({ due, currency }: CheckoutChoice): Html {
  return money(due, symbolOf(currency));
}

export function networkName({ name }: Pick<CheckoutNetwork, 'name'>): Html {
  return html`<bdi>${name}</bdi>`;
}

/**
 * A merchant's own words in a sentence of ours, isolated from its direction (UAX 9: FSI, PDI). Direction
 * marks inside them are removed, as they could reorder the text around.
 */
export function isolated(text: string): string {
  return `\u2068${text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')}\u2069`;
}
