import type { Via } from '../contracts/deployContract.ts';
import { payBatch } from './payBatch.ts';

/**
 * Pays native coins from within a contract, so that no transaction is to the recipient. The amount is wei. Gives
 * the transaction's hash. Throws as `sendTransaction` does.
 */
export function payInternal({
  to,
  amount,
  ...via
}: Via & { readonly to: string; readonly amount: bigint }): Promise<string> {
  return payBatch({ ...via, payments: [{ to, currency: { contract: null }, amount }] });
}
