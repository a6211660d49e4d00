import type { ChecksumAddress } from '../../domain/address.ts';
import { depositEvent } from '../../domain/deposits/depositEvent.ts';
import type { EventType, JsonObject } from '../../domain/events.ts';
import type { Currency } from '../../domain/registry.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { TransactionRow } from '../schema.ts';

/** The event of a deposit's row as it stands after the change. */
export function eventOfDeposit(
  type: EventType,
  row: TransactionRow,
  address: ChecksumAddress,
  currency: Currency,
  extra?: JsonObject,
): AccountEvent {
  return depositEvent(
    type,
    {
      id: row.id,
      accountId: row.account_id,
      customerId: row.customer_id,
      purseId: row.purse_id,
      address,
      chainId: row.chain_id,
      txHash: row.tx_hash,
      currency: row.currency,
      decimals: currency.decimals,
      amount: row.amount,
      status: row.status,
      complianceStatus: row.compliance_status,
      creditedTo: row.credited_to,
      blocked: row.blocked,
      late: row.late,
      version: row.version,
    },
    extra,
  );
}
