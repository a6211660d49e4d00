/**
 * What people who are no customers can have us tell for little: tokens that nobody listed, and declined deposits below
 * the minimum. So many of each kind are told and kept one by one on a day (UTC); the next tells that more follow, and
 * those are counted alone.
 */
export const toldADay = { ofPurse: 10, ofAccount: 100 } as const;

/** In the data of the event that is the last of a kind on a day. */
export interface LastOfDay {
  /** Whose limit was reached: further ones of this purse, or of all purses, are not told on that day. */
  readonly of: 'purse' | 'account';
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** How many were told on that day before. */
  readonly told: number;
}
