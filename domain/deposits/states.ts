/** Purse states as stored. `ISSUING`: the row exists, but its address does not yet. */
export const purseStates = ['ISSUING', 'ACTIVE', 'DECLINED', 'ARCHIVED'] as const;
export type PurseState = (typeof purseStates)[number];

/**
 * The API's names of the purse states. `ARCHIEVED` copies the spelling of the API that this one replaces:
 * integrators compare with that string.
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

/** What a declined deposit declines: its whole purse, with all that is not credited yet, or only itself. */
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

/** What the provider or a person decided. `null` elsewhere means: not decided yet. */
export type Verdict = 'approve' | 'decline';

/** The book that a settled deposit is posted to. */
export const creditedTo = ['customer', 'merchant', 'held', 'unattributed'] as const;
export type CreditedTo = (typeof creditedTo)[number];
