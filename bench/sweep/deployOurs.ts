import type { SweeperDeployment, SweeperIdentity } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { BenchChain } from './benchChain.ts';
import { addressOf } from './benchChain.ts';
import { chainId } from './shape.ts';

/** The sweeper of an account whose owner is `deployer`, with the operator `operator`, and `treasury` active at once. */
export async function deployOurs(
  chain: BenchChain,
  account: string,
): Promise<SweeperDeployment & SweeperIdentity> {
  await chain.deployFactory();
  const owner = addressOf('deployer');
  const identity = { account, owner, chainId, delaySeconds: 0 };
  const deployment = sweeperDeployment(identity);
  await chain.send({ from: 'deployer', to: deployment.call.to, data: deployment.call.data });
  const abi = chain.abi('Sweeper');
  for (const [method, name] of [
    ['addOperator', 'operator'],
    ['proposeDestination', 'treasury'],
  ] as const) {
    const data = abi.encodeFunctionData(method, [addressOf(name)]);
    await chain.send({ from: 'deployer', to: deployment.sweeper, data });
  }
  return { ...deployment, ...identity };
}
