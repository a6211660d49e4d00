import type { ErrorCode } from '../domain/errors.ts';
import type { NetworkCode } from '../domain/registry.ts';
import type { Db } from './connect.ts';

/** Where the scanner of a chain stands. */
export interface ScannerState {
  readonly height: number | null;
  /** The head as the node last told it. */
  readonly head: number | null;
  readonly finalHeight: number;
  /** When it last stood at its node's head. */
  readonly caughtUpAt: Date | null;
  /** Why the chain stands until an operator resumes it. */
  readonly stopped: { readonly code: ErrorCode; readonly detail: string } | null;
}

/** Where each chain's scanner stands; a chain that was never claimed is not among them. */
export async function readScanners(db: Db): Promise<ReadonlyMap<NetworkCode, ScannerState>> {
  const rows = await db.selectFrom('chain_cursors').selectAll().execute();
  return new Map(
    rows.map(row => [
      row.network,
      {
        height: row.height,
        head: row.head,
        finalHeight: row.final_height,
        caughtUpAt: row.caught_up_at,
        stopped:
          row.stopped_code === null ? null : { code: row.stopped_code, detail: row.stopped_detail ?? '' },
      },
    ]),
  );
}
