import { Interface, Wallet, concat, getCreateAddress, keccak256 } from 'ethers';
import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { sendTransaction } from '../payers/sendTransaction.ts';
import { bigOf, callRpc } from '../rpc/callRpc.ts';
import { testArtifacts } from './testArtifacts.ts';

/** Who pays, on which endpoint, and with which contracts (default: those of `testArtifacts`). */
export interface Via {
  readonly rpcUrl: string;
  /** The payer's private key. */
  readonly key: string;
  readonly artifacts?: ContractArtifacts;
}

export interface Contract {
  /** In lower case. */
  readonly address: string;
  readonly abi: Interface;
}

interface Deployment extends Via {
  /** The name of a contract in `contracts/`. */
  readonly name: string;
  readonly args?: readonly unknown[];
}

/** The addresses that this process deployed, by endpoint, payer and creation code. */
const deployed = new Map<string, Promise<string>>();

/**
 * Returns the payer's own contract of this name and these arguments. Deploys it if it does not exist, or no
 * longer exists after a reorg. The contract can be used at once: later transactions in the pool are mined
 * after its deployment.
 */
export async function deployContract({
  rpcUrl,
  key,
  name,
  args = [],
  ...given
}: Deployment): Promise<Contract> {
  const artifact = (given.artifacts ?? (await testArtifacts()))[name];
  if (!artifact) throw new Error(`there is no contract ${name}`);
  const abi = new Interface(artifact.abi);
  const data = concat([artifact.bytecode, abi.encodeDeploy(args)]);

  const place = `${rpcUrl} ${new Wallet(key).address} ${keccak256(data)}`;
  const known = deployed.get(place);
  if (known) {
    const address = await known;
    if ((await callRpc(rpcUrl, 'eth_getCode', [address, 'pending'])) !== '0x') return { address, abi };
    // Another caller may have seen this too and deployed it.
    if (deployed.get(place) === known) deployed.delete(place);
  }
  const deploying = deployed.get(place) ?? deploy({ rpcUrl, key }, data);
  deployed.set(place, deploying);
  deploying.catch(() => deployed.delete(place));
  return { address: await deploying, abi };
}

async function deploy({ rpcUrl, key }: Via, data: string): Promise<string> {
  const txHash = await sendTransaction({ rpcUrl, key, to: null, data });
  const sent = (await callRpc(rpcUrl, 'eth_getTransactionByHash', [txHash])) as { readonly nonce: string };
  return getCreateAddress({ from: new Wallet(key).address, nonce: bigOf(sent.nonce) }).toLowerCase();
}
