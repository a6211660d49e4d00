import type { Address, ChecksumAddress, TxHash } from '../address.ts';
import type { Json } from '../events.ts';
import { findJsonFaults, isExactNumber } from '../exactJson.ts';
import type { CustomerId, TransactionId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import type { Currency } from '../registry.ts';
import type { Verdict } from './states.ts';

/**
 * Stands for a sender that nobody could name, because only a balance showed the money. No provider can judge
 * the sender, so such a deposit waits for a person.
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

/** A decision, as it is stored. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The provider's name, or `manual`. */
  readonly by: string;
  /** The provider's risk figure as it gave it, or null. */
  readonly score: string | null;
  /** The provider's raw answer. */
  readonly raw: Json;
}

/** The provider's name for the case of a deposit. Later requests use it. */
export interface ScreeningCase {
  readonly reference: string;
}

/** The provider accepted the deposit and decides later. */
export interface PendingCase extends ScreeningCase {
  readonly pending: true;
}

/**
 * Screens deposits. Fails closed: anything but a clear answer is thrown as a retryable `PurserError` and
 * never becomes a verdict. Null leaves the decision to a person.
 */
export interface ComplianceProvider {
  readonly name: string;
  /** `inline` answers from memory; `remote` asks somebody over the network. */
  readonly kind: 'inline' | 'remote';
  /** `known`: the case an earlier answer named. */
  screen(request: ScreeningRequest, known: ScreeningCase | null): Promise<Judgement | PendingCase | null>;
}

/** The recorded author of the HTTP provider's verdicts, whether it answered or called back. */
export const httpProvider = 'http';

/**
 * Printable ASCII that begins with a letter or digit: it becomes part of a path, and must not climb in it.
 */
export const referencePattern = /^[A-Za-z0-9][\x21-\x7e]{0,199}$/;

/** A provider's answer as JSON; undefined if it is not JSON. Numbers that a double would change stay text. */
export function parseJson(text: string): Json | undefined {
  try {
    const json = withoutMark(text);
    const plain = JSON.parse(json) as Json;
    const isChanged = findJsonFaults(json).some(({ kind }) => kind === 'inexact');
    return isChanged ? (JSON.parse(json, preserveDigits) as Json) : plain;
  } catch {
    return undefined;
  }
}

/** The paths of names that an object of a JSON text has twice. */
export function repeatedNames(text: string): readonly string[] {
  const faults = findJsonFaults(withoutMark(text));
  return faults.flatMap(({ kind, path }) => (kind === 'repeated' ? [path.join('.')] : []));
}

/** RFC 8259, 8.1: a byte order mark may be ignored. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

/** `source` is how the number was written (ECMA-262, `JSON.parse`). */
function preserveDigits(
  _name: string,
  value: unknown,
  { source }: { readonly source?: string } = {},
): unknown {
  return typeof value === 'number' && source !== undefined && !isExactNumber(source) ? source : value;
}

const deepest = 50;

/**
 * False for what Postgres cannot store (NUL and half surrogate pairs), and for nesting deeper than `deepest`.
 */
export function isStorable(answer: Json, depth = 0): boolean {
  if (typeof answer === 'string') return !answer.includes('\0') && answer.isWellFormed();
  if (typeof answer !== 'object' || answer === null) return true;
  return (
    depth < deepest &&
    Object.entries(answer).every(([name, value]) => isStorable(name) && isStorable(value, depth + 1))
  );
}
