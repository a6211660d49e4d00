import { accountFields } from './accountFields.ts';
import { depositFields } from './depositFields.ts';
import { destinationFields } from './destinationFields.ts';
import { eventFields } from './eventFields.ts';
import { paymentFields } from './paymentFields.ts';
import { sweepFields } from './sweepFields.ts';
import { testModeFields } from './testModeFields.ts';
import type { Meanings, MeaningsByOwner } from './types.ts';
import { webhookFields } from './webhookFields.ts';

// What each field of the document means, and its unit. Fields that mean the same everywhere are described once,
// in `fields`. A field's own `.meta({ description })` comes first, then `fieldsOf` of its object, then `fields`.

/** Fields that mean the same in every object. */
export const fields: Meanings = {
  account: 'The account that it belongs to, `acc_…`.',
  address: 'The deposit address, with EIP-55 capitals. It is the same on every EVM network.',
  addressFrom:
    'The address that the money came from, as the chain shows it. An exchange sends from an address of its own, which ' +
    'is not the payer’s: never send money back to it unasked.',
  amount: 'In whole units of the currency, as a decimal string: `"12.5"`. It is never rounded.',
  apiVersion: 'The version of the envelope, a date. Fields may be added without a new version.',
  blocked:
    'Whether the customer was blocked when the deposit was credited. If so, the money is the merchant’s and completes ' +
    'no session.',
  blockNumber: 'The number of the block that holds the transaction. Null while it is in no block.',
  chainId: 'The EIP-155 chain id of the network: 1 is Ethereum, 56 is BNB Smart Chain.',
  chargeId: 'The charge, `chg_…`, that took the money or that the refund belongs to.',
  clientId: 'Your own id of the session, from when it was made. Null if you gave none.',
  coin: 'The code of a currency, or of a group whose currencies count 1:1.',
  complianceStatus:
    '`UNCHECKED`: only seen pending, not screened yet. `IN_PROGRESS`: being screened, or approved and not final yet. ' +
    '`CHECKED`: approved and final. `DECLINE`: declined, and held.',
  confirmations:
    'How many blocks deep the transaction is, its own block included. 0 while it is in no block.',
  createdAt: 'When it was made: ISO 8601 in UTC, with milliseconds.',
  creditedTo:
    'Whose money it became. `customer`: in the customer’s balance. `merchant`: yours, because the customer was blocked ' +
    'or you allocated it. `held`: kept apart after a decline. `unattributed`: below the minimum, kept until more comes ' +
    'or you allocate it. Null: nothing is posted yet.',
  currency: 'The code of a currency of `GET /v1/currencies`.',
  customerId: 'The customer, by our id `cus_…`.',
  data: 'The objects of this page, at most `limit` of them.',
  deleted: 'Always true: it is gone.',
  description: 'Your own note, for people. We show it to no payer.',
  destinationId: 'The destination, `dst_…`: an address to which sweeps may go.',
  email: 'The customer’s e-mail address. We send nothing to it.',
  enabled: 'Whether we call it. Events that it misses while disabled wait for `replay`.',
  endpointId: 'The webhook endpoint, `whe_…`.',
  eventId: 'The event, `evt_…`.',
  expiresAt: 'Until when it can be paid in time: ISO 8601 in UTC.',
  externalId: 'Your own id of the customer. Null if you gave none.',
  formId: 'The form, `frm_…`.',
  hasMore: 'Whether more objects follow in the same direction.',
  height: 'The number of a block of the chain, counted from 0.',
  id: 'Our id of the object.',
  label: 'What you call the key, for people.',
  late: 'True if the money came after the purse had expired. It is credited all the same.',
  livemode: 'True for real money, false for a test account. Nothing crosses from one to the other.',
  metadata: 'Your own keys and values, up to 50. We read none of them.',
  name: 'A name for people. Compare ids and codes instead.',
  network: 'The code of a network, such as `BSC`.',
  networks: 'The networks on which the address takes deposits.',
  notificationUrl:
    'Where events of this customer alone are sent as well, signed with the account’s secret. Null: nowhere.',
  previousSecretUntil:
    'Until when calls are signed with the secret before this one too: ISO 8601 in UTC. Null if there was none.',
  productId: 'Your own id of the product that the money is for. Null: for no product.',
  purseId: 'The purse, `pur_…`: one deposit address of one customer.',
  reason: 'Why, in words for people. It is kept with the decision.',
  secret:
    'Signs the calls (Standard Webhooks 1.0): `whsec_…`. It is shown this once, and is null when the call is repeated ' +
    'with its idempotency key.',
  sessionId: 'The payment session, `ses_…`.',
  sweepId: 'The sweep, `swp_…`.',
  timestamp:
    'When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.',
  transactionHash: 'The hash of the transaction on its chain: `0x` and 64 hexadecimal digits.',
  transactionId: 'The deposit, `txn_…`: one transfer of one transaction to one purse.',
  url: 'The URL that we call with POST.',
};

/** Fields with a meaning of their own in one object: by component, or by operation for a body or an answer. */
export const fieldsOf: MeaningsByOwner = {
  ...accountFields,
  ...depositFields,
  ...destinationFields,
  ...eventFields,
  ...paymentFields,
  ...sweepFields,
  ...testModeFields,
  ...webhookFields,
};
