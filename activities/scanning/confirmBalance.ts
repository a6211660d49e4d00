import { readBalance } from '../../chain/readBalances.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Scan } from './scan.ts';

/** Throws `rpc_unavailable` if no second node answers, and `rpc_inconsistent` if it gives another balance. */
export async function confirmBalance(
  { pool }: Scan,
  first: Rpc,
  { address }: AuditedPurse,
  height: number,
  balance: bigint,
): Promise<void> {
  // From the same pool as the first node: one node must not pass for two.
  const other = await pool.background().pick(first);
  if (other === first) throw new PurserError('rpc_unavailable', 'no second node can confirm the balance now');
  if ((await readBalance(other, address, height)) === balance) return;
  throw new PurserError('rpc_inconsistent', `two nodes report different balances at block ${String(height)}`);
}
