import { readBalance } from '../../chain/readBalances.ts';
import { readHeader } from '../../chain/readBlock.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { missingOutflow, recordShortfall } from '../../db/audit/recordShortfall.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { expectedAt } from '../../db/scanning/pursesToAudit.ts';
import type { Currency } from '../../domain/registry.ts';
import { confirmBalance } from './confirmBalance.ts';
import type { Scan } from './scan.ts';

/**
 * Records as a finding that a purse has less of its coin after block `height` than deposits and sweeps explain, if its account
 * has a sweeper there. What earlier findings say is not found again. If there are two nodes, both must give the same
 * balance. The finding is final with its block. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function reportShortfall(
  scan: Scan,
  rpc: Rpc,
  native: Currency,
  purse: AuditedPurse,
  height: number,
): Promise<void> {
  const { deps, network, pool } = scan;
  const place = { chainId: network.chainId, purseId: purse.purseId, currency: native.code, height };
  const expected = await expectedAt(deps.db, place.chainId, place.purseId, place.currency, height);
  const balance = await readBalance(rpc, purse.address, height);
  const missing = await missingOutflow(deps.db, place, expected - balance);
  if (missing <= 0n) return;
  const block = await readHeader(rpc, network.chainId, height);
  if (!block) return;
  if (pool.size > 1) await confirmBalance(scan, rpc, purse, height, balance);
  await recordShortfall(deps.db, { ...place, hash: block.hash, balance });
}
