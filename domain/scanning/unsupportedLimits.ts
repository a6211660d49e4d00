/**
 * What people who are not customers can make us send cheaply: tokens that nobody listed, and declined
 * deposits below the minimum. Of each kind, this many are sent and stored one by one per day (UTC). The next
 * one says that more follow; those are only counted.
 */
export const sentPerDay = { ofPurse: 10, ofAccount: 100 } as const;

/** In the data of the last event of a kind on a day. */
export interface LastOfDay {
  /**
   * Whose limit was reached. Further ones of this purse, or of all the account's purses, are not sent on that
   * day.
   */
  readonly of: 'purse' | 'account';
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** How many were sent on that day before. */
  readonly told: number;
}
