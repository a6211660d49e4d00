import type { TxHash } from '../../domain/address.ts';
import type { Rpc } from '../rpc/rpc.ts';
import type { OutgoingCall } from '../sending/outgoingCall.ts';
import { address, bigQuantity, data, object } from '../wireValues.ts';

/**
 * Whom a transaction calls, with what, and how many native coins it pays, in wei; undefined if the node does not know it, or if it makes a contract. Throws `rpc_unavailable`,
 * `rpc_inconsistent`.
 */
export async function readInput(
  rpc: Rpc,
  hash: TxHash,
): Promise<Pick<OutgoingCall, 'to' | 'data' | 'value'> | undefined> {
  const found = await rpc.call('eth_getTransactionByHash', [hash]);
  if (found === null) return undefined;
  const { to, input, value } = object(found, 'transaction');
  if (to === null || to === undefined) return undefined;
  return { to: address(to, 'receiver'), data: data(input, 'input'), value: bigQuantity(value, 'value') };
}
