import type { Logo } from '../../db/sessions/forms.ts';
import type { SessionId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { CheckoutView } from './view.ts';

/** What the checkout reads and writes of sessions. */
export interface CheckoutSource {
  /** Undefined if there is no such session. */
  readonly load: (id: SessionId) => Promise<CheckoutView | undefined>;
  /** Notes that the page now asks its payer for the currency. */
  readonly recordChoice: (id: SessionId, currency: CurrencyCode) => Promise<void>;
  /** A form's picture, by its name. */
  readonly findLogo: (name: string) => Promise<Logo | undefined>;
  /**
   * A fingerprint per session, by one statement. It changes whenever the answer of `load` may have changed.
   */
  readonly stamp: (ids: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>;
}
