import { Interface } from 'ethers';

const token = new Interface(['function balanceOf(address) view returns (uint256)']);

/** How much of a token (EIP-20) an address holds at the head, in base units. */
export async function tokenBalance(
  node: { request(method: string, params: readonly unknown[]): Promise<unknown> },
  contract: string,
  holder: string,
): Promise<bigint> {
  const call = { to: contract, data: token.encodeFunctionData('balanceOf', [holder]) };
  return BigInt(String(await node.request('eth_call', [call, 'latest'])));
}
