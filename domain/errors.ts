import { sweepErrors } from './sweeping/sweepErrors.ts';

interface CatalogueEntry {
  readonly status: number;
  readonly retryable: boolean;
  readonly title: string;
  /** The code that programs compare, if this entry shares that of another. */
  readonly code?: string;
  /** What the caller can do, if the title does not say it: a sentence. */
  readonly remedy?: string;
}

/**
 * The catalogue of errors. If an error is `retryable`, the same call may work later. If not, the error is
 * final: the same call will fail again, and retrying is pointless. The API answers with the HTTP status;
 * workflows see only the code and finality.
 */
export const errorCatalogue = {
  // Requests.
  malformed_json: { status: 400, retryable: false, title: 'The body is not JSON' },
  invalid_encoding: { status: 400, retryable: false, title: 'The text is not UTF-8' },
  unsupported_charset: { status: 415, retryable: false, title: 'The charset of the body is not UTF-8' },
  repeated_header: { status: 400, retryable: false, title: 'A header that may occur once is repeated' },
  invalid_request: { status: 422, retryable: false, title: 'A field of the request is not valid' },
  body_too_large: { status: 413, retryable: false, title: 'The body is over 100 kB' },
  unauthorized: {
    status: 401,
    retryable: false,
    title: 'The API key is missing or not valid',
    remedy: 'Send the header `Authorization: Bearer` with an API key that was not revoked.',
  },
  insufficient_scope: { status: 403, retryable: false, title: 'The API key lacks the scope for this call' },
  account_mismatch: { status: 403, retryable: false, title: 'The account is not the one of the API key' },
  not_found: {
    status: 404,
    retryable: false,
    title: 'There is nothing at this address',
    remedy: 'The addresses are listed at /docs.',
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    title: 'This address does not take this method',
    remedy: 'The header `Allow` lists the allowed methods.',
  },
  rate_limited: { status: 429, retryable: true, title: 'Too many requests' },
  idempotency_key_required: {
    status: 400,
    retryable: false,
    title: 'This call moves money: it needs an Idempotency-Key',
  },
  idempotency_key_reused: {
    status: 422,
    retryable: false,
    title: 'The idempotency key was used with another body',
    remedy: 'Another request needs another key.',
  },
  idempotency_in_progress: {
    status: 409,
    retryable: true,
    title: 'The first call with this key still runs',
  },
  temporarily_unavailable: { status: 503, retryable: true, title: 'A part of the service is down' },
  internal: { status: 500, retryable: false, title: 'An unexpected error' },
  // Nouns.
  customer_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such customer',
    remedy: 'Customers are named by id or externalId: `POST /v1/customers` makes one.',
  },
  customer_exists: {
    status: 409,
    retryable: false,
    title: 'A customer with this externalId exists',
    remedy: '`GET /v1/customers/{externalId}` returns it.',
  },
  customer_busy: {
    status: 429,
    retryable: true,
    title: 'Too many calls change this customer at the same time',
  },
  customer_blocked: {
    status: 409,
    retryable: false,
    title: 'The customer is blocked',
    remedy: '`POST /v1/customers/{id}/unblock` ends that.',
  },
  currency_not_supported: {
    status: 422,
    retryable: false,
    title: 'The currency is not supported',
    remedy: '`GET /v1/currencies` lists currencies and their groups.',
  },
  currency_not_found: {
    status: 404,
    retryable: false,
    title: 'The currency is not supported',
    code: 'currency_not_supported',
    remedy: '`GET /v1/currencies` lists currencies and their groups.',
  },
  purse_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such purse',
    remedy: '`GET /v1/purse` issues one, `GET /v1/purses` lists all.',
  },
  purse_declined: {
    status: 409,
    retryable: false,
    title: 'The purse was declined by compliance',
    remedy: '`POST /v1/purses/{id}/release` allows the customer another purse.',
  },
  transaction_not_found: { status: 404, retryable: false, title: 'There is no such transaction' },
  network_not_found: { status: 404, retryable: false, title: 'There is no such network' },
  rescan_not_found: { status: 404, retryable: false, title: 'There is no such rescan' },
  too_many_rescans: {
    status: 429,
    retryable: true,
    title: 'Another rescan is running; only one may run at a time',
  },
  purse_not_active: { status: 409, retryable: false, title: 'The purse is not active' },
  not_waiting: { status: 409, retryable: false, title: 'Nothing waits here' },
  not_declined: { status: 409, retryable: false, title: 'The purse is not declined' },
  not_allocatable: { status: 409, retryable: false, title: 'This money cannot be allocated' },
  already_decided: { status: 409, retryable: false, title: 'The deposit was decided already' },
  api_key_not_found: { status: 404, retryable: false, title: 'There is no such API key' },
  live_mode: { status: 403, retryable: false, title: 'This call is for test accounts only' },
  receiver_not_found: { status: 404, retryable: false, title: 'There is no such webhook receiver' },
  too_many_receivers: { status: 409, retryable: false, title: 'There are too many webhook receivers' },
  event_not_found: { status: 404, retryable: false, title: 'There is no such event' },
  delivery_not_found: { status: 404, retryable: false, title: 'There is no such delivery' },
  too_many_endpoints: { status: 409, retryable: false, title: 'There are too many webhook endpoints' },
  replay_running: { status: 409, retryable: true, title: 'A replay to this endpoint still runs' },
  endpoint_not_found: { status: 404, retryable: false, title: 'There is no such webhook endpoint' },
  form_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such form',
    remedy: '`GET /v1/forms` lists them.',
  },
  receiver_invalid: { status: 422, retryable: false, title: 'The receiver is not a valid address' },
  session_not_found: {
    status: 404,
    retryable: false,
    title: 'There is no such session',
    remedy: '`GET /v1/sessions` lists them.',
  },
  too_many_sessions: { status: 409, retryable: false, title: 'The customer has too many open sessions' },
  coin_not_accepted: { status: 422, retryable: false, title: 'The form does not accept this coin' },
  price_below_minimum: { status: 422, retryable: false, title: 'The price is below the minimum deposit' },
  client_id_conflict: {
    status: 409,
    retryable: false,
    title: 'A session with this clientId asked for something else',
    remedy:
      'Ask for the same, or use another clientId; `GET /v1/sessions?clientId=` shows what was asked for.',
  },
  charge_not_found: { status: 404, retryable: false, title: 'There is no such charge' },
  insufficient_balance: {
    status: 409,
    retryable: false,
    title: 'The balance is too low',
    remedy: '`GET /v1/balances` shows the balance by coin and product.',
  },
  already_refunded: { status: 409, retryable: false, title: 'More would be refunded than was charged' },
  ...sweepErrors,
  url_not_allowed: { status: 422, retryable: false, title: 'The URL may not be called' },
  // Chains and providers.
  rpc_unavailable: { status: 503, retryable: true, title: 'The chain node did not answer' },
  rpc_inconsistent: { status: 503, retryable: true, title: 'The chain node contradicts itself' },
  scanner_fenced: { status: 503, retryable: true, title: 'Another scanner took over this chain' },
  reorg_too_deep: { status: 503, retryable: false, title: 'The chain forked below what is stored' },
  chain_disagreement: {
    status: 503,
    retryable: false,
    title: 'Two nodes disagree about a final block',
  },
  wrong_native_source: {
    status: 503,
    retryable: false,
    title: 'The network has no logs of native transfers',
  },
  history_unavailable: {
    status: 409,
    retryable: false,
    title: 'No node still has the data of such old blocks',
  },
  wrong_chain: { status: 503, retryable: false, title: 'The node serves another chain' },
  provider_unavailable: { status: 503, retryable: true, title: 'The compliance provider did not answer' },
  verdict_pending: { status: 503, retryable: true, title: 'The compliance provider has not decided yet' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const errorCodes = Object.keys(errorCatalogue) as readonly ErrorCode[];

/** One field of a request that is not valid. `field` is a path such as `metadata.tier`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** An error of the catalogue. `detail` is for people and holds no secret; programs compare only `code`. */
export class PurserError extends Error {
  override readonly name = 'PurserError';
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  /** The node endpoint at which the error occurred, such as `ETHEREUM#1`. */
  endpoint: string | undefined;
  /** When the same call may work, in seconds from now, if that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    options: {
      fields?: readonly FieldError[];
      cause?: unknown;
      endpoint?: string | undefined;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(detail ?? errorCatalogue[code].title, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.endpoint = options.endpoint;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

/** Records the endpoint at which an error occurred, unless the thrower already did. */
export function ofEndpoint(error: unknown, endpoint: string): void {
  if (error instanceof PurserError) error.endpoint ??= endpoint;
}
