import { Interface } from 'ethers';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { data } from '../wireValues.ts';

/** `GasPriceOracle` of the OP stack, at the same address on each of its chains (specs.optimism.io, "Predeploys"). */
const oracle = '0x420000000000000000000000000000000000000f';
const abi = new Interface([
  'function getL1Fee(bytes data) view returns (uint256)',
  'function getOperatorFee(uint256 gasUsed) view returns (uint256)',
]);

/**
 * What a rollup of the OP stack would take now for a transaction beside its gas, in wei: the fee for the chain below, and the
 * operator's. No gas limit caps either. 0 on other networks, where nothing is at that address. Throws `rpc_unavailable`.
 */
export async function readRollupFee(
  rpc: Rpc,
  { raw, gasLimit }: { readonly raw: string; readonly gasLimit: bigint },
): Promise<bigint> {
  const [below, operator] = [
    await ask(rpc, abi.encodeFunctionData('getL1Fee', [raw])),
    await ask(rpc, abi.encodeFunctionData('getOperatorFee', [gasLimit])),
  ];
  return below + operator;
}

/** An older oracle does not know the operator's fee, and reverts. */
async function ask(rpc: Rpc, call: string): Promise<bigint> {
  try {
    const answer = data(await rpc.call('eth_call', [{ to: oracle, data: call }, 'latest']), 'rollup fee');
    return answer.length === 66 ? BigInt(answer) : 0n;
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return 0n;
  }
}
