import { transactionStatus } from './statuses.ts';
import type { MeaningsByOwner } from './types.ts';

const transaction = {
  status: transactionStatus,
  sessionId: 'The session whose payment it counts towards. Null: none.',
  sweptIn: 'The sweep, `swp_…`, that moves it out of its purse, or has moved it. Null: none.',
  confirmedAt: 'When it was credited: ISO 8601 in UTC. Null: it is not.',
} as const;

/** Fields of customers, of their purses and deposits, and of what is asked about a transaction. */
export const depositFields: MeaningsByOwner = {
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
  Transaction: transaction,
  DecidedTransaction: {
    ...transaction,
    approvalRequestId:
      'What waits for a second person, `apr_…`: until then the deposit stays as it is. Null: it is done.',
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
  Rescan: {
    id: 'The network and what is read of it: the same blocks have the same id.',
    transactionHash: 'The transaction whose block is read. Null if blocks were asked for.',
    toBlock: 'The last block that is read. Null until the block of a transaction is known.',
    status: '`running`, `completed` or `failed`.',
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
  postTransactionsByIdCompliance: { verdict: '`approve` or `decline`.' },
  postTransactionsByIdAllocate: { to: 'Whose money it becomes: the `customer`’s or yours (`merchant`).' },
  postRescans: {
    fromBlock: 'The first block to read. Needs `toBlock`.',
    toBlock: 'The last block to read, at most 9,999 after `fromBlock`.',
    transactionHash: 'Read the block of this transaction instead.',
  },
};
