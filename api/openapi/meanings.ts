// What each field of the document means, and its unit. Fields that mean the same everywhere are described
// once. A field's own `.meta({ description })` comes first, then `of` its object, then `everywhere`.

/** Fields that mean the same in every object. */
export const everywhere: Readonly<Record<string, string>> = {
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
  timestamp:
    'When the fact was recorded: ISO 8601 in UTC. The header `webhook-timestamp` tells when it was sent.',
  transactionHash: 'The hash of the transaction on its chain: `0x` and 64 hexadecimal digits.',
  transactionId: 'The deposit, `txn_…`: one transfer of one transaction to one purse.',
  url: 'The URL that we call with POST.',
};

const transactionStatus =
  '`MEM_POOL_FOUND`: seen pending, in no block. `PENDING_COMPLIANCE_CHECK`: in a block, being screened or not final ' +
  'yet. `CONFIRMED`: credited. `BELOW_MINIMUM`: final, and too small to be credited alone. `DECLINED`: declined, and ' +
  'held. `REORGED`: its block left the chain. `DROPPED`: it was pending, and will not come. New ones may be added.';

const paymentStatus =
  '`pending`: money was seen, and the price is not credited in full. `completed`: paid. `failed`: only declined money ' +
  'came. `canceled`: expired or closed before it was paid; late money can still complete it.';

const resource: Readonly<Record<string, string>> = {
  type: 'What kind of object the event is about.',
  id: 'The id of that object.',
  version:
    'Counts the events of this object from 1: a higher version is the newer fact, whatever came first.',
};

const deliveredEvent: Readonly<Record<string, string>> = {
  id: 'The id of the event, `evt_…`: the same on every attempt, so that a repetition can be ignored.',
  type: 'What happened. New types may be added.',
  resource: 'What the event is about, and how new its fact is.',
  data: 'The facts, as they were when the event was recorded.',
};

const receiverBehaviour: Readonly<Record<string, string>> = {
  status: 'The HTTP status that it answers with.',
  retryAfterSeconds: 'Seconds of a `Retry-After` header. Left out: no such header.',
  delayMs: 'Milliseconds that it waits before it answers. Left out: 0.',
};

const endpoint: Readonly<Record<string, string>> = {
  id: 'The id of the endpoint, `whe_…`.',
  types: 'The types of events to send. Null, or left out: every type that is not told by name alone.',
};

const summary: Readonly<Record<string, string>> = {
  of: 'Whether the count is of the purse or of the whole account.',
  day: 'The day that is counted, in UTC: YYYY-MM-DD.',
  told: 'How many events were told on that day, this one included.',
};

/**
 * Fields with a meaning of their own in one object: by component, or by operation for a body or an answer.
 */
export const of: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DepositEvent: deliveredEvent,
  CustomerEvent: deliveredEvent,
  PurseExpiredEvent: deliveredEvent,
  PaymentEvent: deliveredEvent,
  SessionExpiredEvent: deliveredEvent,
  UnsupportedDepositEvent: deliveredEvent,
  FormEvent: deliveredEvent,
  WebhookEndpointEvent: deliveredEvent,
  Event: deliveredEvent,
  resource,
  summary,
  DepositEventData: { status: transactionStatus },
  'PurseExpiredEvent.data': {
    status: 'Always `ARCHIEVED`, spelled so on purpose: see `PurseStatus`.',
    expiredAt: 'When the purse’s period ended: ISO 8601 in UTC.',
  },
  'CustomerEvent.data': { blocked: 'Whether the customer is blocked now.' },
  PaymentEventData: {
    paymentId: 'The payment, `pay_…`.',
    status: paymentStatus,
    transactionIds: 'The deposits that the payment consists of, the first ones where there are many.',
  },
  'SessionExpiredEvent.data': {
    status: 'Always `expired`.',
    expiredAt: 'When the session’s time was over: ISO 8601 in UTC.',
  },
  'WebhookEndpointEvent.data': {
    url: 'The URL of the endpoint.',
    reason: 'With `WEBHOOK_ENDPOINT_DISABLED`: why we call it no more.',
  },
  Problem: {
    type: 'Where the error is explained: a path of this installation.',
    title: 'The error in a few words, the same for every occurrence.',
    status: 'The HTTP status of the answer.',
    detail: 'What was wrong with this call, for people. It may change: compare `code`.',
    instance: 'The path that was called.',
    errors: 'The fields that are not valid. Empty where the error is not about fields.',
    requestId: 'The id of the call, as in the header `X-Request-Id` and in our logs.',
  },
  'Problem.errors': {
    field: 'The field, with dots between the levels: `customer.id`.',
    message: 'What is wrong with it, for people.',
  },
  Currency: {
    code: 'The code by which the currency is asked for everywhere.',
    decimals: 'How many decimals an amount of it can have.',
    supported: 'False: it is no longer offered. Deposits of it still count.',
  },
  PurseNetwork: { currencies: 'The codes of the currencies that count there.' },
  RechargeAccount: {
    received: 'In whole units: what is credited, to the customer or to you, net of reversals.',
    held: 'In whole units: what is kept apart after a decline.',
  },
  Customer: {
    blocked: 'Deposits of a blocked customer go to the merchant.',
  },
  DepositAddress: {
    accounts: 'What came so far, per currency.',
    expiresAt:
      'When the purse’s period ends: ISO 8601 in UTC. Each confirmed deposit extends it. Null: never.',
  },
  Purse: {
    accounts: 'What came so far, per currency.',
    expiresAt:
      'When the purse’s period ends: ISO 8601 in UTC. Each confirmed deposit extends it. Null: never.',
    declinedAt: 'When it was declined: ISO 8601 in UTC. Null: it was not.',
    archivedAt: 'When it expired: ISO 8601 in UTC. Null: it has not.',
  },
  Transaction: {
    status: transactionStatus,
    sessionId: 'The session whose payment it counts towards. Null: none.',
    confirmedAt: 'When it was credited: ISO 8601 in UTC. Null: it is not.',
  },
  Lookup: {
    network: 'The code of the network. Null if this installation does not watch it.',
    transfers: 'Each transfer of the transaction that concerns the account.',
  },
  LookedUpTransfer: {
    reason:
      'Where the transfer stands. `credited`; `confirming`: waits for its block to be final; `in_compliance`: waits for ' +
      'a verdict; `held`, `declined`, `below_minimum`; `unlisted_token`, `unsupported_currency`: never credited; ' +
      '`pending`: in no block; `not_scanned_yet`: wait a moment; `missed`: ask for a rescan; `reorged`, `dropped`, ' +
      '`failed`: the money did not move.',
    requiredConfirmations: 'How many it needs. Null where the network tells finality by a tag.',
  },
  Audit: {
    action: 'What was done.',
    resourceType: 'What kind of object it was done to.',
    resourceId: 'The id of that object.',
    reason: 'Why, as the person gave it. Null: no reason was given.',
  },
  Change: {
    field: 'The field, as the API names it.',
    old: 'What it held. Null: nothing.',
    new: 'What it holds since. Null: nothing.',
  },
  Rescan: {
    id: 'The network and what is read of it: the same blocks have the same id.',
    transactionHash: 'The transaction whose block is read. Null if blocks were asked for.',
    toBlock: 'The last block that is read. Null until the block of a transaction is known.',
    status: '`running`, `completed` or `failed`.',
  },
  Form: {
    title: 'What payers see as the heading of the page.',
    coins: 'The coins that sessions of the form can be paid in.',
    receiver:
      'The address that swept funds of the form’s sessions go to, with EIP-55 capitals. Null: where the account’s go.',
    returnUrl: 'Where payers return to, with `sessionId` added to the query. Null: nowhere.',
    supportUrl: 'Where payers can ask for help: https. Null: nowhere.',
    supportEmail: 'Where payers can write for help. Null: nowhere.',
    accentColor: 'The colour of the page’s buttons: `#` and six hexadecimal digits. Null: ours.',
    logo: 'The picture at the top of the page. Null: none.',
  },
  Session: {
    price:
      'In whole units, per coin. The coins are alternatives: one price paid in full completes the session. Within a ' +
      'group, what was paid adds up.',
    status:
      '`open`: waits for money. `processing`: money was seen. `completed`: paid. `expired`: its time is over; the payment ' +
      'may still be completed, late.',
    checkoutUrl:
      'The page to send the payer to. Its id cannot be guessed; whoever has it can see the payment.',
    product: 'What is paid for. Null: no product.',
  },
  SessionCustomer: {
    id: 'The customer, by our id `cus_…`.',
    data: 'What you gave with the session. Null: nothing.',
  },
  SessionProduct: {
    id: 'Your own id of the product.',
    name: 'What payers see. Null: nothing was given.',
    data: 'What you gave with the session. Null: nothing.',
  },
  Payment: {
    id: 'The id of the payment, `pay_…`.',
    product: 'What is paid for. Null: no product.',
    status: paymentStatus,
    coin: 'The coin that the payment is counted in.',
    transactions: 'Every deposit that belongs to the session, oldest first.',
  },
  'Payment.coin': { code: 'The code of the currency or group.', name: 'Its name, for people.' },
  Balance: {
    customerId: 'The customer, by our id. Empty in totals over all customers.',
    externalId: 'Your own id of the customer. Null if you gave none, and in totals.',
    productId: 'Your own id of the product. Null: for no product. Empty in totals over all products.',
    coin: 'The currency or group. Empty in totals over all coins.',
  },
  Movement: {
    id: 'The id of the movement, `pst_…`.',
    type: '`deposit`, `reversal` (a reorg took a deposit back), `charge` or `refund`.',
    refundId: 'The refund, `rfd_…`.',
  },
  Charge: {
    refunded: 'In whole units: how much of it was given back.',
    description: 'Your own note. Null: none was given.',
    refunds: 'What was given back, oldest first.',
  },
  'Charge.parts': { amount: 'In whole units: how much of the charge was taken from there.' },
  'Charge.refunds': { id: 'The refund, `rfd_…`.', amount: 'In whole units of the charge’s coin.' },
  NewWebhookEndpoint: endpoint,
  WebhookEndpoint: endpoint,
  RotatedWebhookEndpoint: endpoint,
  DeletedWebhookEndpoint: endpoint,
  WebhookReplay: {
    events: 'How many events are sent at once; those beyond 500 follow in steps and are not counted.',
  },
  Redelivery: { deliveries: 'To how many endpoints it is sent again.' },
  Delivery: {
    attempts: 'Every attempt, oldest first.',
    createdAt: 'When the event was owed to the endpoint: ISO 8601 in UTC.',
  },
  DeliveryAttempt: {
    number: 'Counts the attempts of this event to this endpoint from 1.',
    attemptedAt: 'When it began: ISO 8601 in UTC.',
    status: 'The HTTP status that the endpoint answered. Null: it did not answer.',
    latencyMs: 'Milliseconds from the call to its end.',
    errorClass: 'What went wrong, such as `timeout` or `refused`. Null: nothing.',
  },
  Account: { id: 'The id of the account, `acc_…`.', name: 'What payers see as the merchant’s name.' },
  RotatedAccountSecret: {
    secret:
      'Signs calls to customers’ `notificationUrl`. It is shown this once, and is null in a repetition.',
  },
  ApiKey: {
    scopes: 'What it may do.',
    revokedAt: 'Since when it does not work: ISO 8601 in UTC. Null: it works.',
  },
  NewApiKey: { scopes: 'What it may do.', revokedAt: 'Always null: a new key works.' },
  TestDeposit: { address: 'The address that was paid.', addressFrom: 'The address that paid.' },
  TestReorg: { head: 'The block that is now the last one.' },
  'TestReorg.head': { number: 'Its number.', hash: 'Its hash.' },
  TestFinality: { height: 'The last block that is now final.' },
  TestBlocks: { height: 'The last block of the chain.' },
  TestDrop: { transactionHash: 'The transaction that left the pool.' },
  TestReplacement: {
    transactionHash: 'The transaction that is pending now.',
    replaced: 'The transaction whose place it took.',
    amount: 'What it pays, in whole units of the network’s own coin.',
  },
  TestFault: {
    kind: 'The fault that was added. Null: none, those before were ended.',
    seed: 'With it, the same of the calls are hit again. Null: no fault was added.',
  },
  TestResume: { stoppedBy: 'The error code that had stopped the chain.' },
  TestScreening: {
    behaviour: 'What it does from now on.',
    asked: 'How many times it was asked so far.',
  },
  TestRetry: { attempts: 'How many attempts had been made before.' },
  TestExpiry: { expiresAt: 'The moment at which its period ended: ISO 8601 in UTC.' },
  TestReceiver: {
    id: 'The id of the receiver, `rcv_…`.',
    url: 'Where it listens: the `url` of an endpoint.',
  },
  DeletedTestReceiver: { id: 'The id of the receiver, `rcv_…`.' },
  TestReceived: {
    total: 'How many calls it got since it was started.',
    data: 'The latest 100, newest first.',
  },
  'TestReceived.data': {
    at: 'When the call came: ISO 8601 in UTC.',
    headers: 'The headers of the call, their names in lower case.',
    raw: 'The body as it came, which is what was signed.',
  },
  ComplianceCallback: {
    verdict: '`approve` and `decline` decide. `review` and `pending` change nothing.',
    score: 'The provider’s own measure of risk. It is kept, and decides nothing.',
  },
  ComplianceCallbackAnswer: { verdict: 'The verdict that stands. Null: nobody has decided.' },

  postCustomers: { externalId: 'Your own id of the customer. It may not begin with `cus_`.' },
  postCustomersById: {
    externalId: 'Your own id of the customer. It may not begin with `cus_`; null clears it.',
    email: 'The customer’s e-mail address; null clears it. We send nothing to it.',
    description: 'Your own note; null clears it.',
    notificationUrl: 'Where events of this customer alone are sent as well; null clears it.',
  },
  postForms: { title: 'What payers see as the heading of the page.' },
  postFormsById: { title: 'What payers see as the heading of the page.' },
  postSessions: {
    formId: 'The form, `frm_…`, that says which coins are taken.',
    customer: 'Who pays.',
    product: 'What is paid for. Left out: the money goes to no product.',
  },
  'postSessions.customer': { data: 'Your own keys and values. The payment repeats them.' },
  'postSessions.product': {
    id: 'Your own id of the product.',
    name: 'What payers see. Left out: nothing.',
    data: 'Your own keys and values. The payment repeats them.',
  },
  postCharges: {
    coin: 'What is charged: a currency, or a group, whose currencies with the fewest decimals are taken first.',
    description: 'Your own note on the charge.',
    productId: 'Take only money of this product. Null, or left out: the oldest money first.',
  },
  postChargesByIdRefund: { reason: 'Your own note on the refund.' },
  postTransactionsByIdCompliance: { verdict: '`approve` or `decline`.' },
  postTransactionsByIdAllocate: { to: 'Whose money it becomes: the `customer`’s or yours (`merchant`).' },
  postRescans: {
    fromBlock: 'The first block to read. Needs `toBlock`.',
    toBlock: 'The last block to read, at most 9,999 after `fromBlock`.',
    transactionHash: 'Read the block of this transaction instead.',
  },
  postWebhookEndpoints: endpoint,
  postWebhookEndpointsById: endpoint,
  postWebhookEndpointsByIdReplay: { all: 'Send all events of the endpoint’s types, delivered ones too.' },
  postEventsByIdRedeliver: {
    endpointId: 'Send it to this endpoint alone. Left out: to all that it was owed to.',
  },
  postAccount: {
    name: 'What payers see as the merchant’s name.',
    pursePeriodSeconds: 'How long a purse lives without a confirmed deposit, in seconds.',
  },
  postApiKeys: { label: 'What you call the key, for people.' },
  postApiKeysByIdRotate: {
    overlapSeconds: 'For how many seconds the old key works on. Left out: 86,400, one day.',
  },
  postTestDeposits: {
    via: 'The way the money takes: straight, or through a contract, as exchanges and wallets do.',
    count: 'How many payments of this amount to make.',
  },
  postTestMine: { mining: '`pause`: mine only what is asked for. `resume`: mine by itself again.' },
  postTestReorg: {
    depth: 'How many blocks leave.',
    blocks: 'How many others come. Left out: one more than leave. 0 makes the chain shorter.',
    without: 'Hashes of transactions that do not come back.',
    keep: 'Hashes of the only transactions that come back. Left out: all do.',
    restore: 'Bring back, hash for hash, what the last reorg took away. No other field is given then.',
  },
  postTestDrop: { transactionHash: 'The pending transaction.' },
  postTestReplace: {
    transactionHash: 'The pending transaction.',
    to: 'Who is paid instead. Left out: the payer, which cancels the payment.',
    amount: 'In whole units of the network’s own coin. Left out: 0.',
  },
  postTestFault: {
    clear: 'End the faults that there are, before the new one begins.',
    kind: 'What goes wrong. Needed unless `clear` is given.',
    rate: 'The share of calls that it hits, from 0 to 1. Left out: 1.',
    seed: 'With the same seed the same of the calls are hit. Left out: one is drawn.',
    methods: 'Only calls of these JSON-RPC methods. Left out: all that it can be about.',
    count: 'It ends after so many hits. Left out: it lasts.',
    blocks: '`stale_head`: how many blocks behind. Left out: 3.',
    height: '`stale_head`: stuck at this block instead.',
    ms: '`delay`: for how many milliseconds. Left out: 1,000.',
    chainId: '`wrong_chain_id`: which one. Left out: one more than is right.',
    retryAfterSeconds: '`rate_limit`: what the answer says, in seconds. Left out: 1.',
  },
  postTestScreening: {
    behaviour:
      '`right`: answers as it should. `silent`: never answers. `slow`: answers after `delayMs`. `failing`: answers with ' +
      'the error `status`. `wrong`: answers about another deposit. `malformed`: answers what is no JSON.',
    delayMs: '`slow`: how many milliseconds it takes. Left out: 5,000. The worker waits for 3,000.',
    status: '`failing`: the HTTP status. Left out: 500.',
    verdict: 'What it says of every deposit. Left out: what the list of the local stack says of the payer.',
  },
  postTestResume: {
    follow: 'Follow the fork that stopped the chain, as `/readyz` tells it.',
    height: 'Instead of `follow`: the number of a block of the new chain.',
    hash: 'The hash of that block.',
  },
  postTestFinalize: {
    lag: 'All but so many of the last blocks are final.',
    height: 'The blocks up to this number are final.',
  },
  postTestWebhookReceivers: receiverBehaviour,
  postTestWebhookReceiversById: receiverBehaviour,
};

/** Parameters of queries. */
export const parameters: Readonly<Record<string, string>> = {
  action: 'Only this action.',
  address: 'Only the purse with this address.',
  afterSequence: 'Only events with a higher `sequence`, oldest first.',
  chainId: 'The EIP-155 chain id of the network.',
  clientId: 'Only those with this id of your own.',
  coin: 'Only those in this currency or group.',
  createdAfter: 'Only those made after this moment: ISO 8601.',
  createdBefore: 'Only those made before this moment: ISO 8601.',
  currency: 'Only those in this currency.',
  endingBefore:
    'The id of an object of the list: the page that ends right before it. Not with `startingAfter`.',
  endpointId: 'Only those to this endpoint.',
  eventId: 'Only those of this event.',
  formId: 'Only what came through this form.',
  productId: 'Only those of this product.',
  purseId: 'Only those of this purse.',
  resourceId: 'Only what was done to this object.',
  sessionId: 'The session whose payment to show.',
  startingAfter:
    'The id of the last object of the page before: the page that follows it. Not with `endingBefore`.',
  state: 'Only those in this state.',
  status: 'Only those with this status.',
  transactionHash: 'The hash of the transaction on its chain.',
  types: 'Only these types, separated by commas.',
};

/** Parameters with a meaning of their own in one operation. */
export const parametersOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  getPurse: {
    currency: 'The currency that the customer wants to pay in. The address serves every other one too.',
  },
  getPurses: { status: 'Only those with this status. `ARCHIVED` is taken for `ARCHIEVED`.' },
  getBalances: { productId: 'Your own id of the product. Empty: totals over all products.' },
};

/** The parameter of a path, by the word before it. */
export const pathParameters: Readonly<Record<string, string>> = {
  deliveries: 'The delivery: the ids of event and endpoint, `evt_…:whe_…`.',
  currencies: 'The code of the currency.',
  customers: 'Our id `cus_…`, or your own `externalId`.',
  purses: 'The id of the purse, `pur_…`.',
  transactions: 'The id of the deposit, `txn_…`.',
  forms: 'The id of the form, `frm_…`.',
  sessions: 'The id of the session, `ses_…`.',
  charges: 'The id of the charge, `chg_…`.',
  'webhook-endpoints': 'The id of the endpoint, `whe_…`.',
  events: 'The id of the event, `evt_…`.',
  rescans: 'The id of the rescan, such as `BSC:46000000-46000100`.',
  'api-keys': 'The id of the key, `key_…`.',
  'webhook-receivers': 'The id of the receiver, `rcv_…`.',
};

/** What each object is. */
export const components: Readonly<Record<string, string>> = {
  DepositEvent: 'A webhook about a deposit.',
  DepositEventData: 'The deposit as it stood when the event was recorded.',
  PurseExpiredEvent: 'A webhook about a purse whose period ended.',
  CustomerEvent:
    'A webhook about a customer. It carries no names or addresses: read them with `GET /v1/customers/{id}`.',
  UnsupportedDepositEvent:
    'A webhook about money that came to a purse and is never credited: an unlisted token or coin.',
  PaymentEvent: 'A webhook about the payment of a session.',
  PaymentEventData: 'The payment as it stood when the event was recorded.',
  SessionExpiredEvent: 'A webhook about a session that was not paid in time.',
  FormEvent: 'A webhook about a payment form whose money goes elsewhere.',
  WebhookEndpointEvent: 'A webhook about a webhook endpoint.',
  Problem: 'The body of every error (RFC 9457).',
  Currency: 'A currency on one network.',
  Customer: 'One of your customers.',
  DepositAddress: 'A customer’s purse, with the address to show to the payer.',
  PurseStatus:
    '`PENDING_PAYMENT`: active, takes deposits. `DECLINED`: illegal funds came, and what comes is held. `ARCHIEVED`: its ' +
    'period ended. The spelling is meant: it is part of the contract that integrators compare with, and will not change. ' +
    'Filters take `ARCHIVED` too.',
  PurseNetwork: 'A network on which a purse takes deposits.',
  Purse: 'One deposit address of one customer, for every currency.',
  Lookup: 'Where a transaction stands.',
  LookedUpTransfer: 'One transfer of the transaction to a purse of the account.',
  Transaction: 'A deposit: one transfer of one transaction to one purse.',
  Audit: 'What a person decided.',
  Change: 'A field that got another value.',
  Rescan: 'Blocks that are read again.',
  Form: 'What payment sessions made with it share.',
  Session: 'A payment that is asked for, with a page for the payer.',
  SessionCustomer: 'Who pays.',
  SessionProduct: 'What is paid for.',
  Payment: 'What came for a session.',
  Balance: 'What is owed to a customer: one row per customer, product and coin, or totals.',
  Movement: 'One change of a customer’s balance.',
  Charge: 'Money taken out of a customer’s balance.',
  NewWebhookEndpoint: 'A webhook endpoint, with its secret.',
  WebhookEndpoint: 'A URL that events are sent to.',
  DeletedWebhookEndpoint: 'A webhook endpoint that is gone.',
  RotatedWebhookEndpoint: 'A webhook endpoint, with its new secret.',
  WebhookTest: 'The event that tests an endpoint.',
  WebhookReplay: 'What is sent again.',
  Event: 'A fact, as it is sent to webhook endpoints.',
  Redelivery: 'What is sent again.',
  Delivery: 'One event to one endpoint, with its latest attempts.',
  DeliveryAttempt: 'One call of an endpoint, and what came of it.',
  Account: 'The account of the key.',
  RotatedAccountSecret: 'The new secret of the account.',
  ApiKey: 'An API key, without the key itself.',
  NewApiKey: 'A new API key.',
  TestDeposit: 'A payment that was really made on a test chain.',
  TestBlocks: 'How far a test chain has come.',
  TestReorg: 'What a reorganisation of a test chain did.',
  TestFinality: 'What is final on a test chain.',
  TestDrop: 'A pending transaction that will not be mined.',
  TestReplacement: 'A transaction that took the place of another.',
  TestFault: 'What goes wrong at the node of a test chain.',
  TestResume: 'A test chain that goes on.',
  TestScreening: 'How the compliance provider of a test installation behaves.',
  TestRetry: 'A webhook whose next attempt is made now.',
  TestExpiry: 'A purse whose period was ended.',
  TestReceiver: 'A webhook receiver of this installation.',
  TestReceived: 'What a webhook receiver got.',
  DeletedTestReceiver: 'A webhook receiver that has ended.',
  ComplianceCallbackAnswer: 'What came of a provider’s call.',
  ComplianceCallback: 'What a compliance provider sends.',
};

/** What the operations of each tag are about. */
export const tags: Readonly<Record<string, string>> = {
  Currencies: 'What can be paid in.',
  Customers: 'Those who pay you, by your own ids.',
  Purses: 'Exclusive deposit addresses.',
  Transactions: 'Deposits: where they stand, and what a person decides about them.',
  Audits: 'What people decided, and why.',
  Rescans: 'Reading blocks again.',
  Forms: 'What payment sessions share.',
  Sessions: 'Payments that are asked for, with a page for the payer.',
  Balances: 'What you owe your customers.',
  Charges: 'Taking money out of a balance, and giving it back.',
  Webhooks: 'Where events are sent, and what became of them.',
  Events: 'Facts, in their order, without gaps.',
  Account: 'Your account.',
  'API keys': 'Who may call.',
  'Test mode': 'For test accounts alone: real payments, reorgs and failures on test chains.',
  Compliance: 'For the compliance provider alone.',
};
