import type { ChecksumAddress } from '../../domain/address.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { TransactionRow } from '../schema.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import { tellDirtyDust } from './tellDirtyDust.ts';

/** The events of a declined deposit, by its row: one, or none if enough such dust sent events today. */
export async function declineEvents(
  trx: Db,
  row: TransactionRow,
  address: ChecksumAddress,
  currency: Currency,
): Promise<readonly AccountEvent[]> {
  const telling = row.amount < currency.minDeposit ? await tellDirtyDust(trx, row) : 'told';
  if (telling === 'counted') return [];
  const extra = telling === 'told' ? {} : { summary: { ...telling.last } };
  return [eventOfDeposit('CUSTOMER_PURSE_COMPLIANCE_DECLINED', row, address, currency, extra)];
}
