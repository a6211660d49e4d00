import { z } from 'zod';
import type { Branch } from './branch.ts';
import type { CutOff } from './canonicalSteps.ts';
import type { Block } from './node.ts';
import { optionalBlock } from './node.ts';
import { returnTransactions } from './returnTransactions.ts';
import { RpcError, rpcErrorCodes } from './rpc/rpcError.ts';

const txHash = z.string().regex(/^0x[0-9a-f]{64}$/);

export const reorgSchema = z.union([
  z.strictObject({
    /** How many blocks leave the chain. */
    depth: z.number().int().min(1),
    /** How many new blocks replace them. The default is `depth` + 1. 0 makes the chain shorter. */
    blocks: z.number().int().min(0).max(10_000).optional(),
    /** Transactions that do not return, pending ones too. */
    drop: z.array(txHash).optional(),
    /** Of the transactions in the blocks that leave, only these return. */
    keep: z.array(txHash).optional(),
    /** The transactions return to the pool only after the new blocks are mined without them. */
    withhold: z.boolean().optional(),
  }),
  /** Restores, hash for hash, the blocks that the last reorg removed. */
  z.strictObject({ restore: z.literal(true) }),
]);

export type ReorgOptions = z.infer<typeof reorgSchema>;

/** What a reorg did. */
export interface Reorg {
  /** Height of the last block that both chains have. */
  readonly fork: number;
  /** The blocks that left, lowest first. */
  readonly orphaned: readonly string[];
  readonly head: { readonly number: number; readonly hash: string };
  /** The transactions of those blocks that returned: they are pending, or in the new blocks. */
  readonly returned: readonly string[];
}

/**
 * Turns `twin`, a branch at the chain's start, into the branch that replaces `old`. `sharedSteps` is the number of
 * steps that both share. Throws `RpcError` if there is nothing to reorganise.
 */
export async function reorganise(
  old: Branch,
  twin: Branch,
  options: ReorgOptions,
  cutOff: CutOff | undefined,
): Promise<Reorg & { readonly sharedSteps: number }> {
  const { sharedSteps, steps } =
    'restore' in options ? toRestore(cutOff) : { sharedSteps: sharedStepsOf(old, options), steps: [] };
  for (const step of old.steps.slice(0, sharedSteps)) await twin.replay(step);
  for (const step of steps) await twin.replay(step);
  // If the twin reused a time of the old branch, an empty block would get the hash of the block it replaces.
  twin.clock.given(old.clock.latest);

  const plan =
    'restore' in options
      ? { restore: true, blocks: 0 }
      : { ...options, blocks: options.blocks ?? options.depth + 1 };
  await returnTransactions(old, twin, sharedSteps, plan);
  const { fork, orphans } = await compareChains(old, twin);
  const left = orphans.flatMap(({ transactions }) => transactions);
  const known = await Promise.all(left.map(tx => twin.node.request('eth_getTransactionByHash', [tx])));
  const returned = left.filter((_, at) => known[at] !== null);
  const orphaned = orphans.map(orphan => orphan.hash);
  const { number, hash } = twin.head;
  return { sharedSteps, fork, orphaned, head: { number, hash }, returned };
}

function toRestore(cutOff: CutOff | undefined): CutOff {
  if (cutOff) return cutOff;
  throw new RpcError(rpcErrorCodes.invalidParams, 'no reorg has removed any block');
}

function sharedStepsOf(old: Branch, { depth }: { readonly depth: number }): number {
  const fork = old.head.number - depth;
  if (fork >= old.startHeight) return old.stepsTo(fork);
  const deepest = old.head.number - old.startHeight;
  throw new RpcError(
    rpcErrorCodes.invalidParams,
    `only the last ${String(deepest)} blocks may leave the chain`,
  );
}

/** The last block that both chains have, and the blocks above it that only `old` has, lowest first. */
async function compareChains(
  old: Branch,
  twin: Branch,
): Promise<{ readonly fork: number; readonly orphans: readonly Block[] }> {
  const orphans: Block[] = [];
  for (let height = old.head.number; ; height--) {
    const [before, now] = await Promise.all([
      optionalBlock(old.node, height),
      optionalBlock(twin.node, height),
    ]);
    if (before === null || before.hash === now?.hash) return { fork: height, orphans: orphans.toReversed() };
    orphans.push(before);
  }
}
