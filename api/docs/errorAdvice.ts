import type { errorCatalogue, ErrorCode } from '../../domain/errors.ts';

/** The codes as sent: entries of the catalogue that share a code are one. */
type WireCode = {
  readonly [Code in ErrorCode]: (typeof errorCatalogue)[Code] extends {
    readonly code: infer Wire extends ErrorCode;
  }
    ? Wire
    : Code;
}[ErrorCode];

interface Advice {
  /** When the error comes. */
  readonly cause: string;
  /** What the reader can do about it. */
  readonly remedy: string;
}

/** The pages of docs/ that say more, by their names. */
const page = (name: string, text: string): string => `[${text}](/docs/guides/${name}.md)`;

const notFound = (noun: string, list: string): Advice => ({
  cause: `The id belongs to no ${noun} of the account of the API key. One of another account is answered the same way.`,
  remedy: `Compare the id with ${list}. Do not retry: the answer stays the same.`,
});

const ofTheChain: Pick<Advice, 'remedy'> = {
  remedy: `The network stops or waits, and no other network does. Deposits are recorded when it goes on. Operators: ${page('operating', 'Operating Purser')}.`,
};

/** What the catalogue of errors tells of each code beside its title, in Markdown. */
export const errorAdvice: Readonly<Record<WireCode, Advice>> = {
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
  customer_not_found: notFound('customer', '`GET /v1/customers`; `POST /v1/customers` makes one'),
  customer_exists: {
    cause: '`POST /v1/customers` was called with an `externalId` that another customer of the account has.',
    remedy: 'Use that customer: `GET /v1/customers/{externalId}`.',
  },
  customer_busy: {
    cause:
      'More calls than can wait want to change this customer, or one of them takes longer than the others can wait. Other customers are not concerned.',
    remedy:
      'Call again after `Retry-After`, with the same idempotency key, and make fewer calls at a time for one customer.',
  },
  customer_blocked: {
    cause: 'The customer is blocked: no address and no session is made for them.',
    remedy: 'Nothing, if the block is meant. Otherwise `POST /v1/customers/{id}/unblock`.',
  },
  currency_not_supported: {
    cause: 'The code is that of no currency or group of this installation.',
    remedy: 'Take a code of `GET /v1/currencies`. Codes name the network too: `USDT_BSC`.',
  },
  purse_not_found: notFound('purse', '`GET /v1/purses`; `GET /v1/purse` issues one'),
  purse_declined: {
    cause:
      'A deposit to the customer’s purse was declined by compliance, so the customer gets no new address.',
    remedy: `Decide what becomes of the customer. \`POST /v1/purses/{id}/release\` lets them have another purse; the declined money stays held. See ${page('compliance', 'Compliance')}.`,
  },
  transaction_not_found: notFound(
    'deposit',
    '`GET /v1/transactions`; a deposit that the chain shows and the list does not is looked for by `GET /v1/transactions/lookup`',
  ),
  network_not_found: {
    cause: 'The installation watches no network of this code.',
    remedy: 'Take a `network` of `GET /v1/currencies`.',
  },
  rescan_not_found: notFound(
    'rescan',
    'the answer of the call that began it; finished rescans end with the retention of the installation',
  ),
  too_many_rescans: {
    cause: 'A rescan of the account runs already, or the network is busy with as many as it takes.',
    remedy: 'Wait until `GET /v1/rescans/{id}` shows that it has ended, then call again.',
  },
  purse_not_active: {
    cause: 'The purse has expired or was declined, so its expiry cannot be moved.',
    remedy: 'Ask for the current purse: `GET /v1/purse`.',
  },
  not_waiting: {
    cause:
      'Nothing waits for what you want to do: the chain is not stopped, or no attempt of the delivery is due.',
    remedy: 'Read the state again. What you wanted may have happened meanwhile.',
  },
  not_declined: {
    cause: 'Only a declined purse can be released, and this one is not declined.',
    remedy: 'Read the purse’s `status`. There is nothing to release.',
  },
  not_allocatable: {
    cause:
      'Only money that is held or unattributed can be allocated. This money is credited already, or is not final yet.',
    remedy: 'Read the deposit’s `creditedTo` and `status`. Wait for `CONFIRMED` if it is not final.',
  },
  already_decided: {
    cause: 'A person or the provider decided this deposit before, in another way. The first decision counts.',
    remedy: `Read \`complianceStatus\` and the audit of the deposit. See ${page('compliance', 'Compliance')} for what can still be done.`,
  },
  api_key_not_found: notFound('API key', '`GET /v1/api-keys`'),
  live_mode: {
    cause: 'The operation belongs to the test mode, and the key belongs to a live account.',
    remedy: `Use a key that begins with \`sk_test_\`. See ${page('testing', 'Testing against Purser')}.`,
  },
  receiver_not_found: notFound(
    'webhook receiver',
    'the answer that made it. Receivers of the test mode end with the process that serves them',
  ),
  too_many_receivers: {
    cause: 'The installation has as many webhook receivers for tests as it can have open.',
    remedy: 'Delete those that you no longer need.',
  },
  event_not_found: notFound(
    'event',
    '`GET /v1/events`; old events end with the retention of the installation',
  ),
  delivery_not_found: notFound('delivery', '`GET /v1/deliveries`'),
  too_many_endpoints: {
    cause: 'The account has as many webhook endpoints as it may have. `detail` has the limit.',
    remedy: 'Delete an endpoint that you no longer need, or let one endpoint receive more `types`.',
  },
  replay_running: {
    cause: 'A replay to this endpoint is not finished.',
    remedy: 'Wait for it: `GET /v1/deliveries` shows what was sent. Then call again.',
  },
  endpoint_not_found: notFound('webhook endpoint', '`GET /v1/webhook-endpoints`'),
  form_not_found: notFound('form', '`GET /v1/forms`'),
  receiver_invalid: {
    cause: 'The form’s `receiver` is no EVM address, or its capitals do not fit its checksum (EIP-55).',
    remedy: 'Copy the address from the wallet again. All lower case is accepted, too: it has no checksum.',
  },
  session_not_found: notFound('session', '`GET /v1/sessions`'),
  too_many_sessions: {
    cause: 'The customer has as many open sessions as one customer may have.',
    remedy:
      'Close sessions that are no longer paid: `POST /v1/sessions/{id}/expire`. Make a session when a payer wants to pay, and give it your `clientId`, so that a repeated call makes no second one.',
  },
  coin_not_accepted: {
    cause: 'The session asks for a coin that its form does not list. `errors` names the field.',
    remedy: 'Ask for a coin of the form’s `coins`, or add the coin to the form.',
  },
  price_below_minimum: {
    cause:
      'A deposit of the price alone would be below the minimum of its currency, and would not be credited. `errors` has the minimum.',
    remedy: 'Ask for more, or offer a currency with a lower minimum.',
  },
  client_id_conflict: {
    cause: 'A session with this `clientId` asks for another price, customer or form.',
    remedy:
      'Send what the first call sent, or take another `clientId`. `GET /v1/sessions?clientId=` shows the first.',
  },
  charge_not_found: notFound('charge', '`GET /v1/charges`'),
  insufficient_balance: {
    cause:
      'The customer’s balance of this coin and product is lower than the charge. Money that is not final, held or unattributed does not count.',
    remedy:
      'Read `GET /v1/balances`. Wait for the webhook of the credit, then charge again with a new idempotency key.',
  },
  already_refunded: {
    cause: 'The refunds of the charge would exceed the charge.',
    remedy: 'Read the charge: `GET /v1/charges/{id}` shows what was refunded.',
  },
  url_not_allowed: {
    cause:
      'The URL has credentials, another scheme than the mode allows (https in live mode), or leads to an address that is not public.',
    remedy: 'Take a public https URL. `errors` names the field and the rule.',
  },
  rpc_unavailable: {
    cause: 'No node of the network gave an answer in time.',
    remedy: 'Call again later. Purser tries the other nodes of the network by itself.',
  },
  rpc_inconsistent: {
    cause: 'A node contradicts itself, another node, or what was read before. Purser records nothing of it.',
    remedy: 'Call again later. Operators: look at the node that `/readyz` and the log name.',
  },
  scanner_fenced: {
    cause: 'Another worker watches this network now. The former one stops; nothing is lost.',
    remedy: 'Nothing. It is a message in logs, and ends by itself.',
  },
  reorg_too_deep: {
    cause:
      'The chain was forked below the blocks that are stored, so deposits that counted as final may be gone. A person must look.',
    ...ofTheChain,
  },
  chain_disagreement: {
    cause: 'Two nodes give a final block in two ways. One of them is wrong, and Purser does not choose.',
    ...ofTheChain,
  },
  wrong_native_source: {
    cause: 'The network is set to `nativeSource: logs7708`, and a transfer of its own coin left no log.',
    ...ofTheChain,
  },
  history_unavailable: {
    cause: 'The blocks are so old that no node of the network keeps what is needed of them.',
    remedy: `Ask for later blocks, or let the operator add an archive node: ${page('nodes', 'Nodes')}.`,
  },
  wrong_chain: {
    cause: 'The node has another chain id or another first block than the network had before.',
    ...ofTheChain,
  },
  provider_unavailable: {
    cause: 'The compliance provider gave no usable answer. Deposits wait: nothing is credited unscreened.',
    remedy: 'Nothing: Purser asks again, and in the end leaves the deposit to a person.',
  },
  verdict_pending: {
    cause: 'The compliance provider took the deposit and has not decided.',
    remedy: 'Nothing: Purser asks again, or is called back by the provider.',
  },
};
