import type { Rpc } from '../../chain/rpc/rpc.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Scan } from '../scanning/scan.ts';
import { deniesFinal } from './deniesFinal.ts';

/**
 * A node that is behind is checked and reported after this many looks in a row: a balancer's head goes back
 * for a moment, and that needs no report.
 */
const looksBetween = 10;

/**
 * Whether a node that is behind us is on another chain: at a final height its block is not ours. Without this
 * check the node would show that only once its chain is as long as ours, which may take months.
 */
export async function isAnotherChain(scan: Scan, rpc: Rpc, head: number): Promise<boolean> {
  if (scan.idleLooks % looksBetween !== looksBetween - 1) return false;
  return (await deniesFinal(scan, rpc, head)) !== null;
}

/** Reports a node that lacks scanned blocks, once for as long as that lasts. */
export function reportBehind(scan: Scan, rpc: Rpc, head: number, cursor: Cursor): void {
  if (scan.idleLooks !== looksBetween) return;
  const detail = `${rpc.name} is behind: its head is block ${String(head)}, but block ${String(cursor.height)} was scanned`;
  scan.onTrouble(new PurserError('rpc_unavailable', detail, { endpoint: rpc.name }), { kind: 'behind' });
}
