import type { ChecksumAddress } from '../domain/address.ts';
import type { Currency } from '../domain/registry.ts';
import type { TransactionId } from '../domain/ids.ts';
import { settlement } from '../domain/settlement.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { AccountEvent } from './appendEvents.ts';
import { appendEvents } from './appendEvents.ts';
import type { Db } from './connect.ts';
import { creditDeposit } from './creditDeposit.ts';
import { lockDeposit } from './lockDeposit.ts';
import { promoteDust } from './promoteDust.ts';
import { reverseDeposit } from './reverseDeposit.ts';
import { withdrawDeposit } from './withdrawDeposit.ts';
import type { PurseRow, TransactionRow } from './schema.ts';

/** A deposit with the rows it is settled under, all locked. */
export interface LockedDeposit {
  readonly deposit: TransactionRow;
  readonly purse: PurseRow & { readonly address_checksum: ChecksumAddress };
  readonly customerBlocked: boolean;
  readonly currency: Currency;
}

/**
 * Does what is to be done with one deposit now, and says what that was. Safe to call at any time, any number of
 * times: everything is decided from the rows, under locks taken in the one order (customer, purse,
 * transaction, the account's counter last), so that a block, a decline, a reorg or an archiving that runs at
 * the same time comes wholly before or wholly after.
 */
export async function settleDeposit(
  db: Db,
  currencyOf: (code: string) => Currency,
  transactionId: TransactionId,
): Promise<Settlement> {
  return db.transaction().execute(async trx => {
    const rows = await lockDeposit(trx, transactionId);
    if (!rows) throw new Error(`there is no deposit ${transactionId}`);
    const { address_checksum } = rows.purse;
    if (address_checksum === null) throw new Error(`purse ${rows.purse.id} has a deposit and no address`);
    const locked: LockedDeposit = {
      ...rows,
      purse: { ...rows.purse, address_checksum },
      currency: currencyOf(rows.deposit.currency),
    };
    const { deposit, purse, currency } = locked;
    const next = settlement({
      blockHash: deposit.block_hash,
      finalBlockHash: deposit.final_block_hash,
      verdict: deposit.verdict,
      creditedTo: deposit.credited_to,
      creditedBlockHash: deposit.credited_block_hash,
      // A deposit that is pending compliance or declined was in a block once.
      reorged: deposit.status === 'PENDING_COMPLIANCE_CHECK' || deposit.status === 'DECLINED',
      amount: deposit.amount,
      minDeposit: currency.minDeposit,
      purseState: purse.state,
      customerBlocked: locked.customerBlocked,
    });
    const events: AccountEvent[] = [];
    switch (next.step) {
      case 'post':
        events.push(...(await creditDeposit(trx, locked, next.to)));
        if (next.to === 'unattributed') events.push(...(await promoteDust(trx, locked)));
        break;
      case 'reverse':
        events.push(await reverseDeposit(trx, locked));
        break;
      case 'withdraw':
        events.push(...(await withdrawDeposit(trx, locked)));
        break;
      case 'wait':
      case 'done':
        break;
    }
    await appendEvents(trx, events);
    return next;
  });
}
