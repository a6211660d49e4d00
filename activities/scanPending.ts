import { readFate } from '../chain/readFate.ts';
import { readNonce } from '../chain/readNonce.ts';
import type { Forecast } from '../chain/readPending.ts';
import { readPending } from '../chain/readPending.ts';
import type { Rpc } from '../chain/rpc.ts';
import { findPursesByAddress } from '../db/findPursesByAddress.ts';
import type { DropReason, PendingTransaction } from '../db/recordPending.ts';
import { dropPending, pendingTransactions, recordPending } from '../db/recordPending.ts';
import type { TxHash } from '../domain/address.ts';
import { parseAddress } from '../domain/address.ts';
import { currencyIn } from '../domain/registry.ts';
import { hitsAmong } from './findInBlock.ts';
import type { Scan } from './scan.ts';
import { withEndpoint } from './scan.ts';

/** How many that left the pending block are asked after in one look: blocks must not wait for them. */
const looksAtOnce = 50;

/**
 * Looks at the pending pool: tells of new transfers to purses, and gives up those that will not come, as another
 * transaction of the sender has their nonce, no node knows them, or their block was scanned without finding
 * them there (they failed).
 */
export function scanPending(scan: Scan, scannedHeight: number): Promise<void> {
  return withEndpoint(scan.pool, async rpc => {
    const { deps, network, listed } = scan;
    const forecast = await readPending(rpc, listed);
    const { transfers } = forecast;
    const purses = await findPursesByAddress(deps.db, [...new Set(transfers.map(({ to }) => to))]);
    // Of dust nobody is told, pending or not.
    const hits = hitsAmong(deps, transfers, purses).filter(
      ({ amount, listed: { minDeposit } }) => amount >= minDeposit,
    );
    await recordPending(deps.db, network.chainId, hits);

    const stillPending = new Set(transfers.map(({ txHash }) => txHash));
    const waiting = await pendingTransactions(deps.db, network.chainId);
    const gone = new Map<TxHash, DropReason>();
    for (const pending of waiting.filter(({ txHash }) => !stillPending.has(txHash)).slice(0, looksAtOnce)) {
      scan.progress();
      const reason = await whyGone(scan, rpc, forecast, pending, scannedHeight);
      if (reason) gone.set(pending.txHash, reason);
    }
    await dropPending(deps.db, network.chainId, gone, currencyIn(deps.registry));
  });
}

/** Undefined while it may still come. */
async function whyGone(
  scan: Scan,
  rpc: Rpc,
  forecast: Forecast,
  { txHash, sender, nonce }: PendingTransaction,
  scannedHeight: number,
): Promise<DropReason | undefined> {
  const fate = await readFate(rpc, txHash);
  if (fate.kind === 'pending') return undefined;
  if (fate.kind === 'mined') return fate.blockNumber <= scannedHeight ? 'failed' : undefined;
  if (nonce !== null) {
    const from = parseAddress(sender);
    if (from && forecast.isTaken(from, nonce)) return 'replaced';
    if ((await readNonce(rpc, sender)) > nonce) return 'replaced';
  }
  // Pools differ: it has vanished when another node does not know it either.
  const other = await scan.pool.pick(rpc);
  if (other !== rpc && (await readFate(other, txHash)).kind !== 'unknown') return undefined;
  return 'vanished';
}
