import { broadcast } from '../../chain/sending/broadcast.ts';
import { signCall } from '../../chain/sending/outgoingCall.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { SenderView } from '../../chain/sending/readSender.ts';
import { readSender } from '../../chain/sending/readSender.ts';
import { findSends } from '../../db/sending/readLane.ts';
import { readGasSpent } from '../../db/sending/readGasSpent.ts';
import type { SignedIntent } from '../../db/sending/saveAttempt.ts';
import { takeNonces } from '../../db/sending/saveAttempt.ts';
import { PurserError } from '../../domain/errors.ts';
import { chooseSends } from '../../domain/sending/chooseSends.ts';
import type { SenderDeps } from './deps.ts';
import { laneOf } from './deps.ts';
import type { LaneView } from './lookAtLane.ts';
import { lookAtLane } from './lookAtLane.ts';
import type { Asked, Sending } from './sending.ts';
import { sentAs, waits } from './sending.ts';

/** Tells what became of one that was asked for, as soon as that is known. Each is told once. */
export interface Told {
  readonly settled: (asked: Asked, sending: Sending) => void;
  readonly failed: (asked: Asked, error: unknown) => void;
}

/** Other signers of the lane may take the nonces, as often as they have something to send. */
const mostTries = 5;

/**
 * Sends calls of different intents from one lane, with one look at the node and one commit to disk, as `sendIntent` says of
 * one. One that cannot be signed or saved, such as a sweep that was canceled meanwhile, fails alone: the others are then signed
 * again without it. Throws what concerns all that are not told yet: `rpc_unavailable`, `rpc_inconsistent`, `temporarily_unavailable`
 * if the key does not answer, and what the database throws.
 */
export async function sendTogether(
  deps: SenderDeps,
  asked: readonly Asked[],
  { settled, failed }: Told,
): Promise<void> {
  // Whoever takes several sweeps takes them by id.
  let left = asked.toSorted((one, other) => (one.intent.id < other.intent.id ? -1 : 1));
  const drop = (gone: readonly Asked[]): void => {
    left = left.filter(one => !gone.includes(one));
  };
  for (let tries = 0; tries < mostTries;) {
    const known = await findSent(deps, left);
    for (const [one, sending] of known) settled(one, sending);
    drop([...known.keys()]);
    if (left.length === 0) return;

    // Before the lane is read: every nonce that a node knows was given away before that.
    const view = await readSender(deps.rpc, deps.key.address);
    const lane = await lookAtLane(deps, view);
    if ('outcome' in lane) {
      for (const one of left) settled(one, lane);
      return;
    }
    const { ready, waiting } = await choose(deps, left, lane, view);
    const signed = await signAll(deps, lane, ready, (one, error) => {
      drop([one]);
      failed(one, error);
    });
    // Without those that could not be signed there may be room for others.
    if (signed.length < ready.length) continue;
    const taken =
      signed.length === 0
        ? ({ is: 'taken' } as const)
        : await takeNonces(deps.db, laneOf(deps), lane.first, signed, deps.policy.dailyGas);
    switch (taken.is) {
      case 'taken':
        for (const [one, sending] of waiting) settled(one, sending);
        await giveAll(deps.rpc, signed);
        for (const [at, { attempt }] of signed.entries()) {
          const one = ready[at];
          if (one) settled(one, { outcome: 'sent', nonce: lane.first + at, hash: attempt.hash });
        }
        return;
      case 'changed': {
        const changed = ready.filter((_, at) => taken.places.includes(at));
        const sent = await findSent(deps, changed);
        for (const one of changed) {
          const sending = sent.get(one);
          if (sending) settled(one, sending);
          else failed(one, new PurserError('temporarily_unavailable', 'The intent was changed.'));
        }
        drop(changed);
        break;
      }
      case 'failed': {
        const one = ready[taken.place];
        if (!one) throw taken.error;
        failed(one, taken.error);
        drop([one]);
        // What fails may be the database's: it is not asked for each of them.
        tries += 1;
        break;
      }
      case 'moved':
      case 'over_daily_gas':
        tries += 1;
    }
  }
  for (const one of left) {
    failed(one, new PurserError('temporarily_unavailable', 'The lane moved on, or was paused, at each try.'));
  }
}

/**
 * In their order, as some nodes refuse a nonce that comes before its turn. If the node gives no answer, `tendLane` gives it the rest
 * later.
 */
async function giveAll(rpc: Rpc, signed: readonly SignedIntent[]): Promise<void> {
  try {
    for (const { attempt } of signed) await broadcast(rpc, attempt.raw);
  } catch (error) {
    if (!(error instanceof PurserError) || !error.retryable) throw error;
  }
}

/** What became of those that have their nonce already. */
async function findSent(deps: SenderDeps, asked: readonly Asked[]): Promise<ReadonlyMap<Asked, Sending>> {
  const intents = asked.map(({ intent }) => intent);
  const sends = intents.length === 0 ? [] : await findSends(deps.db, laneOf(deps), intents);
  const sent = new Map<Asked, Sending>();
  for (const one of asked) {
    const { kind, id } = one.intent;
    const send = sends.find(({ intent }) => intent?.kind === kind && intent.id === id);
    if (send) sent.set(one, sentAs(send));
  }
  return sent;
}

/** Those that the lane can send now, and why the others wait. */
async function choose(
  deps: SenderDeps,
  asked: readonly Asked[],
  { fees, open }: LaneView,
  { balance }: SenderView,
): Promise<{ readonly ready: readonly Asked[]; readonly waiting: ReadonlyMap<Asked, Sending> }> {
  const { inFlight, dailyGas } = deps.policy;
  const { ready, full, lacking, overGas } = chooseSends(
    asked,
    ({ intent, call }) => ({ ...call, kind: intent.kind, fees }),
    {
      ...{ inFlight, balance, openNonces: open.length },
      open: open.flatMap(send => send.attempts.at(-1) ?? []),
      gasLeft: dailyGas - (await readGasSpent(deps.db, laneOf(deps))),
    },
  );
  const waiting = new Map<Asked, Sending>();
  const nonces = String(open.length + ready.length);
  for (const one of full) waiting.set(one, waits('lane_full', `nonces that are not mined yet: ${nonces}`));
  for (const { asked: one, lacks } of lacking) {
    waiting.set(one, waits('balance_too_low', `the sender lacks ${String(lacks)} wei`));
  }
  for (const one of overGas) {
    waiting.set(one, waits('daily_gas_spent', 'it could cost more than the gas of a day has left'));
  }
  return { ready, waiting };
}

/** Signs for the next nonces; tells which could not be signed. */
async function signAll(
  { key, network }: SenderDeps,
  { first, fees }: LaneView,
  ready: readonly Asked[],
  failed: Told['failed'],
): Promise<readonly SignedIntent[]> {
  const signed: SignedIntent[] = [];
  for (const one of ready) {
    const { intent, call, alongside } = one;
    const { gasLimit, value } = call;
    try {
      const bytes = await signCall(key, network.chainId, first + signed.length, call, fees);
      signed.push({ intent, attempt: { ...bytes, isEmpty: false, gasLimit, value, fees }, alongside });
    } catch (error) {
      // The key is away, and would keep the others waiting one after another.
      if (error instanceof PurserError && error.retryable) throw error;
      failed(one, error);
    }
  }
  return signed;
}
