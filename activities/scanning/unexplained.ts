import { readBalance } from '../../chain/readBalances.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { expectedAt } from '../../db/scanning/pursesToAudit.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Scan } from './scan.ts';

/**
 * What the purse has at `height` beyond what its deposits and sweeps up to there explain. Coins that left otherwise make
 * it negative.
 */
export async function unexplained(
  { deps, network }: Pick<Scan, 'deps' | 'network'>,
  rpc: Rpc,
  native: Currency,
  { purseId, address }: AuditedPurse,
  height: number,
): Promise<bigint> {
  const [balance, expected] = await Promise.all([
    readBalance(rpc, address, height),
    expectedAt(deps.db, network.chainId, purseId, native.code, height),
  ]);
  return balance - expected;
}
