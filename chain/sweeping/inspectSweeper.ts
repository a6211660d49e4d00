import { Interface, keccak256, ZeroAddress } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { data } from '../wireValues.ts';
import { create2Factory } from './create2Factory.ts';
import type { SweeperIdentity } from './sweeperDeployment.ts';
import { codeHashes, sweeperDeployment } from './sweeperDeployment.ts';

/** Why a sweeper on the chain is not the one that the settings describe. */
export type SweeperFault =
  | 'not_deployed'
  /** At the factory's address is other code, so the sweeper's address says nothing about its code. */
  | 'factory_code'
  /** Not the code of this release's contracts. */
  | 'sweeper_code'
  | 'delegate_code'
  /** The contracts name another delegate, sweeper, owner or delay. */
  | 'delegate'
  | 'sweeper'
  | 'owner'
  | 'delay';

const sweeperAbi = new Interface([
  'function owner() view returns (address)',
  'function DELAY() view returns (uint256)',
  'function DELEGATE() view returns (address)',
  'function isOperator(address) view returns (bool)',
  'function paused() view returns (bool)',
]);
const delegateAbi = new Interface(['function SWEEPER() view returns (address)']);

const ownerAbi = new Interface(['function addOperator(address)']);

/** Whether there is code at the address. */
export async function hasCode(rpc: Rpc, address: Address): Promise<boolean> {
  return (await codeOf(rpc, address)) !== '0x';
}

/**
 * The first fault of the sweeper and its delegate on the chain; null if they are what the identity describes.
 * Compared is the code itself and what the contracts answer, not only where they are.
 */
export async function findSweeperFault(rpc: Rpc, identity: SweeperIdentity): Promise<SweeperFault | null> {
  const { sweeper, delegate } = sweeperDeployment(identity);
  const expected = codeHashes(identity);
  const code = await codeOf(rpc, sweeper);
  if (code === '0x') return 'not_deployed';
  if (keccak256(await codeOf(rpc, create2Factory)) !== expected.factory) return 'factory_code';
  if (keccak256(code) !== expected.sweeper) return 'sweeper_code';
  if (keccak256(await codeOf(rpc, delegate)) !== expected.delegate) return 'delegate_code';
  if ((await view(rpc, sweeperAbi, sweeper, 'DELEGATE')) !== delegate) return 'delegate';
  if ((await view(rpc, delegateAbi, delegate, 'SWEEPER')) !== sweeper) return 'sweeper';
  const owner = await view(rpc, sweeperAbi, sweeper, 'owner');
  if (owner !== identity.owner || owner === ZeroAddress) return 'owner';
  return (await view(rpc, sweeperAbi, sweeper, 'DELAY')) === String(identity.delaySeconds) ? null : 'delay';
}

export async function isOperator(rpc: Rpc, sweeper: Address, operator: Address): Promise<boolean> {
  return (await view(rpc, sweeperAbi, sweeper, 'isOperator', operator)) === 'true';
}

/** Why a sweeper would refuse a whole batch of this sender, or not even exist. */
export type SweepObstacle = 'sweeper_not_deployed' | 'not_an_operator' | 'sweeper_paused';

/**
 * The first obstacle to a sweep by `operator`; null if there is none. A transaction to an address without code succeeds and
 * moves nothing, so whoever signs asks before.
 */
export async function findSweepObstacle(
  rpc: Rpc,
  sweeper: Address,
  operator: Address,
): Promise<SweepObstacle | null> {
  if (!(await hasCode(rpc, sweeper))) return 'sweeper_not_deployed';
  if (!(await isOperator(rpc, sweeper, operator))) return 'not_an_operator';
  return (await view(rpc, sweeperAbi, sweeper, 'paused')) === 'true' ? 'sweeper_paused' : null;
}

/** What the owner's key or Safe sends to the sweeper, so that `operator` may sweep. */
export function addOperatorCall(operator: Address): string {
  return ownerAbi.encodeFunctionData('addOperator', [operator]);
}

async function codeOf(rpc: Rpc, address: Address): Promise<string> {
  return data(await rpc.call('eth_getCode', [address, 'latest']), 'code').toLowerCase();
}

/** What a view function returns, as text in lower case. */
async function view(
  rpc: Rpc,
  abi: Interface,
  to: Address,
  name: string,
  ...args: readonly string[]
): Promise<string> {
  const call = { to, data: abi.encodeFunctionData(name, args) };
  const answer = data(await rpc.call('eth_call', [call, 'latest']), 'answer of a call');
  return String(abi.decodeFunctionResult(name, answer)[0]).toLowerCase();
}
