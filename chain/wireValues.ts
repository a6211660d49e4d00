import type { Address, BlockHash, TxHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Whether a hash as a node writes it equals the known one. */
export function isHash(value: unknown, known: BlockHash | TxHash): boolean {
  return value === known || (typeof value === 'string' && value.toLowerCase() === known);
}

export function quantity(value: unknown, what: string): number {
  const number = Number(bigQuantity(value, what));
  if (!Number.isSafeInteger(number)) throw malformed(what);
  return number;
}

export function bigQuantity(value: unknown, what: string): bigint {
  if (value === '0x0') return 0n;
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]+$/.test(value)) throw malformed(what);
  return BigInt(value);
}

export function optional(value: unknown, what: string): bigint | null {
  return value === undefined || value === null ? null : bigQuantity(value, what);
}

/** An address; nodes write it in lower case, or with EIP-55 capitals. */
export function address(value: unknown, what: string): Address {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(value)) throw malformed(what);
  return value.toLowerCase() as Address;
}

/** 32 bytes as lower-case hex. */
export function word(value: unknown, what: string): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(value)) throw malformed(what);
  return value.toLowerCase();
}

export function data(value: unknown, what: string): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]*$/.test(value)) throw malformed(what);
  return value;
}

export function array(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(what);
  return value;
}

export function object(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw malformed(what);
  return value as Fields;
}

export function malformed(what: string): PurserError {
  return contradiction(`the node's ${what} is malformed`);
}

/** The node's answer cannot be true: read again, or from another node. */
export function contradiction(detail: string): PurserError {
  return new PurserError('rpc_inconsistent', detail);
}
