import type { Address, ChecksumAddress, TxHash } from './address.ts';
import type { CustomerId, TransactionId } from './ids.ts';
import type { Json } from './events.ts';
import type { BaseUnits } from './money.ts';
import type { Currency } from './registry.ts';
import type { Verdict } from './states.ts';

/**
 * Stands for a sender nobody could name, where a balance alone told of the money: no provider can judge it, so
 * such a deposit waits for a person.
 */
export const unknownSender = '0x0000000000000000000000000000000000000000' as Address;

/** What a provider is asked about one deposit. */
export interface ScreeningRequest {
  /** Also the provider's idempotency key: screening twice is one screening. */
  readonly transactionId: TransactionId;
  readonly customerId: CustomerId;
  readonly from: ChecksumAddress;
  readonly to: ChecksumAddress;
  readonly transactionHash: TxHash;
  readonly currency: Currency;
  readonly amount: BaseUnits;
}

/** A decision, with what is kept of it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The provider's name, or `manual`. */
  readonly by: string;
  /** The provider's risk figure as it gave it, or null. */
  readonly score: string | null;
  /** The provider's raw answer. */
  readonly raw: Json;
}

/**
 * Screens deposits. Fails closed: anything but a clear answer is thrown as a retryable `PurserError`,
 * never turned into a verdict; null leaves the decision to a person.
 */
export interface ComplianceProvider {
  readonly name: string;
  /** `inline` answers from memory; `remote` asks somebody over the network. */
  readonly kind: 'inline' | 'remote';
  screen(request: ScreeningRequest): Promise<Judgement | null>;
}
