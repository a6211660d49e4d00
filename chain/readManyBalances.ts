import type { BlockHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { BalanceQuestion } from './readBalances.ts';
import { balanceCall, balanceIn, readBalanceOf, tokenBalanceCall } from './readBalances.ts';
import { hasMulticall, multicall, multicallCodeHash, nativeBalanceCall } from './readMulticall.ts';
import { RpcBatchRefusal, RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';

/** Balances in one call of Multicall3. Plain tokens take about 3 million gas; geth allows 50 million. */
const mostInMulticall = 400;
/** For fewer balances a batch is no slower, and each of its answers succeeds or fails by itself. */
const leastInMulticall = 25;
/** Calls in a batch. geth takes 1,000, most providers 100 or more. */
const mostInBatch = 100;
/** Single calls at a time, if a node takes no batches. */
const atOnce = 16;

/** How to ask an endpoint for many balances, learned from what it has accepted so far. */
interface Ways {
  /** Balances in one call of Multicall3. 0: it is not deployed, or was refused. Undefined: not known yet. */
  inMulticall: number | undefined;
  /** Calls in the next batch. 1: single calls. */
  inBatch: number;
  /** The upper limit of `inBatch`. A refused size is not tried again. */
  mostInBatch: number;
}

export type ReadManyBalances = (
  rpc: Rpc,
  questions: readonly BalanceQuestion[],
  block: BlockHash,
) => Promise<readonly BaseUnits[]>;

/**
 * Makes a reader of many balances after one block. The balances are in the order of the questions. The reader
 * remembers what each endpoint takes: Multicall3 if it is deployed, else batches, else single calls. It reads
 * a balance that Multicall3 does not get by a call of its own. It throws as `readBalanceOf` does.
 *
 * `codeHash` is the code hash of Multicall3, unless a test has its own contract.
 */
export function createBalanceReader(codeHash = multicallCodeHash): ReadManyBalances {
  const known = new Map<string, Ways>();
  const waysOf = (rpc: Rpc): Ways => {
    const ways = known.get(rpc.url) ?? { inMulticall: undefined, inBatch: mostInBatch, mostInBatch };
    known.set(rpc.url, ways);
    return ways;
  };
  return async (rpc, questions, block) => {
    const ways = waysOf(rpc);
    ways.inMulticall ??= (await multicallIn(rpc, block, codeHash)) ? mostInMulticall : 0;
    const balances: BaseUnits[] = [];
    while (balances.length < questions.length) {
      const rest = questions.slice(balances.length);
      balances.push(
        ...(ways.inMulticall > 0
          ? await readByMulticall(rpc, ways, rest, block)
          : await readByBatch(rpc, ways, rest, block)),
      );
    }
    return balances;
  };
}

async function multicallIn(rpc: Rpc, block: BlockHash, codeHash: string): Promise<boolean> {
  try {
    return await hasMulticall(rpc, block, codeHash);
  } catch (error) {
    // If a node refuses `eth_getCode`, its balances are read without Multicall3.
    if (!(error instanceof RpcRefusal) || error.isOfThePast) throw error;
    return false;
  }
}

/**
 * The balances of the first few questions. None if the node refused so many; then the caller asks for fewer.
 */
async function readByMulticall(
  rpc: Rpc,
  ways: Ways,
  rest: readonly BalanceQuestion[],
  block: BlockHash,
): Promise<readonly BaseUnits[]> {
  const some = rest.slice(0, ways.inMulticall);
  let found: readonly (bigint | null)[];
  try {
    found = await multicall(
      rpc,
      block,
      some.map(({ contract, holder }) =>
        contract === null ? nativeBalanceCall(holder) : tokenBalanceCall(contract, holder),
      ),
    );
  } catch (error) {
    // The call needs too much gas, or its answer is too long, for this node.
    if (!(error instanceof RpcRefusal) || error.isOfThePast) throw error;
    const half = Math.floor(some.length / 2);
    ways.inMulticall = half < leastInMulticall ? 0 : half;
    return [];
  }
  const balances: BaseUnits[] = [];
  for (const [at, question] of some.entries()) {
    const balance = found[at] ?? null;
    balances.push(balance === null ? await readBalanceOf(rpc, question, block) : (balance as BaseUnits));
  }
  return balances;
}

async function readByBatch(
  rpc: Rpc,
  ways: Ways,
  rest: readonly BalanceQuestion[],
  block: BlockHash,
): Promise<readonly BaseUnits[]> {
  if (!rpc.batch || ways.inBatch === 1) {
    return Promise.all(rest.slice(0, atOnce).map(question => readBalanceOf(rpc, question, block)));
  }
  const some = rest.slice(0, ways.inBatch);
  try {
    const answers = await rpc.batch(some.map(question => balanceCall(question, block)));
    const balances = some.map((question, at) => {
      const answer = answers[at];
      if (!answer) throw new PurserError('rpc_inconsistent', `${rpc.name}: a batch lacks an answer`);
      if ('error' in answer) throw answer.error;
      return balanceIn(question, answer.result);
    });
    ways.inBatch = Math.min(ways.mostInBatch, ways.inBatch * 2);
    return balances;
  } catch (error) {
    const half = Math.floor(some.length / 2);
    if (error instanceof RpcBatchRefusal) {
      ways.inBatch = Math.max(1, half);
      ways.mostInBatch = ways.inBatch;
      return [];
    }
    // The batch may have been too large: the next one is smaller, and batches grow again when one is
    // answered.
    ways.inBatch = Math.max(2, half);
    throw error;
  }
}
