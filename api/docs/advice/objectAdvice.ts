import type { Advice } from './advice.ts';
import { guide } from './advice.ts';

const notFound = (noun: string, list: string): Advice => ({
  cause: `The id belongs to no ${noun} of the account of the API key. One of another account is answered the same way.`,
  remedy: `Compare the id with ${list}. Do not retry: the answer stays the same.`,
});

/** Errors of the objects that requests name. */
export const objectAdvice = {
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
    remedy: `Decide what becomes of the customer. \`POST /v1/purses/{id}/release\` lets them have another purse; the declined money stays held. See ${guide('compliance', 'Compliance')}.`,
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
    remedy: `Read \`complianceStatus\` and the audit of the deposit. See ${guide('compliance', 'Compliance')} for what can still be done.`,
  },
  api_key_not_found: notFound('API key', '`GET /v1/api-keys`'),
  live_mode: {
    cause: 'The operation belongs to the test mode, and the key belongs to a live account.',
    remedy: `Use a key that begins with \`sk_test_\`. See ${guide('testing', 'Testing against Purser')}.`,
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
} as const satisfies Record<string, Advice>;
