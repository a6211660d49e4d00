import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { Listed } from '../../chain/transfers.ts';
import type { BlockHash } from '../../domain/address.ts';
import { ofEndpoint, PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { Heights } from '../../domain/scanning/finality.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import type { ActivityDeps } from '../deps.ts';
import type { NodeTroubleKind } from '../nodes/lookAtNodes.ts';
import type { BackgroundRun } from './backgroundRun.ts';
import type { ReadAhead } from './readAhead.ts';

/**
 * `lasts`: the trouble goes on, and is reported once while it does. `kind`: one of the kinds that nodes have.
 */
export type OnTrouble = (
  error: PurserError,
  options?: { readonly lasts?: boolean; readonly kind?: NodeTroubleKind },
) => void;

export type ScanDeps = Pick<ActivityDeps, 'db' | 'registry' | 'checksum'>;

/** A node's heights, when they were asked for by this process's clock, and by the database's. */
export interface HeightsAsked {
  readonly at: number;
  readonly lookedAt: Date;
  readonly heights: Heights;
}

/** What is remembered of a head that stands still. Both times are by the database's clock. */
export interface UnmovedHead {
  readonly hash: BlockHash;
  readonly since: Date;
  /** When another node was last asked whether it has the same head. */
  askedAt: Date;
}

/** The proofs of one scanner. An error that ends a run stops the walk. */
export interface Proofs {
  readonly runs: BackgroundRun;
  /** The walk is over: no further block is begun. */
  over: boolean;
}

/** One scanner at work: what it reads with, and what it remembers between steps. */
export interface Scan {
  readonly deps: ScanDeps;
  readonly network: Network;
  readonly pool: RpcPool;
  readonly listed: Listed;
  readonly ahead: ReadAhead;
  /** A block of the chain that an operator wants followed, though it forked below what was final. */
  accept: NamedBlock | null;
  /** Reports that a long step makes progress. */
  readonly progress: () => void;
  /** Reports passing troubles to operators: a node that contradicts itself, a proof that waits. */
  readonly onTrouble: OnTrouble;
  /** The node's heights as last asked; they serve while the walk is behind them. */
  heights: HeightsAsked | undefined;
  /** The head that the scanner stands at, once it has looked there. */
  unmovedHead: UnmovedHead | undefined;
  /** The troubles that last and were reported. */
  readonly reported: Set<string>;
  /** Proofs that run beside the walk. */
  readonly proofs: Proofs;
  /** How many looks in a row found nothing new. */
  idleLooks: number;
}

/**
 * True for a node's own error, and for a row that other work locks. The scanner stays the owner and retries,
 * with another node if there is one.
 */
export function isPassing(error: unknown): error is PurserError {
  return (
    error instanceof PurserError &&
    (error.code === 'rpc_unavailable' ||
      error.code === 'rpc_inconsistent' ||
      error.code === 'temporarily_unavailable')
  );
}

/**
 * Runs work that must not stop the walk: a node's error is reported and swallowed. A refusal of old state is
 * reported once. False if the work failed.
 */
export async function besidesWalk(
  scan: Pick<Scan, 'onTrouble' | 'reported'>,
  work: Promise<void>,
): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!isPassing(error)) throw error;
    if (isRefusedState(error)) reportOnce(scan, error);
    else scan.onTrouble(error);
    return false;
  }
}

/**
 * Reports a trouble that lasts, once for as long as the scanner owns its chain or until `reported` forgets it.
 */
export function reportOnce(
  { reported, onTrouble }: Pick<Scan, 'onTrouble' | 'reported'>,
  error: PurserError,
  kind?: NodeTroubleKind,
): void {
  if (reported.has(error.message)) return;
  reported.add(error.message);
  onTrouble(error, { lasts: true, ...(kind && { kind }) });
}

/** A refusal of old data or of a state: the node is well, and may answer another call. */
export function isRefusedState(error: unknown): error is RpcRefusal {
  return error instanceof RpcRefusal && (error.isOfThePast || error.isOfState);
}

/**
 * Does a piece of work with one endpoint, so that the work never mixes two nodes. The endpoint is blamed for
 * contradictions, and for refusals of what is needed. It is not blamed for refusing old data or a state: then
 * another node is asked, unless the work must be done `apart` from one.
 */
export async function withEndpoint<T>(
  pool: RpcPool,
  work: (rpc: Rpc) => Promise<T>,
  apart?: Rpc,
): Promise<T> {
  const rpc = await pool.pick(apart);
  try {
    return await blaming(pool, rpc, work);
  } catch (error) {
    if (!isRefusedState(error) || apart !== undefined || pool.size === 1) throw error;
    const other = await pool.pick(rpc).catch(() => rpc);
    if (other === rpc) throw error;
    return blaming(pool, other, work);
  }
}

async function blaming<T>(pool: RpcPool, rpc: Rpc, work: (rpc: Rpc) => Promise<T>): Promise<T> {
  try {
    return await work(rpc);
  } catch (error) {
    const isRefused = error instanceof RpcRefusal && !isRefusedState(error);
    const isInconsistent = error instanceof PurserError && error.code === 'rpc_inconsistent';
    ofEndpoint(error, rpc.name);
    // If the work asked another endpoint too, the error may be that one's.
    const name = error instanceof PurserError ? error.endpoint : rpc.name;
    if (isRefused || isInconsistent) pool.blame(name === undefined || name === rpc.name ? rpc : { name });
    throw error;
  }
}

/** An endpoint's answer within work with another: if it contradicts itself, the error names this endpoint. */
export async function answerOf<T>(rpc: Rpc, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    ofEndpoint(error, rpc.name);
    throw error;
  }
}
