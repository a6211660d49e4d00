import type { Address } from '../address.ts';
import { parseAddress } from '../address.ts';
import type { ChainId } from '../registry.ts';
import type { Authorization, AuthorizationHeader } from './authorization.ts';
import { lastIndex } from './authorization.ts';

/** Raised when a reader of the file must know more than today's do. */
const version = 1;
const format = 'purser authorizations';

/** The first line of a file. */
export function headerLine(header: AuthorizationHeader): string {
  const { kind, chainId, delegate, nonce, fingerprint, from, to } = header;
  return JSON.stringify({ format, version, kind, chainId, delegate, nonce, fingerprint, from, to });
}

/** Any other line. */
export function authorizationLine({ index, authority, yParity, r, s }: Authorization): string {
  return JSON.stringify({ index, authority, yParity, r, s });
}

/** Undefined if the line is no header of this version. */
export function parseHeader(line: string): AuthorizationHeader | undefined {
  const of = fieldsOf(line);
  if (of?.['format'] !== format || of['version'] !== version) return undefined;
  const { kind, chainId, nonce, fingerprint, from, to } = of;
  const delegate = addressIn(of['delegate']);
  if ((kind !== 'delegate' && kind !== 'revoke') || !delegate) return undefined;
  if (!isWhole(chainId) || !isWhole(nonce) || !isIndex(from) || !isIndex(to) || from > to) return undefined;
  if (typeof fingerprint !== 'string' || !/^0x[0-9a-f]{8}$/.test(fingerprint)) return undefined;
  return { kind, chainId: chainId as ChainId, delegate, nonce, fingerprint, from, to };
}

/** Undefined if the line is no authorization. */
export function parseAuthorization(line: string): Authorization | undefined {
  const of = fieldsOf(line);
  if (!of) return undefined;
  const { index, yParity, r, s } = of;
  const authority = addressIn(of['authority']);
  if (!isIndex(index) || !authority || (yParity !== 0 && yParity !== 1)) return undefined;
  if (!isWord(r) || !isWord(s)) return undefined;
  return { index, authority, yParity, r, s };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function addressIn(value: unknown): Address | undefined {
  return typeof value === 'string' ? parseAddress(value) : undefined;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isIndex(value: unknown): value is number {
  return isWhole(value) && value <= lastIndex;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value);
}
