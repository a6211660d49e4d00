import { readFate } from '../../chain/readFate.ts';
import { readNonce } from '../../chain/readNonce.ts';
import type { Forecast } from '../../chain/readPending.ts';
import { readPending } from '../../chain/readPending.ts';
import { readTransaction } from '../../chain/readTransaction.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { topUpsAmong } from '../../db/sending/purseGas.ts';
import { sendingOn } from '../../db/sweepers/sendingOn.ts';
import { findPursesByAddress } from '../../db/purses/findPursesByAddress.ts';
import { recordAgain } from '../../db/rescans/recordAgain.ts';
import { isScannedBlock } from '../../db/scanning/isScannedBlock.ts';
import type { DropReason, PendingTransaction } from '../../db/scanning/recordPending.ts';
import { dropPending, pendingTransactions, recordPending } from '../../db/scanning/recordPending.ts';
import type { TxHash } from '../../domain/address.ts';
import { parseAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import { currencyIn } from '../../domain/registry.ts';
import { findInBlock, hitsAmong, isPaidBy } from './findInBlock.ts';
import type { Scan } from './scan.ts';
import { withEndpoint } from './scan.ts';

/**
 * How many transactions that left the pending block are asked after in one look: blocks must not wait for
 * them.
 */
const looksAtOnce = 50;

/**
 * Looks at the pending pool: records new transfers to purses, and drops those that will not come. A transfer
 * is dropped if
 * 1. another transaction of the sender has its nonce;
 * 2. no node knows it;
 * 3. its receipt says that it failed;
 * 4. its block, read once more, shows that it moved nothing.
 */
export function scanPending(scan: Scan, scannedHeight: number): Promise<void> {
  return withEndpoint(scan.pool, async rpc => {
    const { deps, network, listed } = scan;
    const forecast = await readPending(rpc, listed);
    const { transfers } = forecast;
    const purses = await findPursesByAddress(deps.db, [...new Set(transfers.map(({ to }) => to))]);
    // Dust is not reported, pending or not.
    const loud = hitsAmong(deps, transfers, purses).filter(
      ({ amount, listed: { minDeposit } }) => amount >= minDeposit,
    );
    const hashes = loud.map(({ txHash }) => txHash);
    const [topUps, { operators }] = await Promise.all([
      topUpsAmong(deps.db, network.chainId, hashes),
      sendingOn(deps.db, network.chainId, []),
    ]);
    const hits = loud.filter(hit => !topUps.has(hit.txHash) && !isPaidBy(operators, hit));
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

/** Why the transaction is gone; undefined while it may still come. */
async function whyGone(
  scan: Scan,
  rpc: Rpc,
  forecast: Forecast,
  { txHash, sender, nonce }: PendingTransaction,
  scannedHeight: number,
): Promise<DropReason | undefined> {
  const fate = await readFate(rpc, txHash);
  if (fate.kind === 'pending') return undefined;
  if (fate.kind === 'mined') {
    return fate.blockNumber <= scannedHeight ? whatItDid(scan, rpc, txHash) : undefined;
  }
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

/**
 * What became of a transaction in a block that was scanned without finding it. It failed only if its receipt
 * says so. Otherwise its block is read again, by transactions' own values, and what was missed is recorded.
 * Undefined if its block is not the scanned one, which the walk will meet, or if it was found now.
 */
async function whatItDid(scan: Scan, rpc: Rpc, txHash: TxHash): Promise<DropReason | undefined> {
  const { deps, network, listed } = scan;
  const place = await readTransaction(rpc, txHash, listed);
  if (place.kind !== 'mined') return undefined;
  const reading = { ...scan, network: { ...network, nativeSource: 'topLevel' as const } };
  const block = await findInBlock(reading, rpc, place.blockNumber);
  if (block?.hash !== place.blockHash || !(await isScannedBlock(deps.db, block))) return undefined;
  if (!place.succeeded) return 'failed';
  const rules = { currencyOf: currencyIn(deps.registry), mustBeProven: scan.pool.size > 1 };
  const found = await recordAgain(deps.db, block, rules);
  if (found === 0) return 'not_transferred';
  const message = `${rpc.name}: block ${String(block.number)} has a payment that the scan of the block missed (${txHash})`;
  scan.onTrouble(new PurserError('rpc_inconsistent', message));
  return undefined;
}
