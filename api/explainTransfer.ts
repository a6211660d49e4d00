import type { KnownForLookup, OwnPurse } from '../db/rescans/findForLookup.ts';
import type { TransactionRow } from '../db/schema.ts';
import { formatAmount } from '../domain/money.ts';
import type { Currency, Network } from '../domain/registry.ts';
import type { TransactionOnChain, TransferOnChain } from '../domain/scanning/messages.ts';
import { balanceOrdinal } from '../domain/scanning/transfer.ts';

/** Why a transfer is in its state, for an integrator's support. */
export const transferReasons = [
  'credited',
  'confirming',
  'in_compliance',
  'held',
  'declined',
  'below_minimum',
  'unlisted_token',
  'unsupported_currency',
  'pending',
  'not_scanned_yet',
  'missed',
  'reorged',
  'dropped',
  'failed',
] as const;
export type TransferReason = (typeof transferReasons)[number];

/** A transfer as the chain has it, as our rows have it, or both. */
export interface Explained {
  readonly purse: OwnPurse;
  readonly transfer: TransferOnChain | undefined;
  readonly deposit: TransactionRow | undefined;
  /** As in the registry, even if refused; undefined if it is not listed. */
  readonly currency: Currency | undefined;
  readonly network: Network;
  readonly place: TransactionOnChain['place'];
  /** The scanner has scanned the transaction's block. */
  readonly scanned: boolean;
}

/**
 * The reason. The first case that fits decides:
 * 1. A deposit in a block: by its row.
 * 2. A transfer that is never credited, or is on the chain without a row: missed, unless its block is still
 *    to be scanned.
 * 3. A transaction that failed, or is in no block.
 * 4. A deposit that was in a block, or was only forecast, and is in none.
 */
export function reasonOf({ purse, transfer, deposit, currency, place, scanned }: Explained): TransferReason {
  if (deposit && deposit.block_hash !== null) return reasonInBlock(deposit, purse);
  if (transfer?.kind === 'unlisted') {
    return transfer.contract === null || currency?.credit === 'refused'
      ? 'unsupported_currency'
      : 'unlisted_token';
  }
  if (transfer && place === 'mined') return scanned ? 'missed' : 'not_scanned_yet';
  if (place === 'failed') return 'failed';
  if (place === 'pending') return 'pending';
  if (deposit?.status === 'DROPPED') return 'dropped';
  // If the transaction is mined, it does not have the transfer that was forecast.
  if (deposit?.status === 'MEM_POOL_FOUND') return place === 'mined' ? 'dropped' : 'pending';
  return 'reorged';
}

function reasonInBlock(deposit: TransactionRow, purse: OwnPurse): TransferReason {
  switch (deposit.credited_to) {
    case 'customer':
    case 'merchant':
      return 'credited';
    case 'unattributed':
      return 'below_minimum';
    case 'held':
      return deposit.verdict === 'decline' ? 'declined' : 'held';
    case null:
      if (deposit.verdict === 'decline') return 'declined';
      if (purse.state === 'DECLINED' && !deposit.freed) return 'held';
      if (deposit.quiet) return 'below_minimum';
      return deposit.verdict === null ? 'in_compliance' : 'confirming';
  }
}

/** What the integrator's support can do about it, in a sentence or two. */
export function remedyOf(reason: TransferReason, { deposit, currency, network }: Explained): string {
  switch (reason) {
    case 'credited':
      if (deposit?.credited_to !== 'merchant')
        return 'Nothing is to be done: it is in the customer’s balance.';
      return deposit.blocked
        ? 'The customer was blocked when it became final, so it is in your own books, not in the customer’s balance. POST /v1/transactions/{id}/allocate moves it there.'
        : 'Nothing is to be done: it was allocated to your own books.';
    case 'confirming':
      return 'Wait: it is approved, and is credited as soon as its block is final.';
    case 'in_compliance':
      return 'Wait for compliance. If it stays so, decide it yourself with POST /v1/transactions/{id}/compliance.';
    case 'held':
      return 'Compliance declined this purse, and with it all that was not credited: the money is kept apart. Speak to your compliance officer.';
    case 'declined':
      return 'Compliance declined it: the money is kept apart, and in no balance. Speak to your compliance officer.';
    case 'below_minimum':
      return currency
        ? `It is below the minimum of ${formatAmount(currency.minDeposit, currency.decimals)} ${currency.code}. It is credited as soon as deposits to this address in this currency together reach it: the customer can send more.`
        : 'It is below the minimum of its currency.';
    case 'unlisted_token':
      return 'This token is not among the listed currencies, and is not credited; compare its contract with GET /v1/currencies, as it may be a counterfeit. The money is at the address: the operator can list the token and rescan the transaction.';
    case 'unsupported_currency':
      return 'This currency is not taken on this network, and is not credited. The money is at the address: ask the operator.';
    case 'pending':
      return `Wait: it is in no block of ${network.name} yet. With too low a fee that takes until the payer raises it.`;
    case 'not_scanned_yet':
      return 'Wait: its block has not been looked at yet, which takes seconds. If it stays so, ask the operator whether /readyz shows the scanner of this network as down.';
    case 'missed':
      return 'It is on the chain, and was missed: have it read again with POST /v1/rescans and this transactionHash.';
    case 'reorged':
      return 'A fork of the network took it out of its block. It is credited when it is mined again; if it is not, the payer has to send it anew.';
    case 'dropped':
      return 'It was announced and will not be mined, as it was replaced, vanished or failed. Ask the payer for the transaction that took its place, if there is one.';
    case 'failed':
      return 'The transaction reverted: nothing was moved, and the payer has to send it anew.';
  }
}

function isSameCoin(row: TransactionRow, transfer: Extract<TransferOnChain, { kind: 'listed' }>): boolean {
  return row.kind !== 'token' && row.ordinal !== balanceOrdinal && row.amount.toString() === transfer.amount;
}

/**
 * Pairs each transfer of the chain with the row that stands for it. First choice: the row with the same place
 * in the transaction. For a coin, next: the deposit that a balance showed in its stead. Last: a forecast,
 * which cannot know the place. Rows that are left stand alone.
 */
export function pairUp(
  transfers: readonly TransferOnChain[],
  { deposits, booked }: Pick<KnownForLookup, 'deposits' | 'booked'>,
): readonly Pick<Explained, 'transfer' | 'deposit'>[] {
  const left = new Map(deposits.map(deposit => [deposit.id, deposit]));
  const take = (fits: (row: TransactionRow) => boolean): TransactionRow | undefined => {
    const row = left.values().find(fits);
    if (row) left.delete(row.id);
    return row;
  };
  const paired = transfers.map(transfer => {
    if (transfer.kind === 'unlisted') return { transfer, deposit: undefined };
    const same = (row: TransactionRow): boolean =>
      row.purse_id === transfer.purseId && row.currency === transfer.currency;
    const known =
      take(row => same(row) && row.kind === transfer.route && row.ordinal === transfer.ordinal) ??
      // A row that another source recorded has its own ordinal.
      take(row => same(row) && row.kind === transfer.route && isSameCoin(row, transfer)) ??
      take(row => same(row) && (row.status === 'MEM_POOL_FOUND' || row.status === 'DROPPED'));
    const instead = transfer.route === 'token' ? undefined : booked.get(transfer.purseId);
    if (!instead || (known && known.block_hash !== null)) return { transfer, deposit: known };
    left.delete(instead.id);
    return { transfer, deposit: instead };
  });
  return [...paired, ...[...left.values()].map(deposit => ({ transfer: undefined, deposit }))];
}
