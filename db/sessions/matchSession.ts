import type { Bucket } from '../../domain/ledger/ledger.ts';
import { noBucket } from '../../domain/ledger/ledger.ts';
import { sessionFor } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';
import type { StoredCandidate } from './sessionCandidates.ts';
import { sessionCandidates } from './sessionCandidates.ts';

export interface SessionMatch {
  /** Where the credit is booked. */
  readonly bucket: Bucket;
  /** The deposit pays what was still due, or did so before a reorg took it out. */
  readonly completes: boolean;
  /** Columns to save with the credit: from then on the decision stands. */
  readonly columns: Pick<TransactionRow, 'session_id' | 'session_decided' | 'expected_session_id'>;
}

/**
 * Finds the session that a deposit belongs to once it is credited to its customer. The first credit decides
 * this in its transaction, and nothing changes it afterwards (docs/rules-of-money.md, 6). The customer must
 * be locked: everything that credits, reverses, creates or ends a customer's sessions holds that lock.
 */
export async function matchSession(trx: Db, deposit: TransactionRow): Promise<SessionMatch> {
  const sessions = await sessionCandidates(trx, deposit, { alone: true });
  return matchOneOf(trx, deposit, sessions);
}

/** The same with known sessions, for several deposits in turn. */
export async function matchOneOf(
  trx: Db,
  deposit: TransactionRow,
  sessions: readonly StoredCandidate[],
): Promise<SessionMatch> {
  if (deposit.session_decided) return storedMatch(trx, deposit);
  const match = sessionFor(
    {
      currency: deposit.currency,
      amount: deposit.amount,
      seenAt: deposit.created_at,
      minedAt: deposit.mined_at,
    },
    sessions,
  );
  return {
    bucket: match ? { productId: match.session.productId, formId: match.session.formId } : noBucket,
    completes: match?.completes ?? false,
    columns: { session_id: match?.session.id ?? null, session_decided: true, expected_session_id: null },
  };
}

async function storedMatch(trx: Db, { session_id }: TransactionRow): Promise<SessionMatch> {
  const columns = { session_id, session_decided: true, expected_session_id: null };
  if (session_id === null) return { bucket: noBucket, completes: false, columns };
  const { form_id, product_id } = await trx
    .selectFrom('sessions')
    .select(['form_id', 'product_id'])
    .where('id', '=', session_id)
    .executeTakeFirstOrThrow();
  return { bucket: { productId: product_id, formId: form_id }, completes: true, columns };
}
