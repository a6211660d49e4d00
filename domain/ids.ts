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
/** A person's decision, stored with its reason. */
export type AuditId = Brand<string, 'AuditId'>;
/** A webhook receiver of test mode. */
export type ReceiverId = Brand<string, 'ReceiverId'>;

export type FormId = Brand<string, 'FormId'>;
export type SessionId = Brand<string, 'SessionId'>;
export type PaymentId = Brand<string, 'PaymentId'>;
export type ChargeId = Brand<string, 'ChargeId'>;
export type RefundId = Brand<string, 'RefundId'>;
export type DestinationId = Brand<string, 'DestinationId'>;
/** What a block says of a destination. */
export type DestinationEventId = Brand<string, 'DestinationEventId'>;
export type SweepId = Brand<string, 'SweepId'>;
/** Something that happened at a purse without a transaction of ours. */
export type FindingId = Brand<string, 'FindingId'>;
/** An account's own pause of its sending on a network. */
export type SendingPauseId = Brand<string, 'SendingPauseId'>;
/** What one person asks for and another must approve. */
export type ApprovalRequestId = Brand<string, 'ApprovalRequestId'>;
/** The merchant's own id of what a customer pays for. */
export type ProductId = Brand<string, 'ProductId'>;

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
  frm: FormId;
  ses: SessionId;
  pay: PaymentId;
  chg: ChargeId;
  rfd: RefundId;
  dst: DestinationId;
  dse: DestinationEventId;
  swp: SweepId;
  fnd: FindingId;
  spz: SendingPauseId;
  apr: ApprovalRequestId;
}
type Prefix = keyof IdTypes;

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Whoever knows a session's id may see its checkout page: a session id has 128 random bits, the others have
 * 80.
 */
const randomBytes = (prefix: Prefix): number => (prefix === 'ses' ? 16 : 10);
/** Each digit holds 5 bits, of the 48 bits of time and the random ones. */
const digitsOf = (prefix: Prefix): number => Math.ceil((48 + 8 * randomBytes(prefix)) / 5);

/**
 * A new id: the prefix, then characters of Crockford base 32 in the layout of a ULID: 48 bits of Unix time in
 * ms, then random bits. These are 26 characters, or 36 for a session. Ids sort by the time they were made.
 * Not for workflow code: the id is random.
 */
export function newId<P extends Prefix>(prefix: P, at: Date = new Date()): IdTypes[P] {
  const random = crypto.getRandomValues(new Uint8Array(randomBytes(prefix)));
  let bits = BigInt(at.getTime());
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let digit = 0; digit < digitsOf(prefix); digit++) {
    text = crockford.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}` as IdTypes[P];
}

/** The form of an id with this prefix, as a regular expression. */
export function idPattern(prefix: Prefix): string {
  return `^${prefix}_[0-9a-hjkmnp-tv-z]{${String(digitsOf(prefix))}}$`;
}

/** The id if `text` has the form of an id with this prefix, else undefined. */
export function parseId<P extends Prefix>(prefix: P, text: string): IdTypes[P] | undefined {
  return new RegExp(idPattern(prefix)).test(text) ? (text as IdTypes[P]) : undefined;
}

/** A merchant's id of a product: any text. */
export function productIdOf(text: string): ProductId {
  return text as ProductId;
}
