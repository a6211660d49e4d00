import type { Address } from '../../domain/address.ts';
import type { SkipReason } from '../../domain/sweeping/sweep.ts';
import { skipReasonOf } from '../../domain/sweeping/sweep.ts';
import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';
import { codeOfPurse } from './readPurses.ts';
import type { SweepItem } from './sweepCall.ts';
import { skippedReason, sweepItemData } from './sweepCall.ts';

/** The most gas that the sweeper gives an item. */
const itemGas = 300_000;

export interface SimulatedItem extends SweepItem {
  /** The purse's authorization is in the same transaction. */
  readonly isAuthorized: boolean;
}

/**
 * Why the sweeper would skip an item now; null if it would move it, or if the node cannot say. A purse that is not
 * delegated yet gets the delegate's code for this call (the state override of `eth_call`, which nodes have besides the
 * standard); a node without that says nothing, and the sweeper itself still skips what it must. Throws
 * `rpc_unavailable`.
 */
export async function simulateItem(
  rpc: Rpc,
  { sweeper, delegate }: { readonly sweeper: Address; readonly delegate: Address },
  item: SimulatedItem,
): Promise<SkipReason | null> {
  // As the sweeper calls itself: an `eth_call` may come from anybody.
  const call = { from: sweeper, to: sweeper, data: sweepItemData(item), gas: `0x${itemGas.toString(16)}` };
  const overrides = item.isAuthorized ? [{ [item.purse]: { code: codeOfPurse(delegate) } }] : [];
  try {
    await rpc.call('eth_call', [call, 'latest', ...overrides]);
    return null;
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    const number = error.returned === null ? undefined : skippedReason(error.returned);
    if (number === undefined) return null;
    const reason = skipReasonOf(number);
    // The node took the call and left the override out.
    return reason === 'code' && item.isAuthorized ? null : reason;
  }
}
