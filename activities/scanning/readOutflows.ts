import type { Db } from '../../db/connect.ts';
import { findPursesByAddress } from '../../db/purses/findPursesByAddress.ts';
import type { Address } from '../../domain/address.ts';
import { unknownSender } from '../../domain/deposits/compliance.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ScannedBlock } from '../../domain/scanning/transfer.ts';
import type { Outflow } from '../../domain/sweeping/finding.ts';

/**
 * The transfers of listed tokens out of purses of these accounts, ours included; null if there are no accounts. Neither
 * transfers of nothing nor other tokens are among them: anybody can make those. One indexed query looks up every
 * sender.
 */
export async function readOutflows(
  db: Db,
  { transfers, transactions }: Pick<ScannedBlock, 'transfers' | 'transactions'>,
  accounts: readonly AccountId[],
): Promise<readonly Outflow[] | null> {
  if (accounts.length === 0) return null;
  const tokens = transfers.filter(({ kind }) => kind === 'token');
  const payers = new Set<Address>(tokens.map(({ from }) => from));
  const purses = await findPursesByAddress(db, [...payers], accounts);
  const senders = new Map(transactions.map(({ hash, from }) => [hash, from]));
  return tokens.flatMap(({ txHash, ordinal, currency, from, to, amount }): Outflow[] => {
    const purseId = purses.get(from);
    if (purseId === undefined) return [];
    // An issuer burns in a transaction of his own. A purse that burns its coins itself has lost its key.
    const isSeized = to === unknownSender && senders.get(txHash) !== from;
    const kind = isSeized ? 'token_seizure' : 'token_outflow';
    return [{ purseId, kind, currency, amount, txHash, ordinal }];
  });
}
