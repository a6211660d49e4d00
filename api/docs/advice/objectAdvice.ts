import type { Advice } from './advice.ts';
import { guide, notFound } from './advice.ts';

/** Errors of the objects that requests name. */
export const objectAdvice = {
  customer_not_found: notFound('customer', '`GET /v1/customers`; `POST /v1/customers` makes one'),
  customer_exists: {
    cause: 'The call would give a customer an `externalId` that another customer of the account has.',
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
    cause:
      'The code belongs to no currency or group of this installation, or to one that takes no new deposits.',
    remedy:
      'Take a code of `GET /v1/currencies` with `supported: true`. Codes name the network too: `USDT_BSC`.',
  },
  purse_not_found: notFound('purse', '`GET /v1/purses`; `GET /v1/purse` issues one'),
  purse_declined: {
    cause:
      'A deposit to the customer’s purse was declined by compliance, so the customer gets no new address.',
    remedy: `Decide what becomes of the customer. \`POST /v1/purses/{id}/release\` lets them have another purse; the declined money stays held. See ${guide('compliance', 'Compliance')}.`,
  },
  transaction_not_found: {
    cause:
      'The id belongs to no deposit of the account of the API key. For a rescan: the transaction is in no block of the network yet.',
    remedy:
      'Compare the id with `GET /v1/transactions`. `GET /v1/transactions/lookup` looks for a deposit that the chain shows and the list does not. Repeat a rescan once the transaction is mined.',
  },
  network_not_found: {
    cause: 'The installation watches no network with this code or `chainId`.',
    remedy: 'Take `network` or `chainId` from `GET /v1/currencies`.',
  },
  rescan_not_found: {
    cause:
      'No rescan of these blocks is known: none was begun, or it ended so long ago that Temporal no longer keeps it.',
    remedy: 'Take the `id` of the answer to `POST /v1/rescans`. The same blocks can be read again.',
  },
  too_many_rescans: {
    cause: 'A rescan of the account runs already, or the network is busy with as many as it takes.',
    remedy: 'Wait until `GET /v1/rescans/{id}` shows that it has ended, then call again.',
  },
  purse_not_active: {
    cause: 'The purse has expired or was declined, so its expiry cannot be moved.',
    remedy:
      'Read the purse: `GET /v1/purses/{purseId}`. For an expired one, `GET /v1/purse` gives the customer another.',
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
      'Two kinds of money can be allocated: a deposit below the minimum (`creditedTo` is `unattributed`), and one that came while its customer was blocked (`creditedTo` is `merchant` and `blocked` is true), which can go to the customer. What is credited, held or not final cannot.',
    remedy:
      'Read the deposit’s `creditedTo` and `blocked`. Held money is freed by `POST /v1/transactions/{id}/compliance` with `approve`.',
  },
  already_decided: {
    cause:
      'The deposit has a verdict already, or its money is posted; a repeated verdict is answered so, too. Only `approve` for a declined or held deposit still changes something.',
    remedy: `Read \`complianceStatus\`, and who decided: \`GET /v1/audits?resourceId=txn_…\`. See ${guide('compliance', 'Compliance')}.`,
  },
  api_key_not_found: notFound('API key', '`GET /v1/api-keys`; a key that has ended cannot be rotated'),
  live_mode: {
    cause: 'The operation belongs to the test mode, and the key belongs to a live account.',
    remedy: `Use an installation in test mode, with its own \`sk_test_\` key. See ${guide('testing', 'Testing against Purser')}.`,
  },
  receiver_not_found: notFound(
    'webhook receiver',
    'the answer that made it. Receivers of the test mode end with the process that serves them',
  ),
  too_many_receivers: {
    cause: 'The installation has as many webhook receivers for tests as it can have open.',
    remedy: 'Delete those that you no longer need.',
  },
  event_not_found: notFound('event', '`GET /v1/events`; old events end only if the operator limits them'),
  delivery_not_found: notFound(
    'delivery',
    '`GET /v1/deliveries`; old deliveries end after a time that the operator sets',
  ),
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
  session_not_found: notFound(
    'session',
    '`GET /v1/sessions`; `replaces` takes a session of the same customer',
  ),
  too_many_sessions: {
    cause: 'The customer has as many open sessions as one customer may have.',
    remedy:
      'Give `replaces: "open"` to close the earlier ones with the same call, or close sessions that are no longer paid: `POST /v1/sessions/{id}/expire`. Give each session your `clientId`, so that a repeated call makes no second one.',
  },
  coin_not_accepted: {
    cause:
      'The session asks for a coin that its form does not list, or that takes no new deposits. `errors` names the field.',
    remedy: 'Ask for a coin of the form’s `coins`, or add the coin to the form.',
  },
  price_below_minimum: {
    cause:
      'The price is lower than the minimum deposit of its currency, or of a member of its group. `errors` has the minimum.',
    remedy: 'Ask for more, or offer a currency with a lower minimum.',
  },
  client_id_conflict: {
    cause: 'A session with this `clientId` was made by a call with another body, in any field.',
    remedy:
      'Send what the first call sent, or take another `clientId`. `GET /v1/sessions?clientId=` shows the first.',
  },
  charge_not_found: notFound('charge', '`GET /v1/charges`'),
  insufficient_balance: {
    cause:
      'The customer’s balance of this coin and product is lower than the charge. Money that is not final, held or unattributed does not count.',
    remedy:
      'Read `GET /v1/balances`. Wait for the webhook of the credit, then repeat the call with the same idempotency key: failures are not saved.',
  },
  already_refunded: {
    cause: 'The refunds of the charge would exceed the charge.',
    remedy: 'Read the charge: `GET /v1/charges/{id}` shows what was refunded.',
  },
  url_not_allowed: {
    cause:
      'A URL that Purser calls must be http or https, without credentials, to a public address. `returnUrl` and `supportUrl` must be https without credentials; in test mode `returnUrl` may also be http to the payer’s own machine.',
    remedy: 'Correct the field that `errors` names.',
  },
} as const satisfies Record<string, Advice>;
