import type { Via } from '../contracts/deployContract.ts';
import { payBatch } from './payBatch.ts';

/**
 * Pays native coins from a contract, so that no transaction goes to the recipient. The amount is in wei.
 * Returns the transaction's hash. Throws as `sendTransaction` does.
 */
export function payInternal({
  to,
  amount,
  ...via
}: Via & { readonly to: string; readonly amount: bigint }): Promise<string> {
  return payBatch({ ...via, payments: [{ to, currency: { contract: null }, amount }] });
}
