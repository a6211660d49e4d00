import { id } from 'ethers';
import type { Address, TxHash } from '../domain/address.ts';
import { unknownSender } from '../domain/deposits/compliance.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { ChainId, Currency, Registry } from '../domain/registry.ts';
import type { PendingTransfer, Transfer, UnlistedTransfer } from '../domain/scanning/transfer.ts';
import type { PendingTransaction, WireBlock, WireLog, WireTransaction } from './wire.ts';

/** The listed currencies of one chain that are credited, in the form that reading a block needs. */
export interface Listed {
  readonly native: Currency | undefined;
  /** By contract. Currencies whose credit is refused are left out. */
  readonly tokens: ReadonlyMap<Address, Currency>;
}

export function listedOn(registry: Registry, chainId: ChainId): Listed {
  const currencies = registry.currencies.filter(
    currency => currency.chainId === chainId && currency.credit !== 'refused',
  );
  const tokens = new Map<Address, Currency>();
  for (const currency of currencies) if (currency.contract) tokens.set(currency.contract, currency);
  return { native: currencies.find(currency => currency.contract === null), tokens };
}

/** ERC-20 (EIP-20) `Transfer(address,address,uint256)`; ERC-721 and EIP-7708 share it. */
const transferTopic = id('Transfer(address,address,uint256)');
/** Selector of EIP-20 `transfer(address,uint256)`. */
const transferSelector = '0xa9059cbb';
/** The emitter of the logs of native transfers (EIP-7708). No contract can have this address. */
export const nativeLogEmitter = '0xfffffffffffffffffffffffffffffffffffffffe' as Address;

/** Native transfers at a transaction's top level. Only its receipt says whether the transaction succeeded. */
export function nativeTransfers(transactions: readonly WireTransaction[], currency: Currency): Transfer[] {
  const transfers: Transfer[] = [];
  for (const { hash, from, to, value } of transactions) {
    // A transfer to oneself moves nothing.
    if (to === null || to === from || value === 0n) continue;
    const amount = value as BaseUnits;
    transfers.push({ txHash: hash, kind: 'native', ordinal: '0', currency: currency.code, from, to, amount });
  }
  return transfers;
}

/** One gwei in wei. EIP-4895 counts withdrawals in gwei. */
const gwei = 1_000_000_000n;

/**
 * What validators withdrew in the block (EIP-4895). No transaction moves a withdrawal, so the block's hash
 * stands for the transaction's, and the sender is unknown.
 */
export function withdrawals(block: WireBlock, currency: Currency): Transfer[] {
  return block.withdrawals.flatMap(({ index, address, amount }) =>
    amount === 0n
      ? []
      : [
          {
            txHash: block.hash as string as TxHash,
            kind: 'withdrawal',
            ordinal: index.toString(),
            currency: currency.code,
            from: unknownSender,
            to: address,
            amount: (amount * gwei) as BaseUnits,
          } satisfies Transfer,
        ],
  );
}

/**
 * Gives internal transfers their ordinals: `#n` for the n-th of one amount to one recipient in its
 * transaction. Traces and logs both list transfers in the order in which they took place, so both sources
 * give the n-th the same ordinal. A transaction that is mined again keeps its ordinals.
 */
export function numberInternal(transfers: readonly Transfer[]): Transfer[] {
  const counts = new Map<string, number>();
  return transfers.map(transfer => {
    if (transfer.kind !== 'internal') return transfer;
    const alike = `${transfer.txHash} ${transfer.to} ${String(transfer.amount)}`;
    const before = counts.get(alike) ?? 0;
    counts.set(alike, before + 1);
    return { ...transfer, ordinal: `#${String(before)}` };
  });
}

/** Native transfers if the coin is not listed, those of failed transactions included. */
export function unlistedNative(transactions: readonly WireTransaction[]): UnlistedTransfer[] {
  return transactions.flatMap(({ hash, from, to, value }) =>
    to === null || value === 0n ? [] : [{ txHash: hash, contract: null, from, to, value }],
  );
}

/**
 * Transfers of listed tokens in the logs of a block, whoever called the token. The contract that emitted the
 * log decides the currency. The ordinal is the log's position inside its own receipt. `logs` must hold all
 * logs of their transactions, in order.
 */
export function tokenTransfers(logs: readonly WireLog[], listed: Listed): Transfer[] {
  const positions = positionsOf(logs);
  return logs.flatMap((log, at) => {
    const currency = listed.tokens.get(log.address);
    const moved = currency && transferIn(log);
    if (!moved) return [];
    const { from, to, value } = moved;
    return [
      {
        txHash: log.transactionHash,
        kind: 'token',
        ordinal: String(positions[at]),
        currency: currency.code,
        from,
        to,
        amount: value as BaseUnits,
      } satisfies Transfer,
    ];
  });
}

/**
 * ERC-20 transfers of unlisted contracts, and all ERC-721 transfers. EIP-7708 logs of native coins are
 * neither.
 */
export function unlistedTokens(logs: readonly WireLog[], listed: Listed): UnlistedTransfer[] {
  return logs.flatMap(log => {
    const { transactionHash: txHash, address: contract } = log;
    if (contract === nativeLogEmitter) return [];
    const moved = (listed.tokens.has(contract) ? undefined : transferIn(log)) ?? collectibleIn(log);
    return moved ? [{ txHash, contract, ...moved }] : [];
  });
}

/** The position of each log inside its own receipt, which a reorg does not change. */
function positionsOf(logs: readonly WireLog[]): readonly number[] {
  let first = 0;
  return logs.map(({ transactionHash }, at) => {
    if (logs[first]?.transactionHash !== transactionHash) first = at;
    return at - first;
  });
}

interface Moved {
  readonly from: Address;
  readonly to: Address;
  readonly value: bigint;
}

/** An ERC-20 transfer of an amount above zero: three topics and a word of data. */
export function transferIn({ topics, data }: WireLog): Moved | undefined {
  const [topic, from, to] = topics;
  if (topic !== transferTopic || !from || !to || topics.length !== 3 || data.length !== 66) return undefined;
  const value = BigInt(data);
  return value === 0n ? undefined : { from: lastTwentyBytes(from), to: lastTwentyBytes(to), value };
}

/** An ERC-721 transfer: four topics, the last of which is the token's id. */
function collectibleIn({ topics }: WireLog): Moved | undefined {
  const [topic, from, to, tokenId] = topics;
  if (topic !== transferTopic || !from || !to || !tokenId) return undefined;
  return { from: lastTwentyBytes(from), to: lastTwentyBytes(to), value: BigInt(tokenId) };
}

/**
 * What pending transactions will transfer by their own account: native value, and plain `transfer` calls to
 * listed tokens. This is a forecast for the payer to see: only a block decides.
 */
export function pendingTransfers(
  transactions: readonly PendingTransaction[],
  listed: Listed,
): PendingTransfer[] {
  const { native } = listed;
  const coins = native ? nativeTransfers(transactions, native) : [];
  const nonces = new Map(transactions.map(({ hash, nonce }) => [hash, nonce]));
  return [...coins, ...transactions.flatMap(transaction => pendingToken(transaction, listed))].map(
    transfer => ({ ...transfer, nonce: nonces.get(transfer.txHash) ?? 0 }),
  );
}

function pendingToken({ hash, from, to, input }: PendingTransaction, listed: Listed): Transfer[] {
  const currency = to === null ? undefined : listed.tokens.get(to);
  if (!currency || !input.startsWith(transferSelector) || input.length !== 138) return [];
  const amount = BigInt(`0x${input.slice(74)}`) as BaseUnits;
  if (amount === 0n) return [];
  const recipient = lastTwentyBytes(input.slice(10, 74).toLowerCase());
  return [
    { txHash: hash, kind: 'token', ordinal: '0', currency: currency.code, from, to: recipient, amount },
  ];
}

function lastTwentyBytes(hex: string): Address {
  return `0x${hex.slice(-40)}` as Address;
}
