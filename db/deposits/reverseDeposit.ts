import type { Posting } from '../../domain/ledger/ledger.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { postEntry } from '../ledger/postEntry.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit } from './lockDeposit.ts';

/**
 * Reverses in full what was posted for a deposit whose block left the chain, even if a balance becomes
 * negative (docs/rules-of-money.md, 5). The incarnation rises, so that the transfer can be credited again
 * when it returns. If it is already back in another block, it waits there to become final.
 */
export async function reverseDeposit(trx: Db, locked: LockedDeposit): Promise<readonly AccountEvent[]> {
  const { deposit, purse, currency } = locked;
  const posted = await trx
    .selectFrom('postings')
    .innerJoin('entries', 'entries.id', 'postings.entry_id')
    .select(({ fn }) => [
      'ledger',
      'currency',
      'product_id',
      'form_id',
      fn.sum<bigint>('amount').as('amount'),
    ])
    .where('transaction_id', '=', deposit.id)
    .where('incarnation', '=', deposit.incarnation)
    .groupBy(['ledger', 'currency', 'product_id', 'form_id'])
    .having(({ fn }) => fn.sum('amount'), '<>', 0)
    .execute();
  const undone: Posting[] = posted.map(({ ledger, currency: code, amount, product_id, form_id }) => ({
    ledger,
    currency: code,
    amount: baseUnits(-amount),
    bucket: { productId: product_id, formId: form_id },
  }));
  await postEntry(trx, deposit, 'reversal', undone);

  const backInABlock = deposit.block_hash !== null;
  // Quiet dust sent no event when it came, so it sends none when it goes.
  const isUnreported = deposit.quiet && deposit.credited_to === 'unattributed';
  const row = await trx
    .updateTable('transactions')
    .set({
      status: backInABlock ? 'PENDING_COMPLIANCE_CHECK' : 'REORGED',
      compliance_status: 'IN_PROGRESS',
      credited_to: null,
      credited_block_hash: null,
      confirmed_at: null,
      incarnation: deposit.incarnation + 1,
      version: deposit.version + (isUnreported ? 0 : 1),
    })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isUnreported) return [];
  // Held or unattributed money was never credited, so the merchant has nothing to take back.
  const reversed = deposit.credited_to === 'customer' || deposit.credited_to === 'merchant';
  return [eventOfDeposit('TRANSACTION_REORGED', row, purse.address_checksum, currency, { reversed })];
}
