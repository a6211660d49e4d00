import type { Advice } from './advice.ts';

/** Errors of any request. */
export const requestAdvice = {
  malformed_json: {
    cause: 'The body is no JSON object, or ends too early.',
    remedy: 'Send one JSON object in UTF-8, with `Content-Type: application/json`.',
  },
  invalid_encoding: {
    cause: 'The body or the query has bytes that are no UTF-8. Purser does not guess what was meant.',
    remedy: 'Encode the text as UTF-8; percent-encode it in a URL.',
  },
  unsupported_charset: {
    cause: 'The header `Content-Type` names a charset other than UTF-8 or US-ASCII.',
    remedy: 'Send UTF-8, and name it or no charset.',
  },
  repeated_header: {
    cause:
      'A header such as `Authorization` or `Idempotency-Key` came twice. Which one was meant cannot be known.',
    remedy: 'Send it once. Look for a proxy that adds a second one.',
  },
  invalid_request: {
    cause:
      'A field is missing, unknown, or not of the form that the reference describes. `errors` names each field and what it must be.',
    remedy: 'Correct the fields of `errors` and call again.',
  },
  body_too_large: {
    cause: 'The body has more than 100 kB.',
    remedy: 'Send less: `metadata` is meant for your ids, not for documents.',
  },
  unauthorized: {
    cause: 'The header is missing, the key was never made, or it was revoked or has expired.',
    remedy:
      'Send `Authorization: Bearer sk_…`. `GET /v1/api-keys`, with another key, shows which keys are revoked. After many failures from one address its calls are answered with 429 for a while.',
  },
  insufficient_scope: {
    cause: 'The key is valid, and its scope is too low: each operation names the scope that it needs.',
    remedy: 'Use a key with that scope. `admin` includes `write`, and `write` includes `read`.',
  },
  account_mismatch: {
    cause: 'The request names an `account` that is not the account of the API key.',
    remedy: 'Leave `account` out, or use the key of that account.',
  },
  not_found: {
    cause: 'No operation has this path. Paths are compared exactly: capitals count, and no slash follows.',
    remedy: 'Compare the path with the [reference](/docs/reference.md).',
  },
  method_not_allowed: {
    cause: 'The path exists, and takes other methods. The header `Allow` lists them.',
    remedy: 'Use one of those methods.',
  },
  rate_limited: {
    cause:
      'The calls of the account, or of the payer’s address on a checkout page, exceed the limit that `RateLimit-Policy` shows.',
    remedy: 'Wait as many seconds as `Retry-After` says, then call again with the same idempotency key.',
  },
  idempotency_key_required: {
    cause: 'The call moves money, and came without an `Idempotency-Key`: a retry could move it twice.',
    remedy:
      'Send a key that names what you do, such as the id of your order, and the same key in each retry.',
  },
  idempotency_key_reused: {
    cause: 'A call with this key had another body or went to another path.',
    remedy: 'If it is a retry, send exactly the first body. If it is another call, send another key.',
  },
  idempotency_in_progress: {
    cause: 'Two calls with the same key came at the same time, and the first is not answered yet.',
    remedy: 'Call again after `Retry-After`: then the answer of the first call is given.',
  },
  temporarily_unavailable: {
    cause:
      'The database, Temporal or another part does not answer, or the process stops. `GET /readyz` names the part.',
    remedy:
      'Call again after `Retry-After`, with the same idempotency key. Nothing was done, or it is answered as a repetition.',
  },
  internal: {
    cause:
      'Purser failed in a way that nobody foresaw. The log of the API has the cause under the `requestId`.',
    remedy:
      'Give the `requestId` to the operator. A call with an idempotency key may be made again: what was done is not done twice.',
  },
} as const satisfies Record<string, Advice>;
