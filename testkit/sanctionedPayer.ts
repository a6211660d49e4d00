import { computeAddress, id } from 'ethers';

/** A payer on the test stack's list of sanctioned addresses: what it pays is declined. Known to all, for tests alone. */
export const sanctionedKey = id('purser: a sanctioned payer of the test chains');
export const sanctionedAddress = computeAddress(sanctionedKey);
