import type { MeaningsByOwner } from './types.ts';

/** Fields of the account and its keys, of what its people did, and of the errors of all calls. */
export const accountFields: MeaningsByOwner = {
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
  Account: {
    id: 'The id of the account, `acc_…`.',
    name: 'What payers see as the merchant’s name.',
    treasury:
      'The destination, `dst_…`, to which money of each network is swept, by the network’s code. Money of a form with a ' +
      'receiver goes there instead, if that is an active destination.',
    payoutLimit:
      'By the currency’s code, in whole units: how much may be allocated within 24 hours without a second person. A currency that ' +
      'is not there: nothing.',
    approvalRequestId:
      'The change of these settings that waits for a second person, `apr_…`. Null: none does.',
  },
  RotatedAccountSecret: {
    secret:
      'Signs calls to customers’ `notificationUrl`. It is shown this once, and is null in a repetition.',
  },
  ApiKey: {
    scopes: 'What it may do. `payout` and `approve` came from the operator’s command line.',
    revokedAt: 'Since when it does not work: ISO 8601 in UTC. Null: it works.',
  },
  NewApiKey: { scopes: 'What it may do.', revokedAt: 'Always null: a new key works.' },
  postAccount: {
    name: 'What payers see as the merchant’s name.',
    pursePeriodSeconds: 'How long a purse lives without a confirmed deposit, in seconds.',
    treasury:
      'By the network’s code: the active destination to which money is swept from now on; null: none. Networks that are ' +
      'left out stay.',
    payoutLimit:
      'By the currency’s code, in whole units; null: nothing without a second person. Currencies that are left out stay.',
  },
  postApiKeys: { label: 'What you call the key, for people.' },
  postApiKeysByIdRotate: {
    overlapSeconds: 'For how many seconds the old key works on. Left out: 86,400, one day.',
  },
};
