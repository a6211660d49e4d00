import type { SenderView } from '../../chain/sending/readSender.ts';
import { knownAmong, readEmptyGas, readSender } from '../../chain/sending/readSender.ts';
import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import { callOf, emptyCall, signCall } from '../../chain/sending/outgoingCall.ts';
import type { Db } from '../../db/connect.ts';
import { readLane, readOpenSends } from '../../db/sending/readLane.ts';
import { resumeLane } from '../../db/sending/reconcileLane.ts';
import { saveBalance } from '../../db/sending/saveBalance.ts';
import { saveReplacement } from '../../db/sending/saveAttempt.ts';
import { findSweeper } from '../../db/sweepers/findSweeper.ts';
import { stopLane } from '../../db/sending/stopLane.ts';
import type { Fees } from '../../domain/sending/fees.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { Lane, LaneId, LaneStop, Send } from '../../domain/sending/lane.ts';
import type { LaneStep } from '../../domain/sending/nextSteps.ts';
import { nextSteps } from '../../domain/sending/nextSteps.ts';
import { beginLane } from './beginLane.ts';
import type { SenderDeps } from './deps.ts';
import { laneOf } from './deps.ts';
import { giveToNode } from './giveToNode.ts';

/** What was done, for logs and metrics. `purseId`: to the lane of a purse. */
export type Tended = TendedLane & { readonly purseId?: PurseId };

type TendedLane =
  | { readonly did: 'stop'; readonly stop: LaneStop }
  /** `refused`: why the node does not have it; null if it has. */
  | {
      readonly did: 'broadcast' | 'replace' | 'fill';
      readonly nonce: number;
      readonly refused: string | null;
    };

/**
 * Looks at a lane once, and does what it needs: `nextSteps` says what that is. May be called at any time and by several
 * processes: a nonce gets one next attempt. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function tendLane(deps: SenderDeps): Promise<readonly Tended[]> {
  const { db, rpc, key, policy, now = () => new Date() } = deps;
  const id = laneOf(deps);
  // Before the lane is read: every nonce that a node knows was given away before that.
  const view = await readSender(rpc, key.address);
  const found = (await readLane(db, id)) ?? (await beginIfDeployed(deps, id, view));
  if (!found) return [];
  await saveBalance(db, id, view.balance);
  const lane = found.stopped ? await reopened(db, found, view) : found;
  const open = await readOpenSends(db, id);
  const newest = open
    .filter(({ nonce, status }) => status === 'sent' && nonce >= view.latest)
    .flatMap(({ attempts }) => attempts.at(-1)?.hash ?? []);
  const known = await knownAmong(rpc, newest);
  const tended: Tended[] = [];
  for (const step of nextSteps(lane, open, { ...view, known }, policy, now())) {
    const did = await take(deps, step);
    if (did) tended.push(did);
  }
  return tended;
}

/**
 * The lane of a key that is new: whoever looks at the newest lane then sees that it is open. The deployment of the contracts is
 * sent before there is one.
 */
async function beginIfDeployed(deps: SenderDeps, id: LaneId, view: SenderView): Promise<Lane | undefined> {
  const sweeper = await findSweeper(deps.db, deps.accountId, deps.network.code);
  return sweeper && beginLane(deps, id, view);
}

/** A lane that findings stopped goes on when a person has resolved the last of them. The others wait for a command. */
async function reopened(db: Db, lane: Lane, { latest }: SenderView): Promise<Lane> {
  if (lane.stopped?.code !== 'unexplained_outflow') return lane;
  const resumed = await resumeLane(db, lane, latest);
  return resumed === 'resumed' ? ((await readLane(db, lane)) ?? lane) : lane;
}

/** Undefined if another process was faster, or the gas of a day is spent. */
async function take(deps: SenderDeps, step: LaneStep): Promise<Tended | undefined> {
  const { db, rpc } = deps;
  switch (step.do) {
    case 'stop': {
      const stopped = await stopLane(db, laneOf(deps), step.stop);
      return stopped ? { did: 'stop', stop: step.stop } : undefined;
    }
    case 'broadcast': {
      return { did: 'broadcast', nonce: step.nonce, refused: await giveToNode(rpc, step.attempt.raw) };
    }
    case 'replace': {
      const { send, fees, empty } = step;
      const call = empty ? await emptyCallOf(deps) : callOf(send.attempts.at(-1)?.raw ?? '');
      return replace(deps, send, { call, fees, isEmpty: empty });
    }
    case 'fill': {
      const filled: Pick<Send, 'nonce' | 'attempts'> = { nonce: step.nonce, attempts: [] };
      return replace(deps, filled, { call: await emptyCallOf(deps), fees: step.fees, isEmpty: true });
    }
  }
}

async function emptyCallOf({ rpc, key }: SenderDeps): Promise<OutgoingCall> {
  return emptyCall(key.address, await readEmptyGas(rpc, key.address));
}

async function replace(
  { db, rpc, key, network, policy }: SenderDeps,
  { nonce, attempts }: Pick<Send, 'nonce' | 'attempts'>,
  by: { readonly call: OutgoingCall; readonly fees: Fees; readonly isEmpty: boolean },
): Promise<Tended | undefined> {
  const { call, fees, isEmpty } = by;
  const signed = await signCall(key, network.chainId, nonce, call, fees);
  const { gasLimit, value } = call;
  const id = laneOf({ network, key });
  const attempt = { ...signed, isEmpty, gasLimit, value, fees };
  const isSaved = await saveReplacement(db, id, { nonce, after: attempts.length }, attempt, policy.dailyGas);
  if (!isSaved) return undefined;
  const refused = await giveToNode(rpc, signed.raw);
  return { did: attempts.length === 0 ? 'fill' : 'replace', nonce, refused };
}
