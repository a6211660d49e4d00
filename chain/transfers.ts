import { id } from 'ethers';
import type { Address, TxHash } from '../domain/address.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { ChainId, Currency, Registry } from '../domain/registry.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { WireLog, WireTransaction } from './wire.ts';

/** The listed currencies of one chain, as a block's reader needs them. */
export interface Listed {
  readonly native: Currency | undefined;
  readonly tokens: ReadonlyMap<Address, Currency>;
}

export function listedOn(registry: Registry, chainId: ChainId): Listed {
  const currencies = registry.currencies.filter(currency => currency.chainId === chainId);
  const tokens = new Map<Address, Currency>();
  for (const currency of currencies) if (currency.contract) tokens.set(currency.contract, currency);
  return { native: currencies.find(currency => currency.contract === null), tokens };
}

/** ERC-20 (EIP-20) `Transfer(address,address,uint256)`; an ERC-721 one shares it but has four topics. */
const transferTopic = id('Transfer(address,address,uint256)');
/** Selector of EIP-20 `transfer(address,uint256)`. */
const transferSelector = '0xa9059cbb';

/** Native transfers at a transaction's top level. Whether the transaction succeeded only its receipt tells. */
export function nativeTransfers(transactions: readonly WireTransaction[], listed: Listed): Transfer[] {
  const currency = listed.native;
  if (!currency) return [];
  return transactions.flatMap(({ hash, from, to, value }) =>
    to === null || value === 0n
      ? []
      : [
          {
            txHash: hash,
            kind: 'native',
            ordinal: '0',
            currency: currency.code,
            from: from,
            to,
            amount: value as BaseUnits,
          } satisfies Transfer,
        ],
  );
}

/**
 * Transfers of listed tokens in the logs of one whole block, by whomever they were called. The contract that
 * emitted decides; the ordinal is the log's position inside its own receipt, which a reorg does not change.
 */
export function tokenTransfers(logs: readonly WireLog[], listed: Listed): Transfer[] {
  const seenOf = new Map<TxHash, number>();
  const transfers: Transfer[] = [];
  for (const log of logs) {
    const position = seenOf.get(log.transactionHash) ?? 0;
    seenOf.set(log.transactionHash, position + 1);
    const currency = listed.tokens.get(log.address);
    const [topic, from, to] = log.topics;
    if (!currency || topic !== transferTopic || !from || !to || log.topics.length !== 3) continue;
    if (!/^0x[0-9a-f]{64}$/.test(log.data)) continue;
    const amount = BigInt(log.data) as BaseUnits;
    if (amount === 0n) continue;
    transfers.push({
      txHash: log.transactionHash,
      kind: 'token',
      ordinal: String(position),
      currency: currency.code,
      from: lastTwentyBytes(from),
      to: lastTwentyBytes(to),
      amount,
    });
  }
  return transfers;
}

/**
 * What pending transactions say they will transfer: native value, and plain `transfer` calls to listed tokens.
 * A forecast for the payer's eyes: only a block decides.
 */
export function pendingTransfers(transactions: readonly WireTransaction[], listed: Listed): Transfer[] {
  const tokens = transactions.flatMap(({ hash, from, to, input }) => {
    const currency = to === null ? undefined : listed.tokens.get(to);
    if (!currency || !input.startsWith(transferSelector) || input.length !== 138) return [];
    const amount = BigInt(`0x${input.slice(74)}`) as BaseUnits;
    if (amount === 0n) return [];
    const recipient = lastTwentyBytes(input.slice(10, 74));
    return [
      {
        txHash: hash,
        kind: 'token',
        ordinal: '0',
        currency: currency.code,
        from: from,
        to: recipient,
        amount,
      } satisfies Transfer,
    ];
  });
  return [...nativeTransfers(transactions, listed), ...tokens];
}

function lastTwentyBytes(word: string): Address {
  return `0x${word.slice(-40)}` as Address;
}
