import { concat, getCreateAddress, id, Interface, parseUnits, Wallet } from 'ethers';
import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { sendTransaction } from '../payers/sendTransaction.ts';
import type { TestNetwork } from '../startTestNetwork.ts';
import type { TestTokenOptions } from './deployTokens.ts';
import { faucetHoldings } from './deployTokens.ts';

/** Wei for the deployment. */
const deploymentMoney = 10n ** 18n;

/**
 * The deployer of an added token. Each token has its own, so that the order of the tokens does not matter.
 */
function deployerOf(currency: string): Wallet {
  return new Wallet(id(`purser test token ${currency}`));
}

/** The address of an added token, in lower case. It follows from the currency's code alone. */
export function addedTokenAddress(currency: string): string {
  return getCreateAddress({ from: deployerOf(currency).address, nonce: 0 }).toLowerCase();
}

/**
 * Deploys tokens onto a running chain, each once, and gives the faucet its holdings. The deployments are in
 * the chain's journal like any other transaction and need no reset. A token that a reorg removed is deployed
 * again.
 */
export async function addTokens(
  chain: Pick<TestNetwork, 'rpcUrl' | 'faucetKey' | 'request' | 'mine'>,
  artifacts: ContractArtifacts,
  tokens: readonly TestTokenOptions[],
): Promise<void> {
  const artifact = artifacts['TestToken'];
  if (!artifact) throw new Error('the artifacts hold no TestToken');
  const contract = new Interface(artifact.abi);
  const { rpcUrl, faucetKey } = chain;
  for (const { currency, name, symbol, decimals } of tokens) {
    const deployer = deployerOf(currency);
    const address = addedTokenAddress(currency);
    if ((await chain.request('eth_getCode', [address, 'latest'])) !== '0x') continue;
    const data = concat([artifact.bytecode, contract.encodeDeploy([name, symbol, decimals])]);
    const holdings = contract.encodeFunctionData('mint', [
      new Wallet(faucetKey).address,
      parseUnits(faucetHoldings, decimals),
    ]);
    // Each has its own block: within a block the order of senders is not fixed.
    await sendTransaction({ rpcUrl, key: faucetKey, to: deployer.address, value: deploymentMoney });
    await chain.mine(1);
    await sendTransaction({ rpcUrl, key: deployer.privateKey, to: null, data, gasLimit: 5_000_000n });
    await chain.mine(1);
    await sendTransaction({ rpcUrl, key: faucetKey, to: address, data: holdings });
    await chain.mine(1);
  }
}
