import { askInGroups } from '../../chain/askInGroups.ts';
import { signCall } from '../../chain/sending/outgoingCall.ts';
import { readSender } from '../../chain/sending/readSender.ts';
import { findSends } from '../../db/sending/readLane.ts';
import type { SignedIntent, Taken } from '../../db/sending/saveAttempt.ts';
import { takeNonces } from '../../db/sending/saveAttempt.ts';
import { PurserError } from '../../domain/errors.ts';
import { chooseSends } from '../../domain/sending/chooseSends.ts';
import type { Fees } from '../../domain/sending/fees.ts';
import type { SenderDeps } from './deps.ts';
import { giveToNode } from './giveToNode.ts';
import { lookAtLane } from './lookAtLane.ts';
import type { Asked, Sending } from './sending.ts';
import { sentAs, waits } from './sending.ts';

/** Other signers of the lane may take the nonces, as often as they have something to send. */
const mostTries = 5;

/**
 * Sends calls of different intents from one lane, with one look at the node and one commit to disk, as `sendIntent` says of
 * one. Returns what became of each, in their order. One that cannot be saved, such as a sweep that was canceled meanwhile, does
 * not hinder the others: then each is sent by itself. Throws `rpc_unavailable`, `rpc_inconsistent`, and
 * `temporarily_unavailable` if others took each nonce.
 */
export async function sendTogether(
  deps: SenderDeps,
  asked: readonly Asked[],
): Promise<readonly PromiseSettledResult<Sending>[]> {
  // Whoever takes several sweeps takes them by id.
  const byId = asked.toSorted((one, other) => (one.intent.id < other.intent.id ? -1 : 1));
  const became = (await trySeveral(deps, byId)) ?? (await sendApart(deps, byId));
  return asked.map(one => became.get(one) ?? { status: 'rejected', reason: new Error('an intent was lost') });
}

type Became = ReadonlyMap<Asked, PromiseSettledResult<Sending>>;

/** Undefined if one of several hinders the others. */
async function trySeveral(deps: SenderDeps, asked: readonly Asked[]): Promise<Became | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const became = await tryOnce(deps, asked);
    if (became === 'apart') return undefined;
    if (became !== 'again') {
      return new Map([...became].map(([one, value]) => [one, { status: 'fulfilled', value }]));
    }
  }
  throw new PurserError(
    'temporarily_unavailable',
    'Other signers of the lane took each nonce, or the intent was changed.',
  );
}

async function sendApart(deps: SenderDeps, asked: readonly Asked[]): Promise<Became> {
  const became = new Map<Asked, PromiseSettledResult<Sending>>();
  for (const one of asked) {
    const [tried] = await Promise.allSettled([trySeveral(deps, [one])]);
    const settled = tried.status === 'fulfilled' ? tried.value?.get(one) : tried;
    if (settled) became.set(one, settled);
  }
  return became;
}

/** `again`: others were faster. `apart`: one of several cannot be saved, or costs more than the gas of a day. */
async function tryOnce(
  deps: SenderDeps,
  asked: readonly Asked[],
): Promise<ReadonlyMap<Asked, Sending> | 'again' | 'apart'> {
  const became = await findSent(deps, asked);
  const unsent = asked.filter(one => !became.has(one));
  if (unsent.length === 0) return became;

  // Before the lane is read: every nonce that a node knows was given away before that.
  const view = await readSender(deps.rpc, deps.key.address);
  const lane = await lookAtLane(deps, view);
  if ('outcome' in lane) return withAll(became, unsent, lane);
  const { first, fees, open } = lane;
  const { inFlight } = deps.policy;
  const { ready, full, lacking } = chooseSends(unsent, ({ call }) => ({ ...call, fees }), {
    ...{ inFlight, balance: view.balance, openNonces: open.length },
    open: open.flatMap(send => send.attempts.at(-1) ?? []),
  });
  withAll(became, full, waits('lane_full', `${String(open.length + ready.length)} nonces are not mined yet`));
  for (const { asked: one, lacks } of lacking) {
    became.set(one, waits('balance_too_low', `the sender lacks ${String(lacks)} wei`));
  }
  if (ready.length === 0) return became;

  const signed = await signAll(deps, { first, fees }, ready);
  const taken = await take(deps, first, signed);
  if (taken === 'moved') return 'again';
  if (taken !== 'taken' && ready.length > 1) return 'apart';
  if (taken === 'changed') return 'again';
  if (taken === 'over_daily_gas') {
    const detail = 'it could cost more than the gas of a day has left';
    return withAll(became, ready, waits('daily_gas_spent', detail));
  }
  await askInGroups(signed, ({ attempt }) => giveToNode(deps.rpc, attempt.raw));
  for (const [at, { attempt }] of signed.entries()) {
    const [one] = ready.slice(at);
    if (one) became.set(one, { outcome: 'sent', nonce: first + at, hash: attempt.hash });
  }
  return became;
}

/** What became of those that have their nonce already. */
async function findSent(
  { db, network, key }: SenderDeps,
  asked: readonly Asked[],
): Promise<Map<Asked, Sending>> {
  const lane = { chainId: network.chainId, sender: key.address };
  const sends = await findSends(
    db,
    lane,
    asked.map(({ intent }) => intent),
  );
  const became = new Map<Asked, Sending>();
  for (const one of asked) {
    const { kind, id } = one.intent;
    const send = sends.find(({ intent }) => intent?.kind === kind && intent.id === id);
    if (send) became.set(one, sentAs(send));
  }
  return became;
}

async function signAll(
  { key, network }: SenderDeps,
  { first, fees }: { readonly first: number; readonly fees: Fees },
  ready: readonly Asked[],
): Promise<readonly SignedIntent[]> {
  const signed: SignedIntent[] = [];
  for (const [at, { intent, call, alongside }] of ready.entries()) {
    const { gasLimit, value } = call;
    const bytes = await signCall(key, network.chainId, first + at, call, fees);
    signed.push({ intent, attempt: { ...bytes, isEmpty: false, gasLimit, value, fees }, alongside });
  }
  return signed;
}

/** `changed` also if what one of several saves cannot be saved. */
async function take(
  { db, network, key, policy }: SenderDeps,
  first: number,
  signed: readonly SignedIntent[],
): Promise<Taken> {
  const lane = { chainId: network.chainId, sender: key.address };
  try {
    return await takeNonces(db, lane, first, signed, policy.dailyGas);
  } catch (error) {
    if (signed.length > 1) return 'changed';
    throw error;
  }
}

function withAll(
  became: Map<Asked, Sending>,
  asked: readonly Asked[],
  sending: Sending,
): ReadonlyMap<Asked, Sending> {
  for (const one of asked) became.set(one, sending);
  return became;
}
