import type { SessionId } from '../../domain/ids.ts';
import type { CheckoutView } from './view.ts';

/** Where the checkout has its sessions from. */
export interface CheckoutSource {
  /** Undefined where there is no such session. */
  readonly load: (id: SessionId) => Promise<CheckoutView | undefined>;
  /** A text for each of the sessions, which changes whenever what `load` gives may have; by one statement. */
  readonly stamp: (ids: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, string>>;
}
