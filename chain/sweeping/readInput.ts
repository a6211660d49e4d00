import type { Address, TxHash } from '../../domain/address.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { address, data, object } from '../wireValues.ts';

/**
 * Whom a transaction calls, and with what; undefined if the node does not know it, or if it makes a contract. Throws `rpc_unavailable`,
 * `rpc_inconsistent`.
 */
export async function readInput(
  rpc: Rpc,
  hash: TxHash,
): Promise<{ readonly to: Address; readonly data: string } | undefined> {
  const found = await rpc.call('eth_getTransactionByHash', [hash]);
  if (found === null) return undefined;
  const { to, input } = object(found, 'transaction');
  if (to === null || to === undefined) return undefined;
  return { to: address(to, 'receiver'), data: data(input, 'input') };
}
