import { stampSessions } from '../../db/stampSessions.ts';
import type { ApiDeps } from '../deps.ts';
import { loadCheckout } from './loadCheckout.ts';
import type { CheckoutSource } from './source.ts';

/** The sessions of the database. */
export function checkoutSource({
  db,
  registry,
  options,
}: Pick<ApiDeps, 'db' | 'registry' | 'options'>): CheckoutSource {
  const staleMs = options.scannerStaleMs;
  return {
    load: id => loadCheckout({ db, registry, staleMs }, id),
    stamp: ids => stampSessions(db, registry, { staleMs }, ids),
  };
}
