import type { Assets } from './assets.ts';
import type { Language, LanguageTag } from './messages/index.ts';
import type { Situation } from './situation.ts';
import type { CheckoutChoice, CheckoutView } from './view.ts';

/** What the parts of a page are made from. */
export interface PageContext {
  readonly view: CheckoutView;
  readonly situation: Situation;
  /** True if more money is asked for. */
  readonly asks: boolean;
  /**
   * What the payer chose to pay with, among what is still due. If only one choice is left, it counts as
   * chosen.
   */
  readonly chosen: CheckoutChoice | undefined;
  readonly language: Language;
  /** The language that the address bar names, which links keep; undefined if the browser's was taken. */
  readonly askedLanguage: LanguageTag | undefined;
  /** The way to pay that the address bar names. A page that reloads itself keeps it. */
  readonly askedPay: string | undefined;
  /** The merchant's title, ready to stand in a sentence. */
  readonly title: string;
  readonly assets: Assets;
}

/** A link to the page with another choice or language. It works without a script. */
export function pageLink(query: {
  readonly lang?: LanguageTag | undefined;
  readonly pay?: string | undefined;
  /** The page reloads itself: nobody chose anything. */
  readonly again?: '1' | undefined;
}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  return `?${parameters.toString()}`;
}
