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
  /** It pays what was still due, or did so before a reorg took it out. */
  readonly completes: boolean;
  /** To be kept with the credit: the decision stands from then on. */
  readonly columns: Pick<TransactionRow, 'session_id' | 'session_decided' | 'expected_session_id'>;
}

/**
 * The session that a deposit belongs to once it is credited to its customer: decided with the first credit, in its
 * transaction, and never changed (docs/rules-of-money.md, 6). The customer must be locked: all that credits, reverses, makes
 * or ends sessions of a customer holds that lock.
 */
export async function matchSession(trx: Db, deposit: TransactionRow): Promise<SessionMatch> {
  const sessions = await sessionCandidates(trx, deposit, { alone: true });
  return matchOneOf(trx, deposit, sessions);
}

/** The same where the sessions are known, as of several deposits in turn. */
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
