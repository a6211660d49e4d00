import type { Listed } from '../chain/transfers.ts';
import type { Rpc } from '../chain/rpc.ts';
import { RpcRefusal } from '../chain/rpc.ts';
import type { RpcPool } from '../chain/rpcPool.ts';
import type { Heights } from '../domain/finality.ts';
import { PurserError } from '../domain/errors.ts';
import type { Network } from '../domain/registry.ts';
import type { ActivityDeps } from './createActivities.ts';
import type { ReadAhead } from './readAhead.ts';

export type ScanDeps = Pick<ActivityDeps, 'db' | 'registry' | 'checksum'>;

/** One scanner at work: what it reads with, and what it remembers between steps. */
export interface Scan {
  readonly deps: ScanDeps;
  readonly network: Network;
  readonly pool: RpcPool;
  readonly listed: Listed;
  readonly ahead: ReadAhead;
  /** Go on from a fork deeper than finality, which an operator accepted. */
  acceptDeepReorg: boolean;
  /** Says that a long step gets on. */
  readonly progress: () => void;
  /** Told of what is met and passes, for operators: a node that contradicts itself, a proof that waits. */
  readonly onTrouble: (error: PurserError) => void;
  /** The node's heights as last asked; they serve while the walk is behind them. */
  heights: { readonly at: number; readonly heights: Heights } | undefined;
  /** How many looks in a row found nothing new. */
  idleLooks: number;
}

/** Errors of a node alone: the scanner stays the owner and asks again, another node where there is one. */
export function isPassing(error: unknown): error is PurserError {
  return (
    error instanceof PurserError && (error.code === 'rpc_unavailable' || error.code === 'rpc_inconsistent')
  );
}

/** Does what is not in the way of the walk: a node's trouble with it is told, and passes. */
export async function besidesWalk(
  { onTrouble }: Pick<Scan, 'onTrouble'>,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isPassing(error)) throw error;
    onTrouble(error);
  }
}

/**
 * Does a piece of work with one endpoint, so that no two nodes are mixed in it; contradictions, and refusals of
 * what is needed, are blamed on it.
 */
export async function withEndpoint<T>(
  pool: RpcPool,
  work: (rpc: Rpc) => Promise<T>,
  apart?: Rpc,
): Promise<T> {
  const rpc = await pool.pick(apart);
  try {
    return await work(rpc);
  } catch (error) {
    const refused = error instanceof RpcRefusal;
    if (refused || (error instanceof PurserError && error.code === 'rpc_inconsistent')) pool.blame(rpc);
    throw error;
  }
}
