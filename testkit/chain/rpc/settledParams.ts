import type { EvmNode } from '../node.ts';

/** The params that make a call repeatable: they include the values that the node filled in. */
export async function settledParams(
  node: EvmNode,
  method: string,
  params: readonly unknown[],
  result: unknown,
): Promise<unknown[]> {
  if (method !== 'eth_sendTransaction') return [...params];
  const sent = (await node.request('eth_getTransactionByHash', [result])) as Record<string, unknown>;
  const { from, to, gas, value, input, nonce, maxFeePerGas, maxPriorityFeePerGas, gasPrice } = sent;
  const fee = maxFeePerGas === undefined ? { gasPrice } : { maxFeePerGas, maxPriorityFeePerGas };
  const recipient = to === null ? {} : { to };
  return [{ from, ...recipient, gas, value, data: input, nonce, ...fee }];
}
