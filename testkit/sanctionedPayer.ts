import { computeAddress, id } from 'ethers';

// Payers on the list of the test stack. Their keys are public and for tests only.

/** Compliance declines this payer's payments. */
export const sanctionedKey = id('purser: a sanctioned payer of the test chains');
export const sanctionedAddress = computeAddress(sanctionedKey);

/** This payer's payments wait for a person. */
export const reviewedKey = id('purser: a payer of the test chains whom a person must look at');
export const reviewedAddress = computeAddress(reviewedKey);
