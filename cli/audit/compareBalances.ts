import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing, withEndpoint } from '../../activities/scanning/scan.ts';
import type { BalanceQuestion } from '../../chain/readBalances.ts';
import { readBalanceOf } from '../../chain/readBalances.ts';
import type { ReadManyBalances } from '../../chain/readManyBalances.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { RpcResting } from '../../chain/rpc/rpcEndpoint.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { WatchedPurse } from '../../db/audit/nextPurses.ts';
import { isStored } from '../../db/audit/readFinalBlocks.ts';
import type { Position } from '../../db/audit/sumPositions.ts';
import { sumPositions } from '../../db/audit/sumPositions.ts';
import type { Db } from '../../db/connect.ts';
import type { BlockHash } from '../../domain/address.ts';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { ChainId, Currency, CurrencyCode } from '../../domain/registry.ts';

/** What all purses hold of a currency, by the books and by the chain, in base units. */
export interface CurrencyTotals {
  readonly currency: Currency;
  credited: bigint;
  held: bigint;
  unattributed: bigint;
  unposted: bigint;
  /** Moved out by sweeps. */
  swept: bigint;
  /** Left without us, as persons said. */
  left: bigint;
  /** Of a chain's coin: what purses have for gas. */
  gas: bigint;
  chain: bigint;
}

/** Grows while balances are compared, so that the results so far are known if a node fails. */
export interface Comparison {
  addresses: number;
  balances: number;
  readonly totals: readonly CurrencyTotals[];
  readonly differences: Difference[];
}

/** A block at which balances are compared. */
export interface ComparedBlock {
  readonly chainId: ChainId;
  readonly number: number;
  readonly hash: BlockHash;
  /** If false, the block may leave the chain while balances are compared at it. */
  readonly final: boolean;
}

export interface Comparing {
  readonly db: Db;
  readonly pool: RpcPool;
  readonly read: ReadManyBalances;
  /** The most differences that are listed. */
  readonly limit: number;
}

/** No node still has the state after this block, or the block has left the chain. */
export class StateForgotten extends Error {
  override readonly name = 'StateForgotten';
}

/** How many balances are read at a time: one call of Multicall3, or four batches. */
const asked = 400;
const atOnce = 4;

/**
 * Compares what these purses hold of each currency after the block with credited + held + unattributed +
 * unposted − swept − left + gas. Adds either all results to `found` or none. Each difference is read again by its own
 * call.
 *
 * Throws `StateForgotten`, and `rpc_unavailable` or `rpc_inconsistent` if no node works for a longer time.
 */
export async function compareBalances(
  comparing: Comparing,
  block: ComparedBlock,
  purses: readonly WatchedPurse[],
  found: Comparison,
): Promise<void> {
  const pairs = purses.flatMap(purse => found.totals.map(totals => ({ purse, totals })));
  const questions = pairs.map(({ purse, totals }) => questionOf(purse, totals.currency));
  const parts = Array.from({ length: Math.ceil(questions.length / asked) }, (_, at) =>
    questions.slice(at * asked, (at + 1) * asked),
  );
  const balances: (readonly BaseUnits[])[] = [];
  for (let from = 0; from < parts.length; from += atOnce) {
    const some = parts.slice(from, from + atOnce);
    balances.push(...(await Promise.all(some.map(part => readPart(comparing, block, part)))));
  }
  const onChain = balances.flat();
  const native = found.totals.find(({ currency }) => currency.contract === null)?.currency.code ?? null;
  const positions = await readPositions(comparing.db, block, purses, native);
  await mustBeStored(comparing.db, block);
  const compared = pairs.map(({ purse, totals }, at) => ({
    purse,
    totals,
    chain: onChain[at] ?? 0n,
    position: positions(purse, totals.currency.code),
  }));
  const differences: Difference[] = [];
  for (const pair of compared) {
    const { purse, totals } = pair;
    if (pair.chain === expectedOf(pair.position)) continue;
    if (found.differences.length + differences.length >= comparing.limit) break;
    Object.assign(pair, await lookAgain(comparing, block, purse, totals.currency));
    const expected = expectedOf(pair.position);
    if (pair.chain === expected) continue;
    differences.push({
      where: purse.shown,
      what: `the balance of ${purse.id}`,
      currency: totals.currency.code,
      expected,
      found: pair.chain,
    });
  }

  for (const { totals, chain, position } of compared) {
    for (const part of positionParts) totals[part] += position[part];
    totals.chain += chain;
  }
  found.differences.push(...differences);
  found.addresses += purses.length;
  found.balances += pairs.length;
}

const questionOf = ({ address }: WatchedPurse, { contract }: Currency): BalanceQuestion => ({
  holder: address,
  contract,
});

const positionParts = ['credited', 'held', 'unattributed', 'unposted', 'swept', 'left', 'gas'] as const;
type Parts = Readonly<Record<(typeof positionParts)[number], bigint>>;
const nothing: Parts = {
  ...{ credited: 0n, held: 0n, unattributed: 0n, unposted: 0n },
  ...{ swept: 0n, left: 0n, gas: 0n },
};

const expectedOf = ({ credited, held, unattributed, unposted, swept, left, gas }: Parts): bigint =>
  credited + held + unattributed + unposted - swept - left + gas;

async function readPositions(
  db: Db,
  block: ComparedBlock,
  purses: readonly WatchedPurse[],
  native: CurrencyCode | null,
): Promise<(purse: WatchedPurse, currency: CurrencyCode) => Parts> {
  const rows = await sumPositions(
    db,
    block,
    purses.map(({ id }) => id),
    native,
  );
  const key = (id: Position['purseId'], currency: CurrencyCode): string => `${id} ${currency}`;
  const byKey = new Map(rows.map(row => [key(row.purseId, row.currency), row]));
  return (purse, currency) => byKey.get(key(purse.id, currency)) ?? nothing;
}

function readPart(
  { pool, read }: Comparing,
  block: ComparedBlock,
  part: readonly BalanceQuestion[],
): Promise<readonly BaseUnits[]> {
  return readState(pool, rpc => read(rpc, part, block.hash));
}

/** Reads one balance again, on the chain and in the books. */
async function lookAgain(
  { db, pool }: Comparing,
  block: ComparedBlock,
  purse: WatchedPurse,
  currency: Currency,
): Promise<{ readonly chain: bigint; readonly position: Parts }> {
  const question = questionOf(purse, currency);
  const chain = await readState(pool, rpc => readBalanceOf(rpc, question, block.hash));
  const positions = await readPositions(
    db,
    block,
    [purse],
    currency.contract === null ? currency.code : null,
  );
  await mustBeStored(db, block);
  return { chain, position: positions(purse, currency.code) };
}

/** If the block has left the chain, the books that were read belong to another chain. */
async function mustBeStored(db: Db, { chainId, number, hash, final }: ComparedBlock): Promise<void> {
  if (!final && !(await isStored(db, chainId, hash, number))) throw new StateForgotten();
}

/** Asks another node if the first no longer has the state. Throws `StateForgotten` if neither has it. */
async function readState<T>(pool: RpcPool, ask: (rpc: Rpc) => Promise<T>): Promise<T> {
  let first: Rpc | undefined;
  try {
    return await patiently(pool, rpc => {
      first = rpc;
      return unlessForgotten(ask(rpc));
    });
  } catch (error) {
    if (!(error instanceof StateForgotten) || pool.size === 1) throw error;
    return withEndpoint(pool, rpc => unlessForgotten(ask(rpc)), first);
  }
}

/** A missing old state does not count against the node. */
async function unlessForgotten<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RpcRefusal && error.isOfThePast) throw new StateForgotten();
    throw error;
  }
}

/** How often a node is asked before the comparison of the network fails, and the pause between, in ms. */
const attempts = 6;
const restMs = 1000;

/** Retries, if possible with another node, while the error is a node's temporary failure. */
export async function patiently<T>(pool: RpcPool, ask: (rpc: Rpc) => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 1; ; attempt++) {
    try {
      return await withEndpoint(pool, ask);
    } catch (error) {
      // The reason why a node rests says more than the error that it rests.
      if (last === undefined || !(error instanceof RpcResting)) last = error;
      if (!isPassing(error)) throw error;
      if (attempt === attempts) throw last;
      await sleep(Math.max(restMs, error instanceof RpcResting ? error.retryAfterMs : 0));
    }
  }
}
