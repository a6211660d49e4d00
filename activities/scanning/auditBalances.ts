import { readBalance } from '../../chain/readBalances.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import { isUnavailable } from '../../db/classifyError.ts';
import type { ChainGap } from '../../db/scanning/chainGaps.ts';
import {
  comparedOfGap,
  forgetPassedOver,
  nextOfGap,
  openGap,
  passedOver,
  waitedOfGap,
  waitOfGap,
} from '../../db/scanning/chainGaps.ts';
import type { AuditedPurse } from '../../db/scanning/pursesToAudit.ts';
import { auditedUpTo, nextToAudit } from '../../db/scanning/pursesToAudit.ts';
import { parseAddress } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import { bookUnexplained } from './bookUnexplained.ts';
import { reportShortfall } from './reportShortfall.ts';
import type { Scan } from './scan.ts';
import { besidesWalk, isRefusedState, reportOnce, withEndpoint } from './scan.ts';
import { unexplained } from './unexplained.ts';

/** If calls inside transactions are read, little is left to find: the round takes this many times as long. */
const seldomNeeded = 10;
/** Its balance shows whether a node has a state: a purse's might be refused for a reason of its own. */
const anyAddress = parseAddress(`0x${'0'.repeat(40)}`);
/**
 * How many purses of a gap are compared per look if the network has no endless round (`auditedPurses` is 0).
 */
const usually = 20;

/**
 * Compares purses' balances with what was found. Two kinds of money show in the balance alone:
 * 1. if only a transaction's own value is read, money that a contract sends to a purse;
 * 2. whatever the source, what no transaction moves: rewards, fees of blocks and what a bridge's node brings.
 *
 * Each call compares the next few purses of an endless round, at the final head. An excess is booked at the
 * block in which it arrived; what is missing is a finding. A purse that cannot be compared now, as one that is
 * being swept, waits for the next round.
 *
 * Blocks that could not be read in full have a round of their own, whatever the network's source: once over
 * all purses that existed then. In that round a purse that cannot be compared is tried for some looks, and
 * then passed over with its reason. One that is being swept is compared after the others.
 */
export async function auditBalances(scan: Scan, finalHeight: number, scanned: number): Promise<void> {
  const { deps, network, listed } = scan;
  const { native } = listed;
  if (!native || finalHeight < 0) return;
  const gap = await openGap(deps.db, network.chainId);
  if (gap) await auditGap(scan, native, gap, finalHeight, scanned);
  if (network.auditedPurses === 0) return;
  const seldom = network.nativeSource === 'topLevel' ? 1 : seldomNeeded;
  const purses = await nextToAudit(deps.db, network.chainId, Math.ceil(network.auditedPurses / seldom));
  const height = await heightWithState(scan, purses, [finalHeight, scanned]);
  if (height === undefined) return;
  await compareAll(scan, native, purses, height);
  await auditedUpTo(deps.db, network.chainId, purses.at(-1)?.purseId ?? null);
}

async function auditGap(
  scan: Scan,
  native: Currency,
  gap: ChainGap,
  finalHeight: number,
  scanned: number,
): Promise<void> {
  const { deps, network } = scan;
  // The gap's own money may not be final yet.
  if (finalHeight < gap.toBlock) return;
  const limit = network.auditedPurses || usually;
  const page = await nextOfGap(deps.db, network.chainId, gap, limit);
  const waiting = page.filter(({ waits }) => waits).map(({ purseId }) => purseId);
  const waited = await waitedOfGap(deps.db, network.chainId, gap, limit);
  const isAgain = new Set(waited.map(({ purseId }) => purseId));
  const purses = [...waited, ...page.filter(({ purseId, waits }) => !waits && !isAgain.has(purseId))];
  const height = await heightWithState(scan, purses, [finalHeight, scanned], anyAddress);
  if (height === undefined) return;
  const failed = await compareAll(scan, native, purses, height);
  const odd = [...failed].flatMap(([id, { isOfPurse: isOdd, reason }]) =>
    isOdd ? [[id, reason] as const] : [],
  );
  const passed = await passedOver(deps.db, gap, new Map(odd));
  const compared = purses.map(({ purseId }) => purseId).filter(id => !failed.has(id));
  await forgetPassedOver(deps.db, gap, compared);
  await waitOfGap(deps.db, gap, waiting);
  const over = new Set([...compared, ...passed, ...waiting]);
  const ids = page.map(({ purseId }) => purseId);
  if (ids.every(id => over.has(id))) await comparedOfGap(deps.db, gap, ids.at(-1) ?? null);
}

/**
 * The first of `heights` whose state a node has. Undefined if no node has one, which is reported once. Nodes
 * may keep states for less time than finality takes. A fork may take back what is booked above the final
 * height, like any deposit.
 */
async function heightWithState(
  scan: Scan,
  purses: readonly AuditedPurse[],
  heights: readonly number[],
  probe = purses[0]?.address,
): Promise<number | undefined> {
  if (probe === undefined || purses.length === 0) return heights[0];
  for (const height of new Set(heights)) {
    try {
      await withEndpoint(scan.pool.background(), rpc => readBalance(rpc, probe, height));
      return height;
    } catch (error) {
      if (!isRefusedState(error)) throw error;
      reportOnce(scan, error);
    }
  }
  return undefined;
}

/** Why a purse could not be compared. */
interface Failure {
  /**
   * False for an error that any other purse would have met too: no endpoint may be asked, or other work locks
   * a row.
   */
  readonly isOfPurse: boolean;
  readonly reason: string;
}

function isOfPurse(error: unknown): boolean {
  if (error instanceof RpcRefusal) return true;
  if (error instanceof PurserError) return !passing.has(error.code);
  return !isUnavailable(error);
}

const passing: ReadonlySet<string> = new Set(['rpc_unavailable', 'temporarily_unavailable']);

/**
 * Compares the purses, and books what is unexplained. Returns those that could not be compared, with the
 * reason.
 */
async function compareAll(
  scan: Scan,
  native: Currency,
  purses: readonly AuditedPurse[],
  height: number,
): Promise<ReadonlyMap<PurseId, Failure>> {
  const failed = new Map<PurseId, Failure>();
  const compare = (purse: AuditedPurse): Promise<void> =>
    withEndpoint(scan.pool.background(), async rpc => {
      const extra = await unexplained(scan, rpc, native, purse, height);
      if (extra > 0n) await bookUnexplained(scan, rpc, { native, purse, finalHeight: height, extra });
      if (extra < 0n) await reportShortfall(scan, rpc, native, purse, height);
      scan.progress();
    }).catch((error: unknown) => {
      failed.set(purse.purseId, {
        isOfPurse: isOfPurse(error),
        reason: error instanceof Error ? error.message : String(error),
      });
      throw error;
    });
  await Promise.all(purses.map(purse => besidesWalk(scan, compare(purse))));
  return failed;
}
