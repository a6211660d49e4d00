import { sql } from 'kysely';
import type { SessionId } from '../../domain/ids.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { Currency } from '../../domain/registry.ts';
import { addMoney } from '../../domain/sessions/price.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { postEntries } from '../ledger/postEntry.ts';
import type { TransactionRow } from '../schema.ts';
import type { SessionMatch } from '../sessions/matchSession.ts';
import { matchOneOf } from '../sessions/matchSession.ts';
import { sessionCandidates } from '../sessions/sessionCandidates.ts';
import { restartPeriod } from './creditDeposit.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedPurse } from './lockDeposit.ts';

export interface Promoted {
  readonly events: readonly AccountEvent[];
  /** The sessions that the promoted deposits paid. */
  readonly sessions: readonly SessionId[];
}

interface Matched {
  readonly deposit: TransactionRow;
  readonly match: SessionMatch;
}

/**
 * Credits deposits of one purse and currency from the book `unattributed`, in the given order. Each gets its
 * own entry and event, with the same number of statements for all. The deposits must be locked, and at least
 * one.
 */
export async function promoteAll(
  trx: Db,
  owner: LockedPurse,
  currency: Currency,
  dust: readonly TransactionRow[],
): Promise<Promoted> {
  const to = owner.customerBlocked ? 'merchant' : 'customer';
  const matched = await matchInTurn(trx, dust);
  await postEntries(
    trx,
    'promote',
    matched.map(({ deposit, match }) => ({
      deposit,
      postings: move('unattributed', to, deposit.currency, deposit.amount, match.bucket),
    })),
  );
  const rows = await markPromoted(trx, to, matched);
  await restartPeriod(trx, owner);
  const sessions = rows.map(row => row.session_id).filter(id => id !== null);
  return {
    events: rows.map(row =>
      eventOfDeposit('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', row, owner.purse.address_checksum, currency),
    ),
    sessions: [...new Set<SessionId>(sessions)],
  };
}

/** Finds the session of each deposit, counting what the deposits before it pay. */
async function matchInTurn(trx: Db, dust: readonly TransactionRow[]): Promise<readonly Matched[]> {
  const [first] = dust;
  if (!first) throw new Error('there is nothing to promote');
  const seenAt = new Date(Math.min(...dust.map(({ created_at }) => created_at.getTime())));
  let sessions = await sessionCandidates(trx, { ...first, created_at: seenAt }, { alone: false });
  const matched: Matched[] = [];
  for (const deposit of dust) {
    const match = await matchOneOf(trx, deposit, sessions);
    matched.push({ deposit, match });
    sessions = sessions.map(session =>
      session.id === match.columns.session_id
        ? { ...session, paid: addMoney(session.paid, deposit) }
        : session,
    );
  }
  return matched;
}

/**
 * Marks the deposits as promoted, and returns their rows in the given order. They become loud: the merchant
 * is notified of them now, and so of their later changes too.
 */
async function markPromoted(
  trx: Db,
  to: 'customer' | 'merchant',
  matched: readonly Matched[],
): Promise<readonly TransactionRow[]> {
  const values = matched.map(({ deposit, match }) => ({
    id: deposit.id,
    ...(to === 'customer'
      ? match.columns
      : {
          session_id: deposit.session_id,
          session_decided: deposit.session_decided,
          expected_session_id: deposit.expected_session_id,
        }),
  }));
  const { rows } = await sql<TransactionRow>`
    update transactions t
    set credited_to = ${to}, status = 'CONFIRMED', blocked = ${to === 'merchant'}, confirmed_at = now(), quiet = false,
      session_id = v.session_id, session_decided = v.session_decided, expected_session_id = v.expected_session_id,
      version = t.version + 1
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as v (id text, session_id text, session_decided boolean, expected_session_id text)
    where t.id = v.id
    returning t.*
  `.execute(trx);
  const byId = new Map(rows.map(row => [row.id, row]));
  return matched.map(({ deposit: { id } }) => {
    const row = byId.get(id);
    if (!row) throw new Error(`deposit ${id} vanished; deposits are never deleted`);
    return row;
  });
}
