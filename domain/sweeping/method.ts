/** `delegated`: by the sweeper contract, for many purses at once. `transfer`: each purse sends by itself. */
export const sweepMethods = ['delegated', 'transfer'] as const;
export type SweepMethod = (typeof sweepMethods)[number];
