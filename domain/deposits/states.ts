/** Purse states as stored. `ISSUING`: the row exists, its address does not yet. */
export const purseStates = ['ISSUING', 'ACTIVE', 'DECLINED', 'ARCHIVED'] as const;
export type PurseState = (typeof purseStates)[number];

/**
 * The API's names of the purse states. `ARCHIEVED` is spelled as the API this one stands in for spells it:
 * integrators compare against that string.
 */
export const ARCHIVED_IN_API = 'ARCHIEVED';
export type PurseStatus = 'PENDING_PAYMENT' | 'DECLINED' | typeof ARCHIVED_IN_API;

export function purseStatus(state: PurseState): PurseStatus {
  switch (state) {
    case 'ISSUING':
    case 'ACTIVE':
      return 'PENDING_PAYMENT';
    case 'DECLINED':
      return 'DECLINED';
    case 'ARCHIVED':
      return ARCHIVED_IN_API;
  }
}

/** What a declined deposit takes with it: its whole purse, with all that is not credited yet, or nothing but itself. */
export const onDeclines = ['purse', 'deposit'] as const;
export type OnDecline = (typeof onDeclines)[number];

export const transactionStatuses = [
  'MEM_POOL_FOUND',
  'PENDING_COMPLIANCE_CHECK',
  'DECLINED',
  'CONFIRMED',
  'BELOW_MINIMUM',
  'REORGED',
  'DROPPED',
] as const;
export type TransactionStatus = (typeof transactionStatuses)[number];

export const complianceStatuses = ['UNCHECKED', 'IN_PROGRESS', 'DECLINE', 'CHECKED'] as const;
export type ComplianceStatus = (typeof complianceStatuses)[number];

/** What the provider, or a person, decided. `null` elsewhere means: not yet decided. */
export type Verdict = 'approve' | 'decline';

/** Whose books a settled deposit stands in. */
export const creditedTo = ['customer', 'merchant', 'held', 'unattributed'] as const;
export type CreditedTo = (typeof creditedTo)[number];
