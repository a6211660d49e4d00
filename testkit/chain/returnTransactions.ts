import type { Branch } from './branch.ts';
import type { Step } from './journal.ts';
import { RpcError } from './rpc/rpcError.ts';

interface Plan {
  readonly blocks: number;
  readonly drop?: readonly string[] | undefined;
  readonly keep?: readonly string[] | undefined;
  readonly withhold?: boolean | undefined;
  /** The twin's pool is already right. The old branch's transactions are added to it. */
  readonly restore?: boolean;
}

type Call = Extract<Step, { call: string }>;

/** Steps that belong to the blocks that left, or to the state of the old node. */
const leftBehind = new Set([
  'evm_snapshot',
  'evm_revert',
  'evm_setNextBlockTimestamp',
  // The old node does not know a dropped transaction, so it does not return anyway.
  'hardhat_dropTransaction',
]);

/**
 * Puts the transactions of the blocks that left, and the pending ones, into the twin's pool, as a real node
 * does, and mines the new blocks. A transaction that the new chain refuses is lost. Other changes since the
 * fork, such as a balance that was set, apply to the new chain from the fork on.
 */
export async function returnTransactions(
  old: Branch,
  twin: Branch,
  sharedSteps: number,
  plan: Plan,
): Promise<void> {
  const fork = twin.head.number;
  const returns = async (hash: string): Promise<boolean> => {
    const known = (await old.node.request('eth_getTransactionByHash', [hash])) as {
      readonly blockNumber: string | null;
    } | null;
    if (known === null || plan.drop?.includes(hash)) return false;
    const orphaned = known.blockNumber !== null && Number(known.blockNumber) > fork;
    return !orphaned || plan.keep === undefined || plan.keep.includes(hash);
  };

  // Transactions that were pending at the fork are already in the twin's pool.
  const pool = await twin.node.request('eth_pendingTransactions', []);
  const waiting = plan.restore ? [] : (pool as readonly { readonly hash: string }[]);
  const withheld = new Set<unknown>();
  for (const { hash } of waiting) {
    const stay = await returns(hash);
    if (stay && plan.withhold !== true) continue;
    await take(twin, 'hardhat_dropTransaction', [hash]);
    if (stay) withheld.add(hash);
  }
  const again = callsOf(old.steps.slice(0, sharedSteps)).filter(
    step => isSend(step) && withheld.has(step.result),
  );
  for (const step of callsOf(old.steps.slice(sharedSteps))) {
    if (leftBehind.has(step.call)) continue;
    if (!isSend(step)) await take(twin, step.call, step.params);
    else if (await returns(String(step.result))) again.push(step);
  }

  const sendAgain = async (): Promise<void> => {
    for (const { call, params } of again) await take(twin, call, params);
  };
  if (plan.withhold !== true) await sendAgain();
  for (let mined = 0; mined < plan.blocks; mined++) twin.took(await twin.mine(twin.clock.now));
  if (plan.withhold === true) await sendAgain();
}

function callsOf(steps: readonly Step[]): Call[] {
  return steps.filter(step => 'call' in step);
}

function isSend({ call }: Call): boolean {
  return call.startsWith('eth_send');
}

/** Repeats a step of the old branch on the twin; false if the twin refuses it. */
async function take(twin: Branch, call: string, params: readonly unknown[]): Promise<boolean> {
  try {
    const result = await twin.apply(call, params);
    if (result === false) return false;
    twin.took({ call, params: [...params], result });
    return true;
  } catch (error) {
    if (error instanceof RpcError) return false;
    throw error;
  }
}
