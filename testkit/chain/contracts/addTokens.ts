import { concat, getCreateAddress, id, Interface, parseUnits, Wallet } from 'ethers';
import type { ContractArtifacts } from '../../../contracts/compileContracts.ts';
import { sendTransaction } from '../payers/sendTransaction.ts';
import type { TestNetwork } from '../startTestNetwork.ts';
import type { TestTokenOptions } from './deployTokens.ts';
import { faucetHoldings } from './deployTokens.ts';

/** Wei, for the deployment. */
const deploymentMoney = 10n ** 18n;

/** Who deploys a token that is added to a chain: an account of the token's own, so that no order counts. */
function deployerOf(currency: string): Wallet {
  return new Wallet(id(`purser test token ${currency}`));
}

/** Where a token that is added to a chain is: it follows from its currency's code alone. In lower case. */
export function addedTokenAddress(currency: string): string {
  return getCreateAddress({ from: deployerOf(currency).address, nonce: 0 }).toLowerCase();
}

/**
 * Deploys tokens onto a chain that already goes, each once, and gives the faucet its holdings of them. They are in the
 * chain's journal as any other transaction is, and need no reset; where a reorg took one out, it is deployed again.
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
    // Each in a block of its own: one block has no order among senders.
    await sendTransaction({ rpcUrl, key: faucetKey, to: deployer.address, value: deploymentMoney });
    await chain.mine(1);
    await sendTransaction({ rpcUrl, key: deployer.privateKey, to: null, data, gasLimit: 5_000_000n });
    await chain.mine(1);
    await sendTransaction({ rpcUrl, key: faucetKey, to: address, data: holdings });
    await chain.mine(1);
  }
}
