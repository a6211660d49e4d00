import { z } from 'zod';
import type { KnownForLookup } from '../db/rescans/findForLookup.ts';
import type { TxHash } from '../domain/address.ts';
import { baseUnits, formatAmount } from '../domain/money.ts';
import type { Currency, Network, Registry } from '../domain/registry.ts';
import { findCurrency, requiredConfirmations } from '../domain/registry.ts';
import { confirmations } from '../domain/scanning/finality.ts';
import type { TransactionOnChain, TransferOnChain } from '../domain/scanning/messages.ts';
import type { Explained } from './explainTransfer.ts';
import { pairUp, reasonOf, remedyOf, transferReasons } from './explainTransfer.ts';
import { amount } from './http/fields.ts';

const remedy = z.string().meta({ description: 'What support can do about it; for people, and may change.' });

const transferSchema = z
  .object({
    transactionId: z.string().nullable().meta({ description: 'Null for what is not recorded as a deposit.' }),
    purseId: z.string(),
    customerId: z.string(),
    address: z.string(),
    currency: z.string().nullable().meta({ description: 'Null for what no currency of ours stands for.' }),
    contract: z.string().nullable().meta({ description: 'Null for the native coin of the network.' }),
    amount: amount.nullable().meta({ description: 'Null where the decimals are not known.' }),
    reason: z.enum(transferReasons),
    remedy,
    confirmations: z.int(),
    requiredConfirmations: z.int().nullable(),
  })
  .meta({ id: 'LookedUpTransfer' });

export const lookupSchema = z
  .object({
    transactionHash: z.string(),
    chainId: z.int(),
    network: z.string().nullable(),
    status: z.enum(['found', 'pending', 'failed', 'not_found', 'unknown_network']).meta({
      description:
        'Where the transaction is: in a block, in none yet, in a block and reverted, or unknown to our nodes.',
    }),
    blockNumber: z.int().nullable(),
    transfers: z.array(transferSchema),
    reason: z
      .enum(['not_found', 'unknown_network', 'pending', 'failed', 'other_recipient'])
      .nullable()
      .meta({ description: 'Why `transfers` is empty; null where it is not.' }),
    remedy: remedy.nullable(),
  })
  .meta({ id: 'Lookup' });

type Lookup = z.output<typeof lookupSchema>;

/** What the chain and our rows say of a transaction, as far as it concerns the account. */
export function answerLookup(
  registry: Registry,
  network: Network,
  txHash: TxHash,
  chain: TransactionOnChain,
  known: KnownForLookup,
): Lookup {
  const { scanner, purses } = known;
  const blockNumber = blockNumberOf(chain);
  const scanned =
    blockNumber !== null &&
    scanner.height !== null &&
    blockNumber <= scanner.height &&
    // The block is on another fork than the scanner, which will follow.
    (scanner.blockHash === null || chain.place !== 'mined' || scanner.blockHash === chain.blockHash);
  // Transfers to purses of other accounts are left out.
  const own = 'transfers' in chain ? chain.transfers.filter(({ purseId }) => purses.has(purseId)) : [];
  const explained = pairUp(own, known).flatMap(({ transfer, deposit }): Explained[] => {
    const purseId = transfer?.purseId ?? deposit?.purse_id;
    const purse = purseId && purses.get(purseId);
    if (!purse) return [];
    const currency = deposit
      ? findCurrency(registry, deposit.currency)
      : transfer && currencyOf(registry, network, transfer);
    return [{ purse, transfer, deposit, currency, network, place: chain.place, scanned }];
  });
  const status = statuses[chain.place];
  if (explained.length === 0) return nothing(txHash, network.chainId, network, status, blockNumber);
  return {
    transactionHash: txHash,
    chainId: network.chainId,
    network: network.code,
    status,
    blockNumber,
    transfers: explained.map(one => present(one, blockNumber, scanner.height)),
    reason: null,
    remedy: null,
  };
}

const statuses = { unknown: 'not_found', pending: 'pending', failed: 'failed', mined: 'found' } as const;

export function blockNumberOf(chain: TransactionOnChain): number | null {
  return 'blockNumber' in chain ? chain.blockNumber : null;
}

/** The registry's currency of a transfer, even a refused one; undefined if it is not listed. */
function currencyOf(registry: Registry, network: Network, transfer: TransferOnChain): Currency | undefined {
  if (transfer.kind === 'listed') return findCurrency(registry, transfer.currency);
  const contract = transfer.contract?.toLowerCase() ?? null;
  return registry.currencies.find(
    currency =>
      currency.network === network.code && currency.contract === contract && currency.credit === 'refused',
  );
}

function present(
  explained: Explained,
  blockNumber: number | null,
  height: number | null,
): Lookup['transfers'][number] {
  const { transfer, deposit, purse, currency, network } = explained;
  const reason = reasonOf(explained);
  const units = transfer ? baseUnits(transfer.amount) : deposit?.amount;
  const mined = deposit?.block_number ?? blockNumber;
  return {
    transactionId: deposit?.id ?? null,
    purseId: purse.id,
    customerId: purse.customerId,
    address: purse.address,
    currency: currency?.code ?? null,
    contract: currency?.contract ?? (transfer?.kind === 'unlisted' ? transfer.contract : null),
    amount: currency && units !== undefined ? formatAmount(units, currency.decimals) : null,
    reason,
    remedy: remedyOf(reason, explained),
    confirmations: height === null ? 0 : confirmations(mined, height),
    requiredConfirmations: requiredConfirmations(network.finality),
  };
}

/** The answer if nothing concerns the account. */
export function nothing(
  txHash: TxHash,
  chainId: number,
  network: Network | null,
  status: Lookup['status'],
  blockNumber: number | null = null,
): Lookup {
  const reason = status === 'found' ? 'other_recipient' : status;
  return {
    transactionHash: txHash,
    chainId,
    network: network?.code ?? null,
    status,
    blockNumber,
    transfers: [],
    reason,
    remedy: remedies[reason](network),
  };
}

const remedies: Record<NonNullable<Lookup['reason']>, (network: Network | null) => string> = {
  not_found: network =>
    `No node of ours knows this transaction on ${network?.name ?? 'the network'}. Compare hash and network with the payer’s wallet; one that was sent a moment ago may take a minute.`,
  unknown_network: () =>
    'This network is not watched. What was sent to an address of ours is there, and is not credited: ask the operator.',
  pending: network =>
    `Wait: it is in no block of ${network?.name ?? 'the network'} yet, and announces no transfer to an address of yours. Ask again when it is mined.`,
  failed: () => 'The transaction reverted: nothing was moved, and the payer has to send it anew.',
  other_recipient: network =>
    'The transaction moves nothing to an address of yours: compare the recipient with the address that the customer was given.' +
    (network?.nativeSource === 'topLevel'
      ? ' If a contract sent the coin, it shows in the address’s balance alone, and is found within some rounds of the balance audit.'
      : ''),
};
