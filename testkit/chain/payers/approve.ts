import { Interface, MaxUint256, Wallet } from 'ethers';
import { bigOf, callRpc } from '../rpc/callRpc.ts';
import { sendTransaction } from './sendTransaction.ts';

const erc20 = new Interface([
  'function approve(address spender, uint256 amount)',
  'function allowance(address owner, address spender) view returns (uint256)',
]);

/** If a contract may not yet draw `amount` of a token from the payer, allows it to do so without limit. */
export async function approve(wanted: {
  readonly rpcUrl: string;
  readonly key: string;
  readonly token: string;
  readonly spender: string;
  /** Base units. */
  readonly amount: bigint;
}): Promise<void> {
  const { rpcUrl, key, token, spender, amount } = wanted;
  const question = erc20.encodeFunctionData('allowance', [new Wallet(key).address, spender]);
  // Read on the pending block, so that a pending approval counts.
  const allowed = await callRpc(rpcUrl, 'eth_call', [{ to: token, data: question }, 'pending']);
  if (bigOf(allowed) >= amount) return;
  const data = erc20.encodeFunctionData('approve', [spender, MaxUint256]);
  await sendTransaction({ rpcUrl, key, to: token, data });
}
