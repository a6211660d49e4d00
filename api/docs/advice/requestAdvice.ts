import type { Advice } from './advice.ts';

/** Errors of any request. */
export const requestAdvice = {
  malformed_json: {
    cause: 'The body is not JSON, ends too early, or is compressed (`Content-Encoding`).',
    remedy: 'Send one JSON object in UTF-8, with `Content-Type: application/json`.',
  },
  invalid_encoding: {
    cause:
      'The body or the query has bytes that are not UTF-8, or a malformed percent escape. Purser does not guess what was meant.',
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
    cause:
      'The header is missing or malformed; the key is unknown, revoked or expired; or it is a live key at a test installation, or the reverse. A callback of the compliance provider has a wrong or an old signature.',
    remedy:
      'Send `Authorization: Bearer sk_…`. `GET /v1/api-keys`, with a key of scope `admin`, shows which keys have ended. After 100 attempts with unknown keys a client gets `rate_limited` for such keys; valid keys still work.',
  },
  insufficient_scope: {
    cause: 'The key is valid, and its scope is too low: each operation names the scope that it needs.',
    remedy:
      'Use a key with that scope. `admin` includes `write`, and `write` includes `read`. `payout` and `approve` are granted by the operator’s command line only (`npm run keys`).',
  },
  account_mismatch: {
    cause: 'The request names an `account` that is not the account of the API key.',
    remedy: 'Leave `account` out, or use the key of that account.',
  },
  not_found: {
    cause:
      'No operation has this path. Paths are compared exactly: capitals count, and no slash follows. Operations of the test mode are not there on an installation without test chains of its own.',
    remedy: 'Compare the path with the [reference](/docs/reference.md).',
    answeredBy:
      'Every path that is none of the reference; operations of the test mode on an installation without test chains.',
  },
  method_not_allowed: {
    cause: 'The path exists, and takes other methods. The header `Allow` lists them.',
    remedy: 'Use one of those methods.',
    answeredBy: 'Every path.',
  },
  rate_limited: {
    cause:
      'The account makes more calls a second than `RateLimit-Policy` allows, or has 20 lookups running, or asked for sweeps 20 times within an hour. Or one address opens too many checkout or documentation pages, or tries too many unknown keys: these limits have no `RateLimit` headers.',
    remedy: 'Wait as many seconds as `Retry-After` says, then call again with the same idempotency key.',
  },
  idempotency_key_required: {
    cause: 'The call moves money, and came without an `Idempotency-Key`: a retry could move it twice.',
    remedy:
      'Send a key that names what you do, such as the id of your order, and the same key in each retry.',
  },
  idempotency_key_reused: {
    cause:
      'An earlier call of this operation with this key had another body, or another id in its path. Keys of other operations do not matter.',
    remedy:
      'If it is a retry, send the same values as the first call. If it is another call, send another key.',
  },
  idempotency_in_progress: {
    cause: 'A call with this key runs, and was not answered within 5 s.',
    remedy:
      'Call again after `Retry-After`, with the same key and body. If the first call succeeded, its answer is given; if it failed, the call is made anew.',
  },
  temporarily_unavailable: {
    cause:
      'The database, Temporal or another part does not answer, the process stops, or too many writes wait.',
    remedy:
      'Call again after `Retry-After`, with the same idempotency key: the call has one effect. Operators: `GET /readyz` names the part.',
  },
  internal: {
    cause:
      'Purser failed in a way that nobody foresaw. The log of the API has the cause under the `requestId`.',
    remedy:
      'Give the `requestId` to the operator. A call with an idempotency key may be made again: what was done is not done twice.',
  },
} as const satisfies Record<string, Advice>;
