import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, PurseId } from '../../domain/ids.ts';
import { purseChangedSignal } from '../../domain/messages.ts';
import type { Db } from '../connect.ts';
import { enqueueSignals } from '../outbox/enqueueSignals.ts';
import { findPurse } from './purses.ts';

/**
 * Ends the period of a test account's purse and signals the purse, which then expires by the usual rules. A
 * period that is already over stays as it is. Returns when the period ended. Throws `purse_not_found`, also
 * for another account's, and `purse_not_active`.
 */
export async function expireNow(trx: Db, accountId: AccountId, purseId: PurseId): Promise<Date> {
  const { rows } = await sql<{ expires_at: Date }>`
    update purses p set expires_at = least(p.expires_at, now())
    from accounts a
    where p.id = ${purseId} and p.account_id = ${accountId} and p.state = 'ACTIVE'
      and a.id = p.account_id and not a.livemode
    returning p.expires_at
  `.execute(trx);
  const [expired] = rows;
  if (!expired) {
    await findPurse(trx, accountId, purseId);
    throw new PurserError('purse_not_active');
  }
  await enqueueSignals(trx, [{ purseId, signal: purseChangedSignal, payload: null }]);
  return expired.expires_at;
}
