import type { Meanings, MeaningsByOwner } from './types.ts';

/** Parameters of queries. */
export const parameters: Meanings = {
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
  kind: 'Only those of this kind.',
  network: 'Only those on this network.',
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
export const parametersOf: MeaningsByOwner = {
  getPurse: {
    currency: 'The currency that the customer wants to pay in. The address serves every other one too.',
  },
  getSweeps: { purseId: 'Only those with an item of this purse.' },
  getPurses: { status: 'Only those with this status. `ARCHIVED` is taken for `ARCHIEVED`.' },
  getBalances: { productId: 'Your own id of the product. Empty: totals over all products.' },
};

/** The parameter of a path, by the word before it. */
export const pathParameters: Meanings = {
  deliveries: 'The delivery: the ids of event and endpoint, `evt_…:whe_…`.',
  currencies: 'The code of the currency.',
  customers: 'Our id `cus_…`, or your own `externalId`.',
  purses: 'The id of the purse, `pur_…`.',
  transactions: 'The id of the deposit, `txn_…`.',
  forms: 'The id of the form, `frm_…`.',
  sessions: 'The id of the session, `ses_…`.',
  charges: 'The id of the charge, `chg_…`.',
  destinations: 'The id of the destination, `dst_…`.',
  sweeps: 'The id of the sweep, `swp_…`.',
  'approval-requests': 'The id of the request, `apr_…`.',
  'webhook-endpoints': 'The id of the endpoint, `whe_…`.',
  events: 'The id of the event, `evt_…`.',
  rescans: 'The id of the rescan, such as `BSC:46000000-46000100`.',
  'api-keys': 'The id of the key, `key_…`.',
  'webhook-receivers': 'The id of the receiver, `rcv_…`.',
};
