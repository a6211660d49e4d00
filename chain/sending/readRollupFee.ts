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
  const below = await ask(rpc, abi.encodeFunctionData('getL1Fee', [raw]));
  if (below === null) return 0n;
  return below + ((await askOperator(rpc, gasLimit)) ?? 0n);
}

/** Null where there is no oracle. */
async function ask(rpc: Rpc, call: string): Promise<bigint | null> {
  const answer = data(await rpc.call('eth_call', [{ to: oracle, data: call }, 'latest']), 'rollup fee');
  return answer.length === 66 ? BigInt(answer) : null;
}

/** An oracle of before Isthmus does not know the operator's fee, and reverts. */
async function askOperator(rpc: Rpc, gasLimit: bigint): Promise<bigint | null> {
  try {
    return await ask(rpc, abi.encodeFunctionData('getOperatorFee', [gasLimit]));
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return null;
  }
}
