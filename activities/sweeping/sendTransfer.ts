import type { OutgoingCall } from '../../chain/sending/outgoingCall.ts';
import { unsignedBytes } from '../../chain/sending/outgoingCall.ts';
import { readRollupFee } from '../../chain/sending/readRollupFee.ts';
import { topUpCall } from '../../chain/sweeping/transferCall.ts';
import { recordPurseFindings } from '../../db/findings/recordPurseFindings.ts';
import { readPurseGas } from '../../db/sending/purseGas.ts';
import { isPurseReady } from '../../db/sweeping/purseReady.ts';
import type { PlanItem, SweepPlan } from '../../db/sweeping/readSweepPlan.ts';
import { saveLeftOut, saveSigned } from '../../db/sweeping/saveSigned.ts';
import { countTopUps, saveTopUp, topUpId } from '../../db/sweeping/saveTopUp.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { SweepSending } from '../../domain/sweeping/messages.ts';
import { purseUnderWay } from '../../domain/sweeping/messages.ts';
import type { TransferNetwork } from '../../domain/sweeping/signerSettings.ts';
import type { SenderDeps } from '../sending/deps.ts';
import { sendIntent } from '../sending/sendIntent.ts';
import type { SweepSigningDeps } from './deps.ts';
import { judgeTransfer } from './judgeTransfer.ts';
import { waiting, whyPaused } from './waiting.ts';

/**
 * Signs and sends a planned sweep of the method `transfer`, once: the purse's own transaction, with gas that the operator's key paid to
 * it. The sweep has one item, and stays planned until the purse has signed.
 *
 * 1. A finding is open, a key of the account has paused it, or somebody used the purse's key: nothing is signed.
 * 2. The item would move nothing, or must not be moved: that is saved.
 * 3. Something of the purse is under way: it waits until that is final.
 * 4. The purse's gas does not cover the gas limit at the cap and twice what a rollup takes besides: the operator's key pays the rest,
 *    once, and the sweep waits until that is final. So a reorg of the payment never has a purse pay with coins of
 *    customers, and whoever dies between the two finds the payment in the database.
 * 5. The purse signs: its nonce, its bytes, and that the sweep is sent, are saved in one transaction; then a node gets the bytes.
 *
 * Throws `rpc_unavailable`, `rpc_inconsistent`, `temporarily_unavailable`.
 */
export async function sendTransfer(
  deps: SweepSigningDeps,
  sender: SenderDeps,
  network: TransferNetwork,
  { id: sweepId, items }: Pick<SweepPlan, 'items'> & { readonly id: SweepId },
): Promise<SweepSending> {
  const { db, settings } = deps;
  const { chainId } = network;
  const place = { accountId: settings.account, network: network.code, chainId };
  const paused = await whyPaused(db, settings.account, network.code);
  if (paused !== undefined) return waiting(db, sweepId, 'lane_stopped', paused);
  const [item, ...others] = items;
  if (!item || others.length > 0) {
    return waiting(
      db,
      sweepId,
      'too_many_items',
      `it has ${String(items.length)} items, and a purse sends one`,
    );
  }
  let judged = await judgeTransfer(deps, sender.rpc, network, item);
  if (judged.is === 'used') {
    const found = await recordPurseFindings(db, place, [judged.finding]);
    if (found.length > 0) {
      return waiting(db, sweepId, 'lane_stopped', `somebody used the key of a purse: ${found.join(', ')}`);
    }
    // A person has explained it, and the others of the account are swept again.
    judged = { is: 'dropped', reason: judged.finding.kind === 'purse_code' ? 'code' : 'not_authorized' };
  }
  if (judged.is === 'stopped') return waiting(db, sweepId, 'lane_stopped', judged.detail);
  const signed = { sweepId, chainId, delegate: null, authorizations: [] };
  if (judged.is === 'dropped') {
    const { position } = item;
    await saveLeftOut(db, { ...signed, included: [], dropped: [{ position, reason: judged.reason }] });
    return { outcome: 'left_out' };
  }
  const { key, call } = judged;
  const gas = await gasNeeded(sender, call);
  const { available, isUnderWay } = await readPurseGas(db, { chainId, purseId: item.purseId });
  if (isUnderWay) {
    return waiting(db, sweepId, purseUnderWay, 'what was sent from the purse, or for its gas, is not final');
  }
  if (available < gas)
    return topUp(deps, sender, { sweepId, item, purse: key.address, amount: gas - available });

  const ofPurse = { ...sender, key, purseId: item.purseId, policy: { ...sender.policy, inFlight: 1 } };
  const included = { ...signed, included: [item.position], dropped: [] };
  const sending = await sendIntent(ofPurse, { kind: 'sweep', id: sweepId }, call, async trx => {
    const isReady = await isPurseReady(trx, { chainId, purseId: item.purseId, gas });
    return isReady && saveSigned(trx, included);
  });
  if (sending.outcome === 'waiting') return waiting(db, sweepId, sending.reason, sending.detail);
  const { nonce, hash } = sending;
  deps.onSigned?.({ sweepId, network: network.code, nonce, hash });
  return { outcome: 'sent', hash };
}

/** The most that a purse's transaction may cost, in wei, however its price is raised; of a rollup's own fee twice the present one. */
async function gasNeeded({ rpc, network, policy }: SenderDeps, call: OutgoingCall): Promise<bigint> {
  const { gasLimit } = call;
  const raw = unsignedBytes(network.chainId, call, policy.cap);
  return gasLimit * policy.cap + 2n * (await readRollupFee(rpc, { raw, gasLimit }));
}

interface Lack {
  readonly sweepId: SweepId;
  readonly item: PlanItem;
  readonly purse: SenderDeps['key']['address'];
  /** Wei. */
  readonly amount: bigint;
}

/** Pays a purse for the gas of its sweep. Whoever comes second finds the first one's nonce. */
async function topUp(
  { db, settings }: SweepSigningDeps,
  sender: SenderDeps,
  { sweepId, item, purse, amount }: Lack,
): Promise<SweepSending> {
  const { chainId } = sender.network;
  const number = (await countTopUps(db, sweepId)) + 1;
  const call = await topUpCall(sender.rpc, sender.key.address, { purse, amount });
  const paid = { sweepId, number, purseId: item.purseId, chainId, amount };
  const sending = await sendIntent(
    { ...sender, accountId: settings.account },
    { kind: 'top_up', id: topUpId(paid) },
    call,
    trx => saveTopUp(trx, paid),
  );
  return sending.outcome === 'sent'
    ? waiting(db, sweepId, purseUnderWay, `${sending.hash} pays for the purse’s gas, and is not final`)
    : waiting(db, sweepId, sending.reason, sending.detail);
}
