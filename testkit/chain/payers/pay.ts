import { Interface, getAddress } from 'ethers';
import { sendTransaction } from './sendTransaction.ts';

const erc20 = new Interface(['function transfer(address to, uint256 amount) returns (bool)']);

export interface Payment {
  readonly rpcUrl: string;
  /** The payer's private key. */
  readonly key: string;
  readonly to: string;
  /** `contract` is null for the network's native coin. */
  readonly currency: { readonly contract: string | null; readonly decimals?: number };
  /** Base units. */
  readonly amount: bigint;
}

/**
 * Pays and returns the transaction's hash once the node has it in its pool. Throws as `sendTransaction` does.
 */
export function pay({ rpcUrl, key, to, currency, amount }: Payment): Promise<string> {
  if (currency.contract === null) return sendTransaction({ rpcUrl, key, to, value: amount });
  const data = erc20.encodeFunctionData('transfer', [getAddress(to), amount]);
  return sendTransaction({ rpcUrl, key, to: currency.contract, data });
}
