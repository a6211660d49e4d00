import { Interface, Wallet } from 'ethers';
import type { Contract, Via } from '../contracts/deployContract.ts';
import { deployContract } from '../contracts/deployContract.ts';
import { callRpc } from '../rpc/callRpc.ts';
import { pay } from './pay.ts';
import { sendTransaction } from './sendTransaction.ts';

const erc20 = new Interface([
  'function name() view returns (string)',
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
]);

interface FreshPayment extends Via {
  readonly to: string;
  /** Base units. */
  readonly amount: bigint;
}

/** A payment in a token that the payer deployed. */
export interface FreshTokenPayment {
  readonly txHash: string;
  /** The token, in lower case. */
  readonly contract: string;
}

/**
 * Pays in a token that keeps a fee of 1 %: its event says `amount`, but only 99 % of it arrive. Throws as
 * `sendTransaction` does.
 */
export async function payFromFeeToken({
  decimals = 18,
  ...payment
}: FreshPayment & { readonly decimals?: number }): Promise<FreshTokenPayment> {
  const args = ['Fee Token', 'FEE', decimals];
  return payMinted(await deployContract({ ...payment, name: 'FeeToken', args }), payment);
}

/** Pays in another token with the same name and symbol as `imitated`. Throws as `sendTransaction` does. */
export async function payLookAlike({
  imitated,
  ...payment
}: FreshPayment & { readonly imitated: string }): Promise<FreshTokenPayment> {
  const args = await Promise.all(
    ['name', 'symbol', 'decimals'].map(async question => {
      const call = { to: imitated, data: erc20.encodeFunctionData(question) };
      const answer = String(await callRpc(payment.rpcUrl, 'eth_call', [call, 'latest']));
      return erc20.decodeFunctionResult(question, answer)[0] as unknown;
    }),
  );
  return payMinted(await deployContract({ ...payment, name: 'TestToken', args }), payment);
}

async function payMinted({ address, abi }: Contract, payment: FreshPayment): Promise<FreshTokenPayment> {
  const { rpcUrl, key, to, amount } = payment;
  const data = abi.encodeFunctionData('mint', [new Wallet(key).address, amount]);
  await sendTransaction({ rpcUrl, key, to: address, data });
  const txHash = await pay({ rpcUrl, key, to, currency: { contract: address }, amount });
  return { txHash, contract: address };
}
