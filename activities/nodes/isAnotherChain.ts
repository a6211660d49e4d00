import type { Rpc } from '../../chain/rpc/rpc.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Scan } from '../scanning/scan.ts';
import { deniesFinal } from './deniesFinal.ts';

/** So many looks in a row at a node that is behind: balancers' heads go back for a moment, and that is nothing to tell. */
const looksBetween = 10;

/**
 * Whether a node that is behind us is on another chain: its block at a height that was final is not ours. It need not wait
 * until that chain is as long as ours, which may take months.
 */
export async function isAnotherChain(scan: Scan, rpc: Rpc, head: number): Promise<boolean> {
  if (scan.idleLooks % looksBetween !== looksBetween - 1) return false;
  return (await deniesFinal(scan, rpc, head)) !== null;
}

/** Tells, once for as long as it lasts, of a node that does not have what was scanned. */
export function tellBehind(scan: Scan, rpc: Rpc, head: number, cursor: Cursor): void {
  if (scan.idleLooks !== looksBetween) return;
  const detail = `${rpc.name} is behind: its head is ${String(head)}, and ${String(cursor.height)} was scanned`;
  scan.onTrouble(new PurserError('rpc_unavailable', detail, { endpoint: rpc.name }), { kind: 'behind' });
}
