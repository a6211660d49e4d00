import type { ChecksumAddress } from '../../domain/address.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { TransactionRow } from '../schema.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import { countDirtyDust } from './countDirtyDust.ts';

/** The events of a declined deposit, by its row: one, or none if enough such dust sent events today. */
export async function declineEvents(
  trx: Db,
  row: TransactionRow,
  address: ChecksumAddress,
  currency: Currency,
): Promise<readonly AccountEvent[]> {
  const notice = row.amount < currency.minDeposit ? await countDirtyDust(trx, row) : 'sent';
  if (notice === 'counted') return [];
  const extra = notice === 'sent' ? {} : { summary: { ...notice.last } };
  return [eventOfDeposit('CUSTOMER_PURSE_COMPLIANCE_DECLINED', row, address, currency, extra)];
}
