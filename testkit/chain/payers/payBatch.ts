import type { Via } from '../contracts/deployContract.ts';
import { deployContract } from '../contracts/deployContract.ts';
import { approve } from './approve.ts';
import type { Payment } from './pay.ts';
import { sendTransaction } from './sendTransaction.ts';

export type BatchPayment = Pick<Payment, 'to' | 'currency' | 'amount'>;

/**
 * Makes all payments in one transaction of a contract, as exchanges do, or none. Native coins are internal
 * transfers, and one recipient may be paid several times. Returns the transaction's hash. Throws as
 * `sendTransaction` does.
 */
export async function payBatch({
  payments,
  ...via
}: Via & { readonly payments: readonly BatchPayment[] }): Promise<string> {
  const { rpcUrl, key } = via;
  const payer = await deployContract({ ...via, name: 'BatchPayer' });
  const natives = payments.filter(({ currency }) => currency.contract === null);
  const tokens = payments.filter(({ currency }) => currency.contract !== null);
  for (const token of new Set(tokens.map(({ currency }) => currency.contract ?? ''))) {
    const amount = sum(tokens.filter(({ currency }) => currency.contract === token));
    await approve({ rpcUrl, key, token, spender: payer.address, amount });
  }
  const data = payer.abi.encodeFunctionData('pay', [
    natives.map(({ to, amount }) => [to.toLowerCase(), amount]),
    tokens.map(({ to, currency, amount }) => [currency.contract, to.toLowerCase(), amount]),
  ]);
  return sendTransaction({ rpcUrl, key, to: payer.address, data, value: sum(natives) });
}

function sum(payments: readonly BatchPayment[]): bigint {
  return payments.reduce((total, { amount }) => total + amount, 0n);
}
