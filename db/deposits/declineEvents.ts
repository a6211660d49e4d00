import type { ChecksumAddress } from '../../domain/address.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { TransactionRow } from '../schema.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import { tellDirtyDust } from './tellDirtyDust.ts';

/** What tells of a declined deposit, as its row stands: its event, or none where dust like it was told enough today. */
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
