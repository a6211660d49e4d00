import type { Address } from '../address.ts';
import type { CustomerId, DestinationId, PurseId, TransactionId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import type { CurrencyCode } from '../registry.ts';

/**
 * `planned`: nothing is signed; it may wait for gas or a price, or be canceled. `sent`: it has a nonce. `mined`: it is in a
 * block; a reorg takes it back to `sent`. `completed`: final, and at least one item was swept. `failed`: final, and none
 * was, or the signer left out all items. `canceled`: it has no nonce, or its nonce was used for nothing.
 */
export const sweepStatuses = ['planned', 'sent', 'mined', 'completed', 'failed', 'canceled'] as const;
export type SweepStatus = (typeof sweepStatuses)[number];

export const itemStatuses = ['planned', 'swept', 'skipped'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** Why an item moved nothing. The first six are the contract's, in the order of its enum `Reason`. */
export const skipReasons = [
  'failed',
  'destination',
  'code',
  'balance',
  'refused',
  'difference',
  /** The purse has no authorization that can be used. */
  'not_authorized',
  /**
   * Its deposit was reversed before it was signed. Or the whole batch was withdrawn, also after that, because a deposit
   * of it was reversed or a destination disabled.
   */
  'not_due',
  /** The transaction failed in its block. */
  'reverted',
  /** The sweep was canceled before it had a nonce. */
  'canceled',
  /** Of method `transfer`: coin of the network that is held, unattributed or not posted lies at the purse. */
  'coin_must_stay',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** The reason that the contract gives by its number (contracts/sweeping/Sweeper.sol). */
export function skipReasonOf(number: number): SkipReason {
  return skipReasons.slice(0, 6)[number] ?? 'failed';
}

/** An item that the sweeper skipped, as a receipt shows it: its index in the batch, and the number of the reason. */
export interface SkippedItem {
  readonly index: number;
  readonly reason: number;
}

/** What a sweep is to move out of a purse: whole deposits, less what was moved for one that then left the chain. */
export interface PlannedItem {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  readonly amount: BaseUnits;
  /** What must stay beside it: held, unattributed and unposted coins of that purse and currency. */
  readonly floor: BaseUnits;
  readonly destinationId: DestinationId;
  readonly destination: Address;
  readonly transactionIds: readonly TransactionId[];
}

/** Why coins that are credited are not swept now. */
export const leftReasons = [
  /** Neither is there enough of it, nor is it old enough. */
  'below_threshold',
  /** Its gas would cost more than the policy's share of it. */
  'costs_too_much',
  /** Asked for by name: its gas would cost more than all of it. */
  'costs_more_than_it_is',
  /** Neither the form's receiver nor the treasury of the network is an active destination. */
  'no_destination',
  /** The token's issuer has frozen its destination. */
  'destination_frozen',
  /** The purse has no authorization left. */
  'not_authorized',
  /** An earlier item of the purse and currency was skipped, and its pause is not over. */
  'paused',
  /** An earlier one was skipped too often: a person must ask for it by name. */
  'needs_a_person',
  /** Another sweep of the purse is under way. */
  'under_way',
  /** All of it has left the purse already, for a swept deposit that then left the chain. */
  'shortfall',
  /** It is not credited as its contract says (`credit` in the registry), so an exact amount cannot be moved. */
  'not_sweepable',
  /** The deposit is not final yet by the network's own finality. */
  'not_final',
  /**
   * Of method `transfer`: coin of the network that is held, unattributed or not posted lies at the purse, which would pay
   * its gas out of the same balance.
   */
  'coin_must_stay',
] as const;
export type LeftReason = (typeof leftReasons)[number];
