import type { Bucket } from '../../domain/ledger/ledger.ts';
import { noBucket } from '../../domain/ledger/ledger.ts';
import { sessionFor } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';
import type { SessionClaimant } from './claimants.ts';
import { claimants } from './claimants.ts';

export interface SessionClaim {
  /** Where the credit is booked. */
  readonly bucket: Bucket;
  /** It pays what was still due, or did so before a reorg took it out. */
  readonly completes: boolean;
  /** To be kept with the credit: the decision stands from then on. */
  readonly columns: Pick<TransactionRow, 'session_id' | 'session_decided' | 'expected_session_id'>;
}

/**
 * The session that a deposit belongs to once it is credited to its customer: decided with the first credit, in its
 * transaction, and never changed (Rules of money 6). The customer must be locked: all that credits, reverses, makes
 * or ends sessions of a customer holds that lock.
 */
export async function claimSession(trx: Db, deposit: TransactionRow): Promise<SessionClaim> {
  const sessions = await claimants(trx, deposit, { alone: true });
  return claimOneOf(trx, deposit, sessions);
}

/** The same where the sessions are known, as of several deposits in turn. */
export async function claimOneOf(
  trx: Db,
  deposit: TransactionRow,
  sessions: readonly SessionClaimant[],
): Promise<SessionClaim> {
  if (deposit.session_decided) return keptClaim(trx, deposit);
  const claim = sessionFor(
    {
      currency: deposit.currency,
      amount: deposit.amount,
      seenAt: deposit.created_at,
      minedAt: deposit.mined_at,
    },
    sessions,
  );
  return {
    bucket: claim ? { productId: claim.session.productId, formId: claim.session.formId } : noBucket,
    completes: claim?.completes ?? false,
    columns: { session_id: claim?.session.id ?? null, session_decided: true, expected_session_id: null },
  };
}

async function keptClaim(trx: Db, { session_id }: TransactionRow): Promise<SessionClaim> {
  const columns = { session_id, session_decided: true, expected_session_id: null };
  if (session_id === null) return { bucket: noBucket, completes: false, columns };
  const { form_id, product_id } = await trx
    .selectFrom('sessions')
    .select(['form_id', 'product_id'])
    .where('id', '=', session_id)
    .executeTakeFirstOrThrow();
  return { bucket: { productId: product_id, formId: form_id }, completes: true, columns };
}
