import { readBalance } from '../../chain/readBalances.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { receivedUpTo } from '../../db/scanning/pursesToAudit.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Scan } from './scan.ts';

/** What the purse has at `height` beyond what was found up to there. Nothing has ever been sent from it. */
export async function unexplained(
  { deps, network }: Pick<Scan, 'deps' | 'network'>,
  rpc: Rpc,
  native: Currency,
  { purseId, address }: AuditedPurse,
  height: number,
): Promise<bigint> {
  const [balance, received] = await Promise.all([
    readBalance(rpc, address, height),
    receivedUpTo(deps.db, network.chainId, purseId, native.code, height),
  ]);
  return balance - received;
}
