import type { ChecksumAddress } from '../../domain/address.ts';
import type { PurseState } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, SessionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { PaymentRow, SessionRow } from '../schema.ts';

/** A session with its payment and what is shown of its form, customer and purse. */
export interface SessionDetails extends SessionRow {
  readonly title: string;
  readonly return_url: string | null;
  readonly support_url: string | null;
  readonly support_email: string | null;
  readonly accent_color: string | null;
  readonly logo: string | null;
  readonly external_id: string | null;
  readonly address: ChecksumAddress;
  readonly livemode: boolean;
  /** Whether the customer is blocked. */
  readonly blocked: boolean;
  readonly purse_state: PurseState;
  readonly payment: PaymentRow | null;
}

/** Throws `session_not_found`, also for another account's. */
export async function findSession(db: Db, accountId: AccountId, id: SessionId): Promise<SessionDetails> {
  const session = await showSession(db, id, accountId);
  if (!session) throw new PurserError('session_not_found');
  return session;
}

/** Every read of sessions begins here. */
export function selectSessions(db: Db) {
  return db
    .selectFrom('sessions as s')
    .innerJoin('forms as f', 'f.id', 's.form_id')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .innerJoin('purses as p', 'p.id', 's.purse_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .selectAll('s')
    .select(['f.title', 'f.return_url', 'c.external_id', 'c.blocked', 'a.livemode'])
    .select(['f.support_url', 'f.support_email', 'f.accent_color', 'f.logo'])
    .select(['p.address_checksum as address', 'p.state as purse_state']);
}

/**
 * The session, for anybody who knows its id: a payer is given the id to see it. With `accountId`, only that
 * account's.
 */
export async function showSession(
  db: Db,
  id: SessionId,
  accountId?: AccountId,
): Promise<SessionDetails | undefined> {
  const session = await selectSessions(db)
    .where('s.id', '=', id)
    .$if(accountId !== undefined, query => query.where('s.account_id', '=', accountId ?? null))
    .executeTakeFirst();
  if (!session) return undefined;
  const payment = await db.selectFrom('payments').selectAll().where('session_id', '=', id).executeTakeFirst();
  return withPayment(session, payment);
}

export function withPayment<S extends { readonly address: ChecksumAddress | null; readonly id: SessionId }>(
  session: S,
  payment: PaymentRow | undefined,
): S & Pick<SessionDetails, 'address' | 'payment'> {
  const { address } = session;
  if (address === null) throw new Error(`session ${session.id} has a purse without an address`);
  return { ...session, address, payment: payment ?? null };
}
