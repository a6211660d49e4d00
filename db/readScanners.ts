import type { NetworkCode } from '../domain/registry.ts';
import type { Db } from './connect.ts';

/** When each chain's scanner last stood at its node's head; a chain that was never scanned is not among them. */
export async function readScanners(db: Db): Promise<ReadonlyMap<NetworkCode, Date | null>> {
  const rows = await db.selectFrom('chain_cursors').select(['network', 'caught_up_at']).execute();
  return new Map(rows.map(row => [row.network, row.caught_up_at]));
}
