import type { Brand } from './brand.ts';

/** An EVM address, lower case, the form in which addresses are stored and compared. */
export type Address = Brand<string, 'Address'>;

/** The same address with EIP-55 capitals, the form in which it is shown. */
export type ChecksumAddress = Brand<string, 'ChecksumAddress'>;

/** A 32-byte hash of a transaction or block, lower case, with `0x`. */
export type TxHash = Brand<string, 'TxHash'>;
export type BlockHash = Brand<string, 'BlockHash'>;

export function parseAddress(text: string): Address | undefined {
  return /^0x[0-9a-fA-F]{40}$/.test(text) ? (text.toLowerCase() as Address) : undefined;
}

export function parseTxHash(text: string): TxHash | undefined {
  return isHash(text) ? (text.toLowerCase() as TxHash) : undefined;
}

export function parseBlockHash(text: string): BlockHash | undefined {
  return isHash(text) ? (text.toLowerCase() as BlockHash) : undefined;
}

function isHash(text: string): boolean {
  return /^0x[0-9a-fA-F]{64}$/.test(text);
}
