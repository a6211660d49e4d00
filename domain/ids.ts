import type { Brand } from './brand.ts';

export type AccountId = Brand<string, 'AccountId'>;
export type CustomerId = Brand<string, 'CustomerId'>;
export type PurseId = Brand<string, 'PurseId'>;
export type TransactionId = Brand<string, 'TransactionId'>;
export type EventId = Brand<string, 'EventId'>;
export type EntryId = Brand<string, 'EntryId'>;
export type EndpointId = Brand<string, 'EndpointId'>;
/** Something at a purse that is never credited. */
export type UnsupportedId = Brand<string, 'UnsupportedId'>;
export type ApiKeyId = Brand<string, 'ApiKeyId'>;
/** A decision of a person, kept with its reason. */
export type AuditId = Brand<string, 'AuditId'>;
/** A webhook receiver of test mode. */
export type ReceiverId = Brand<string, 'ReceiverId'>;

interface IdTypes {
  acc: AccountId;
  cus: CustomerId;
  pur: PurseId;
  txn: TransactionId;
  evt: EventId;
  ent: EntryId;
  whe: EndpointId;
  uns: UnsupportedId;
  key: ApiKeyId;
  aud: AuditId;
  rcv: ReceiverId;
}
type Prefix = keyof IdTypes;

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: the prefix, then 26 characters of Crockford base 32 in the layout of a ULID
 * (48 bits of Unix time in ms, 80 random bits), so that ids sort by the time they were made.
 * Not for workflow code: it is random.
 */
export function newId<P extends Prefix>(prefix: P, at: Date = new Date()): IdTypes[P] {
  const random = crypto.getRandomValues(new Uint8Array(10));
  let bits = BigInt(at.getTime());
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let digit = 0; digit < 26; digit++) {
    text = crockford.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}` as IdTypes[P];
}

/** The id when `text` has the form of one with this prefix, else undefined. */
export function parseId<P extends Prefix>(prefix: P, text: string): IdTypes[P] | undefined {
  return new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`).test(text) ? (text as IdTypes[P]) : undefined;
}
