import { Interface, concat, getCreateAddress, parseUnits } from 'ethers';
import type { ContractArtifact } from '../../../contracts/compileContracts.ts';
import type { EvmNode, Head } from '../node.ts';
import { genesisTime, readHead } from '../node.ts';
import type { TestAccounts } from '../payers/testAccounts.ts';

export interface TestTokenOptions {
  /** The currency's code in the registry. */
  readonly currency: string;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** How much the faucet holds of each token, in whole units. */
export const faucetHoldings = '1000000000000';

/**
 * Deploys the tokens into block 1 and mints the faucet's holdings. Nothing depends on time or chance: the
 * addresses (by currency) follow from the order of the tokens, and the block's hash from all of it.
 */
export async function deployTokens(
  node: EvmNode,
  chainId: number,
  { deployer, faucet }: TestAccounts,
  artifact: ContractArtifact,
  tokens: readonly TestTokenOptions[],
): Promise<{ readonly addresses: Readonly<Record<string, string>>; readonly start: Head }> {
  const contract = new Interface(artifact.abi);
  const addresses = tokens.map((_, nonce) =>
    getCreateAddress({ from: deployer.address, nonce }).toLowerCase(),
  );
  const deployments = tokens.map(({ name, symbol, decimals }) => ({
    to: null,
    data: concat([artifact.bytecode, contract.encodeDeploy([name, symbol, decimals])]),
  }));
  const mints = tokens.map(({ decimals }, at) => ({
    to: addresses[at] ?? null,
    data: contract.encodeFunctionData('mint', [faucet.address, parseUnits(faucetHoldings, decimals)]),
  }));

  const hashes: unknown[] = [];
  for (const [nonce, transaction] of [...deployments, ...mints].entries()) {
    const signed = await deployer.signTransaction({
      ...transaction,
      type: 2,
      chainId,
      nonce,
      // A deployment under the newest hardforks takes more than two million.
      gasLimit: 5_000_000,
      maxFeePerGas: 2_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
    });
    hashes.push(await node.request('eth_sendRawTransaction', [signed]));
  }
  await node.request('evm_mine', [genesisTime + 1]);

  for (const hash of hashes) {
    const receipt = (await node.request('eth_getTransactionReceipt', [hash])) as { status: string } | null;
    if (receipt?.status !== '0x1') throw new Error('the test tokens could not be deployed');
  }
  return {
    addresses: Object.fromEntries(tokens.map(({ currency }, at) => [currency, addresses[at] ?? ''])),
    start: await readHead(node),
  };
}
