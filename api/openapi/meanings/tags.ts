import type { Meanings } from './types.ts';

/** What the operations of each tag are about. */
export const tags: Meanings = {
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
  Destinations: 'Where swept money goes.',
  Sweeps: 'Moving money out of purses.',
  Approvals: 'What takes a second person.',
  Webhooks: 'Where events are sent, and what became of them.',
  Events: 'Facts, in their order, without gaps.',
  Account: 'Your account.',
  'API keys': 'Who may call.',
  'Test mode': 'For test accounts alone: real payments, reorgs and failures on test chains.',
  Compliance: 'For the compliance provider alone.',
};
