import { computeAddress, id } from 'ethers';

// Payers on the list of the test stack. Their keys are known to all, for tests alone.

/** What it pays is declined. */
export const sanctionedKey = id('purser: a sanctioned payer of the test chains');
export const sanctionedAddress = computeAddress(sanctionedKey);

/** What it pays waits for a person. */
export const reviewedKey = id('purser: a payer of the test chains whom a person must look at');
export const reviewedAddress = computeAddress(reviewedKey);
