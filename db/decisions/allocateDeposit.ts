import { sql } from 'kysely';
import type { CreditedTo } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiKeyId, TransactionId } from '../../domain/ids.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { Currency } from '../../domain/registry.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import { restartPeriod } from '../deposits/creditDeposit.ts';
import { eventOfDeposit } from '../deposits/eventOfDeposit.ts';
import { lockDeposit } from '../deposits/lockDeposit.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { postEntry } from '../ledger/postEntry.ts';
import type { TransactionRow } from '../schema.ts';
import { matchSession } from '../sessions/matchSession.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';

export interface Allocation {
  readonly to: 'customer' | 'merchant';
  readonly reason: string;
  readonly by: ApiKeyId;
  /** Whether one person may allocate this deposit, which is locked. */
  readonly mayAllocate: (deposit: TransactionRow) => Promise<boolean>;
}

export interface Allocated {
  /** `needs_approval`: nothing was changed, as it takes a second person. */
  readonly outcome: 'recorded' | 'needs_approval';
  /** As it was before. */
  readonly deposit: TransactionRow;
  readonly events: readonly AccountEvent[];
}

/**
 * Carries out the merchant's decision on money that came while its customer was blocked, or that is below the
 * minimum (docs/rules-of-money.md, 2 and 4). The decision lasts as long as the deposit's block: a reorg
 * reverses it with the credit, and a deposit that returns is settled anew.
 *
 * Throws `transaction_not_found`, and `not_allocatable` if the money is in another book, or already where it
 * should go.
 */
export async function allocateDeposit(
  trx: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
  { to, reason, by, mayAllocate }: Allocation,
): Promise<Allocated> {
  const locked = await lockDeposit(trx, currencyOf, id);
  if (!locked) throw new PurserError('transaction_not_found');
  const { deposit, purse, currency } = locked;
  const from = allocatableFrom(deposit, to);
  if (from === undefined) throw new PurserError('not_allocatable');
  if (!(await mayAllocate(deposit))) return { outcome: 'needs_approval', deposit, events: [] };

  const claim = await matchSession(trx, deposit);
  await postEntry(trx, deposit, 'allocate', move(from, to, deposit.currency, deposit.amount, claim.bucket));
  const row = await trx
    .updateTable('transactions')
    .set({
      ...(to === 'customer' ? claim.columns : {}),
      credited_to: to,
      blocked: false,
      // The merchant is notified of it now, and so of its later changes too.
      quiet: false,
      ...(from === 'unattributed' ? { status: 'CONFIRMED', confirmed_at: sql<Date>`now()` } : {}),
      version: deposit.version + 1,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (from === 'unattributed') await restartPeriod(trx, locked);
  await recordAudit(trx, {
    accountId: deposit.account_id,
    action: 'allocate',
    resourceType: 'transaction',
    resourceId: id,
    reason,
    by,
  });
  const events = [
    eventOfDeposit('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', row, purse.address_checksum, currency, {
      allocated: true,
    }),
    ...(await recomputeAndSignal(trx, row.customer_id, [row.session_id])),
  ];
  return { outcome: 'recorded', deposit, events };
}

/** The book that the money leaves for `to`; undefined if the merchant may not move it. */
function allocatableFrom(deposit: TransactionRow, to: Allocation['to']): CreditedTo | undefined {
  // A reorg took the deposit out of its block: it must be reversed, not moved.
  if (deposit.credited_block_hash !== deposit.block_hash) return undefined;
  switch (deposit.credited_to) {
    case 'unattributed':
      return 'unattributed';
    case 'merchant':
      return deposit.blocked && to === 'customer' ? 'merchant' : undefined;
    case 'customer':
    case 'held':
    case null:
      return undefined;
  }
}
