import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing, withEndpoint } from '../activities/scan.ts';
import { readBalanceAt, readTokenBalance } from '../chain/readBalances.ts';
import type { Rpc } from '../chain/rpc.ts';
import { RpcResting } from '../chain/rpcEndpoint.ts';
import type { RpcPool } from '../chain/rpcPool.ts';
import type { WatchedPurse } from '../db/audit/nextPurses.ts';
import { nextPurses } from '../db/audit/nextPurses.ts';
import type { Position } from '../db/audit/sumPositions.ts';
import type { Db } from '../db/connect.ts';
import type { BlockHash } from '../domain/address.ts';
import type { Difference } from '../domain/difference.ts';
import type { Currency, CurrencyCode } from '../domain/registry.ts';

/** What the books say that all purses hold of a currency, and what the chain does; in base units. */
export interface CurrencyTotals {
  readonly currency: Currency;
  credited: bigint;
  held: bigint;
  unattributed: bigint;
  unposted: bigint;
  /** Nothing has ever been sent from a purse. */
  swept: bigint;
  chain: bigint;
}

/** Grows while balances are compared, so that what was found before a node failed is known. */
export interface Comparison {
  addresses: number;
  balances: number;
  readonly totals: readonly CurrencyTotals[];
  readonly differences: Difference[];
}

export type PositionOf = (purse: WatchedPurse['id'], currency: CurrencyCode) => Position | undefined;

interface Comparing {
  readonly db: Db;
  readonly pool: RpcPool;
  readonly block: BlockHash;
  readonly positionOf: PositionOf;
  /** How many differences are named. */
  readonly limit: number;
}

/** Purses that are taken up at a time, and balances that are asked for at once. */
const pageOfPurses = 500;
const atOnce = 16;

/**
 * Compares what each purse holds of each currency after the block with credited + held + unattributed + unposted −
 * swept. Throws `rpc_unavailable`, `rpc_inconsistent` where no node can be had for long.
 */
export async function compareBalances(comparing: Comparing, found: Comparison): Promise<void> {
  let after: WatchedPurse['id'] | null = null;
  for (;;) {
    const purses: readonly WatchedPurse[] = await nextPurses(comparing.db, after, pageOfPurses);
    const pairs = purses.flatMap(purse => found.totals.map(totals => [purse, totals] as const));
    for (let from = 0; from < pairs.length; from += atOnce) {
      const some = pairs.slice(from, from + atOnce);
      await Promise.all(some.map(([purse, totals]) => compareOne(comparing, found, purse, totals)));
    }
    found.addresses += purses.length;
    after = purses.at(-1)?.id ?? null;
    if (purses.length < pageOfPurses) return;
  }
}

const nothing = { credited: 0n, held: 0n, unattributed: 0n, unposted: 0n };

async function compareOne(
  { pool, block, positionOf, limit }: Comparing,
  found: Comparison,
  purse: WatchedPurse,
  totals: CurrencyTotals,
): Promise<void> {
  const { code, contract } = totals.currency;
  const chain = await patiently(pool, rpc =>
    contract === null
      ? readBalanceAt(rpc, purse.address, block)
      : readTokenBalance(rpc, contract, purse.address, block),
  );
  const position = positionOf(purse.id, code) ?? nothing;
  for (const part of ['credited', 'held', 'unattributed', 'unposted'] as const)
    totals[part] += position[part];
  totals.chain += chain;
  found.balances += 1;
  const { credited, held, unattributed, unposted } = position;
  const expected = credited + held + unattributed + unposted;
  if (chain === expected || found.differences.length >= limit) return;
  found.differences.push({
    where: purse.shown,
    what: `the balance of ${purse.id}`,
    currency: code,
    expected,
    found: chain,
  });
}

/** How often a node is asked before the network is given up, and the rest between, in ms. */
const attempts = 6;
const restMs = 1000;

/** Asks again, another node where there is one, while it is a node's trouble alone. */
export async function patiently<T>(pool: RpcPool, ask: (rpc: Rpc) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withEndpoint(pool, ask);
    } catch (error) {
      if (!isPassing(error) || attempt === attempts) throw error;
      await sleep(Math.max(restMs, error instanceof RpcResting ? error.retryAfterMs : 0));
    }
  }
}
