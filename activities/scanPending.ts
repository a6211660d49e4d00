import { readFate } from '../chain/readFate.ts';
import { readPending } from '../chain/readPending.ts';
import type { TxHash } from '../domain/address.ts';
import { dropPending, pendingTransactionHashes, recordPending } from '../db/recordPending.ts';
import type { Scan } from './scanChain.ts';
import { hitsAmong } from './scanStep.ts';
import { currencyIn } from './settleDeposits.ts';

/** How many that left the pending block are asked after in one look: blocks must not wait for them. */
const looksAtOnce = 50;

/**
 * Looks at the pending pool: tells of new transfers to purses, and gives up those whose transaction the node
 * no longer knows, or has in a block that was scanned without finding them there (it failed).
 */
export async function scanPending(scan: Scan, scannedHeight: number): Promise<void> {
  const { deps, network, rpc } = scan;
  const forecast = await readPending(rpc, scan.listed);
  const hits = await hitsAmong(scan, forecast);
  if (hits.length > 0) await recordPending(deps.db, network.chainId, hits);

  const stillPending = new Set(forecast.map(transfer => transfer.txHash));
  const waiting = await pendingTransactionHashes(deps.db, network.chainId);
  const gone: TxHash[] = [];
  for (const txHash of waiting.filter(hash => !stillPending.has(hash)).slice(0, looksAtOnce)) {
    scan.progress();
    const fate = await readFate(rpc, txHash);
    const failed = fate.kind === 'mined' && fate.blockNumber <= scannedHeight;
    if (fate.kind === 'unknown' || failed) gone.push(txHash);
  }
  await dropPending(deps.db, network.chainId, gone, currencyIn(deps.registry));
}
