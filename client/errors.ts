import type { components } from './schema.ts';

type Problem = components['schemas']['Problem'];

/** The codes of this version's document. A newer server may answer with others. */
export type ErrorCode = Problem['code'];

/** The API refused the call: a problem document (RFC 9457). Compare `code`; `detail` is for people. */
export class PurserError extends Error {
  override readonly name = 'PurserError';
  readonly status: number;
  readonly code: ErrorCode | (string & {});
  readonly detail: string;
  /** The invalid fields, if that is the problem. */
  readonly errors: Problem['errors'];
  /** Identifies the call in the server's logs. */
  readonly requestId: string | null;

  constructor({ status, code, detail, errors, requestId }: Omit<PurserError, keyof Error>) {
    super(`${String(status)} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.requestId = requestId;
  }
}

/**
 * The API did not answer: the connection failed, it took too long, or something else answered in its place. A
 * write may have had its effect: repeat the call with the same idempotency key to find out.
 */
export class PurserConnectionError extends Error {
  override readonly name = 'PurserConnectionError';
  /** The key that was sent with the write; null with a read. */
  readonly idempotencyKey: string | null;

  constructor(message: string, idempotencyKey: string | null, options?: ErrorOptions) {
    super(message, options);
    this.idempotencyKey = idempotencyKey;
  }
}
