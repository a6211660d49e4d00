import type { Logo } from '../../db/sessions/forms.ts';
import type { SessionId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { CheckoutView } from './view.ts';

/** What the checkout reads and writes of sessions. */
export interface CheckoutSource {
  /** Undefined where there is no such session. */
  readonly load: (id: SessionId) => Promise<CheckoutView | undefined>;
  /** Notes that the page asks its payer for the currency now. */
  readonly recordChoice: (id: SessionId, currency: CurrencyCode) => Promise<void>;
  /** The picture of a form, by its name. */
  readonly findLogo: (name: string) => Promise<Logo | undefined>;
  /** A fingerprint per session, which changes whenever the answer of `load` may have; by one statement. */
  readonly stamp: (ids: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>;
}
