import { ZeroAddress } from 'ethers';
import type { Via } from '../contracts/deployContract.ts';
import { deployContract } from '../contracts/deployContract.ts';
import { approve } from './approve.ts';
import type { BatchPayment } from './payBatch.ts';
import { sendTransaction } from './sendTransaction.ts';

export interface RoutedPayment extends BatchPayment {
  /** The payment's branch of the transaction reverts after paying, so the payment does not take place. */
  readonly reverts?: boolean;
}

/**
 * Makes each payment in its own branch of one transaction. A branch may revert by itself, and the transaction
 * still succeeds. Returns its hash. Throws as `sendTransaction` does.
 */
export async function payRouted({
  payments,
  ...via
}: Via & { readonly payments: readonly RoutedPayment[] }): Promise<string> {
  const { rpcUrl, key } = via;
  const router = await deployContract({ ...via, name: 'Router' });
  let value = 0n;
  for (const { currency, amount } of payments) {
    if (currency.contract === null) value += amount;
    else await approve({ rpcUrl, key, token: currency.contract, spender: router.address, amount });
  }
  const data = router.abi.encodeFunctionData('pay', [
    payments.map(({ to, currency, amount, reverts = false }) => [
      currency.contract ?? ZeroAddress,
      to.toLowerCase(),
      amount,
      reverts,
    ]),
  ]);
  const gasLimit = 100_000n + 200_000n * BigInt(payments.length);
  return sendTransaction({ rpcUrl, key, to: router.address, data, value, gasLimit });
}

/** Makes and reverts the payment inside a transaction that succeeds. Returns its hash. */
export function payReverted({ to, currency, amount, ...via }: Via & BatchPayment): Promise<string> {
  return payRouted({ ...via, payments: [{ to, currency, amount, reverts: true }] });
}
