import { Interface, concat } from 'ethers';
import type { Via } from '../contracts/deployContract.ts';
import { testArtifacts } from '../contracts/testArtifacts.ts';
import { sendTransaction } from './sendTransaction.ts';

/**
 * Pays native coins with a contract that destroys itself: the trace has no call to the recipient, only a
 * frame of type SELFDESTRUCT. The amount is in wei. Returns the transaction's hash. Throws as
 * `sendTransaction` does.
 */
export async function paySelfDestruct({
  rpcUrl,
  key,
  to,
  amount,
  ...given
}: Via & { readonly to: string; readonly amount: bigint }): Promise<string> {
  const artifact = (given.artifacts ?? (await testArtifacts()))['SelfDestructPayer'];
  if (!artifact) throw new Error('there is no contract SelfDestructPayer');
  const args = new Interface(artifact.abi).encodeDeploy([to.toLowerCase()]);
  return sendTransaction({ rpcUrl, key, to: null, data: concat([artifact.bytecode, args]), value: amount });
}
