import type { ChecksumAddress, TxHash } from '../address.ts';
import type { DepositEventData, EventType, JsonObject, NewEvent } from '../events.ts';
import type { AccountId, CustomerId, PurseId, TransactionId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import { formatAmount } from '../money.ts';
import type { ChainId, CurrencyCode } from '../registry.ts';
import type { ComplianceStatus, CreditedTo, TransactionStatus } from './states.ts';

/** A deposit as its row is after the change that the event reports. */
export interface ReportedDeposit {
  readonly id: TransactionId;
  readonly accountId: AccountId;
  readonly customerId: CustomerId;
  readonly purseId: PurseId;
  readonly address: ChecksumAddress;
  readonly chainId: ChainId;
  readonly txHash: TxHash;
  readonly currency: CurrencyCode;
  readonly decimals: number;
  readonly amount: BaseUnits;
  readonly status: TransactionStatus;
  readonly complianceStatus: ComplianceStatus;
  readonly creditedTo: CreditedTo | null;
  readonly blocked: boolean;
  readonly late: boolean;
  readonly version: number;
}

/** The event that reports a change of a deposit to the merchant. `extra` is added to its data. */
export function depositEvent(
  type: EventType,
  deposit: ReportedDeposit,
  extra: JsonObject = {},
): NewEvent & { readonly accountId: AccountId } {
  const data: DepositEventData & JsonObject = {
    customerId: deposit.customerId,
    purseId: deposit.purseId,
    address: deposit.address,
    transactionId: deposit.id,
    currency: deposit.currency,
    amount: formatAmount(deposit.amount, deposit.decimals),
    transactionHash: deposit.txHash,
    chainId: deposit.chainId,
    status: deposit.status,
    complianceStatus: deposit.complianceStatus,
    creditedTo: deposit.creditedTo,
    blocked: deposit.blocked,
    late: deposit.late,
    ...extra,
  };
  return {
    accountId: deposit.accountId,
    type,
    resource: { type: 'transaction', id: deposit.id, version: deposit.version },
    customerId: deposit.customerId,
    data,
  };
}
