import { readSender } from '../../chain/sending/readSender.ts';
import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import type { SigningKey } from '../../chain/sending/signingKey.ts';
import { readTokenAtHead, transferCall } from '../../chain/sweeping/transferCall.ts';
import { data } from '../../chain/wireValues.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { PurseFinding } from '../../db/findings/recordPurseFindings.ts';
import { highestNonces } from '../../db/findings/recordPurseFindings.ts';
import { readLane } from '../../db/sending/readLane.ts';
import { holdsCoin } from '../../db/sweeping/purseReady.ts';
import type { PlanItem } from '../../db/sweeping/readSweepPlan.ts';
import { stopOf } from '../../domain/sending/nextSteps.ts';
import type { SkipReason } from '../../domain/sweeping/sweep.ts';
import type { TransferNetwork } from '../../domain/sweeping/signerSettings.ts';
import type { SweepSigningDeps } from './deps.ts';

export type JudgedTransfer =
  /** It would move nothing, or must not. */
  | { readonly is: 'dropped'; readonly reason: SkipReason }
  /** Somebody used the purse's key. */
  | { readonly is: 'used'; readonly finding: PurseFinding }
  /** A person must decide about the purse's lane first. */
  | { readonly is: 'stopped'; readonly detail: string }
  | { readonly is: 'due'; readonly key: SigningKey; readonly call: OutgoingCall };

type Deps = Pick<SweepSigningDeps, 'db' | 'deriver' | 'purseKeys'>;

/**
 * Whether a purse may send what its sweep is to move, by the rows, the signer's settings and the chain. No contract stands between
 * the purse and the payee, so all that the sweeper contract refuses elsewhere is refused here. In this order:
 *
 * 1. A deposit is not due any more, or its destination was disabled, or is not in the settings file: dropped.
 * 2. The key is not of the signer's seed: dropped.
 * 3. Coin of the network that is held, unattributed or not posted lies at the purse: dropped, as gas is paid from the same
 *    balance.
 * 4. The purse has code. If authorizations of it were signed, it was swept by the other method: dropped. Else somebody used
 *    its key.
 * 5. The purse's nonce is past its lane: somebody used its key.
 * 6. The purse lacks the amount and the floor: dropped. 7. The node says that the transfer would fail: dropped.
 */
export async function judgeTransfer(
  { db, deriver, purseKeys }: Deps,
  rpc: Rpc,
  network: TransferNetwork,
  item: PlanItem,
): Promise<JudgedTransfer> {
  const { chainId } = network;
  const { purseId, token, amount, floor, destination: to } = item;
  if (!item.isDue) return dropped('not_due');
  if (!item.isOpen || !network.destinations.includes(to)) return dropped('destination');
  if (!purseKeys || item.fingerprint !== deriver.fingerprint) return dropped('not_authorized');
  if (await holdsCoin(db, chainId, purseId)) return dropped('coin_must_stay');
  const key = purseKeys.keyOf(item.index);
  const purse = key.address;

  const code = data(await rpc.call('eth_getCode', [purse, 'latest']), 'code');
  // Before the lane is read: every nonce that a node knows was given away before that.
  const view = await readSender(rpc, purse);
  if (code !== '0x') {
    const wasAuthorized = (await highestNonces(db, chainId, [purse])).has(purse);
    return wasAuthorized ? dropped('code') : used(item, 'purse_code', view.latest);
  }
  const lane = await readLane(db, { chainId, sender: purse });
  if (stopOf(lane ?? { nextNonce: 0 }, view)) {
    return used(item, 'purse_nonce', Math.max(view.latest, view.pending));
  }
  if (lane?.stopped) return { is: 'stopped', detail: lane.stopped.detail };

  const balance = token === null ? view.balance : await readTokenAtHead(rpc, token, purse);
  if (balance < amount + floor) return dropped('balance');
  const call = await transferCall(rpc, { purse, token, amount, to });
  return call ? { is: 'due', key, call } : dropped('refused');
}

function dropped(reason: SkipReason): JudgedTransfer {
  return { is: 'dropped', reason };
}

function used({ purseId }: PlanItem, kind: PurseFinding['kind'], nonce: number): JudgedTransfer {
  return { is: 'used', finding: { purseId, kind, nonce } };
}
