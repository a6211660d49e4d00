import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { SweepObstacle } from '../../chain/sweeping/inspectSweeper.ts';
import { findSweepObstacle } from '../../chain/sweeping/inspectSweeper.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import { sweepCall } from '../../chain/sweeping/sweepCall.ts';
import type { AuthorizationBox } from '../../db/authorizations/sealAuthorization.ts';
import { recordPurseFindings } from '../../db/findings/recordPurseFindings.ts';
import type { SweepPlan } from '../../db/sweeping/readSweepPlan.ts';
import { readSweepPlan } from '../../db/sweeping/readSweepPlan.ts';
import { saveLeftOut, saveSigned } from '../../db/sweeping/saveSigned.ts';
import type { Address } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { SweepSending } from '../../domain/sweeping/messages.ts';
import type { DelegatedNetwork } from '../../domain/sweeping/signerSettings.ts';
import { mostBatchItems } from '../../domain/sweeping/sweepPolicy.ts';
import { mapErrors } from '../mapErrors.ts';
import type { SenderDeps } from '../sending/deps.ts';
import { sendIntent } from '../sending/sendIntent.ts';
import type { SweepSigningDeps } from './deps.ts';
import { judgeItems } from './judgeItems.ts';
import { sendTransfer } from './sendTransfer.ts';
import { waiting, whyPaused } from './waiting.ts';

/**
 * Signs and sends a planned sweep, once. It does not trust the rows: it derives each purse's address from the extended
 * public key and the sweeper's from the settings, and the contract decides where coins may go. False rows can therefore
 * do no worse than sweep early to an active destination of the account: also what another account's purse has, if its
 * authorization for this account's delegate was imported, as one seed has the purses of all accounts. Where there is no sweeper,
 * each purse sends by itself: `sendTransfer`.
 *
 * 1. It has a nonce, or has ended: nothing is done.
 * 2. Sending is paused, or the sweeper would refuse the whole batch: it waits, without a nonce.
 * 3. Each item is judged by the rows and the chain. What would move nothing is left out, and told. If somebody used a purse's
 *    key, that is a finding, and nothing is signed for the account on any network.
 * 4. Nothing is left: that is saved. 5. Gas, a price or a person is missing: it waits, without a nonce.
 * 6. Nonce, bytes, and which items are in it, are saved in one transaction; then a node gets the bytes.
 *
 * Throws `rpc_unavailable`, `rpc_inconsistent`, `temporarily_unavailable`.
 */
export function createSendSweep(deps: SweepSigningDeps) {
  return ({ sweepId }: { readonly sweepId: SweepId }): Promise<SweepSending> =>
    mapErrors(async () => {
      const plan = await readSweepPlan(deps.db, sweepId);
      if (plan?.status !== 'planned') return { outcome: 'ended' };
      const network = deps.settings.networks.find(({ code }) => code === plan.network);
      const sender = deps.senders.find(one => one.network.code === plan.network);
      const isOurs = plan.accountId === deps.settings.account && network?.chainId === plan.chainId;
      const { box } = deps;
      const isReady = network?.method === 'transfer' || box !== undefined;
      if (!isOurs || !sender || !isReady || network.method !== plan.method) {
        return waiting(
          deps.db,
          sweepId,
          'not_of_this_signer',
          `its settings have no ${plan.network} of this account with the method ${plan.method}`,
        );
      }
      const { nodes, purseKeys: _keys, ...of } = sender;
      return nodes.ask(rpc => {
        const planned = { ...plan, id: sweepId };
        if (network.method === 'transfer') return sendTransfer(deps, { ...of, rpc }, network, planned);
        if (!box) throw new Error('the signer has no key of authorizations');
        return send({ ...deps, box }, { ...of, rpc }, network, planned);
      });
    });
}

async function send(
  deps: SweepSigningDeps & { readonly box: AuthorizationBox },
  sender: SenderDeps & { readonly rpc: Rpc },
  network: DelegatedNetwork,
  { id: sweepId, items }: Pick<SweepPlan, 'items'> & { readonly id: SweepId },
): Promise<SweepSending> {
  const { db, settings } = deps;
  const { chainId, owner, delaySeconds } = network;
  const { sweeper, delegate } = sweeperDeployment({
    account: settings.account,
    owner,
    chainId,
    delaySeconds,
  });
  const place = { accountId: settings.account, network: network.code, chainId };
  const paused = await whyPaused(db, settings.account, network.code);
  if (paused !== undefined) return waiting(db, sweepId, 'lane_stopped', paused);
  const obstacle = await findSweepObstacle(sender.rpc, sweeper, sender.key.address);
  if (obstacle) return waiting(db, sweepId, obstacle, detailOf[obstacle](sweeper));
  // Its transaction would need more gas than any block takes, and its nonce would stop all later ones.
  if (items.length > mostBatchItems) {
    const detail = `it has ${String(items.length)} items, and a transaction takes ${String(mostBatchItems)}`;
    return waiting(db, sweepId, 'too_many_items', detail);
  }
  const judged = await judgeItems(deps, sender.rpc, { chainId, sweeper, delegate }, items);
  const { usedKeys, included, dropped, authorizations } = judged;
  const found = await recordPurseFindings(db, place, usedKeys);
  if (found.length > 0) {
    return waiting(db, sweepId, 'lane_stopped', `somebody used the key of a purse: ${found.join(', ')}`);
  }
  const signed = {
    ...{ sweepId, chainId, delegate, dropped },
    included: included.map(({ position }) => position),
    authorizations: authorizations.map(({ authority, nonce }) => ({ authority, nonce })),
  };
  if (included.length === 0) {
    await saveLeftOut(db, signed);
    return { outcome: 'left_out' };
  }
  const call = sweepCall(
    sweeper,
    included,
    authorizations.map(({ authorization }) => authorization),
  );
  const sending = await sendIntent(sender, { kind: 'sweep', id: sweepId }, call, trx =>
    saveSigned(trx, signed),
  );
  if (sending.outcome === 'sent') {
    const { nonce, hash } = sending;
    deps.onSigned?.({ sweepId, network: network.code, nonce, hash });
    return { outcome: 'sent', hash };
  }
  return waiting(db, sweepId, sending.reason, sending.detail);
}

const detailOf: Readonly<Record<SweepObstacle, (sweeper: Address) => string>> = {
  sweeper_not_deployed: sweeper => `there is no code at the sweeper ${sweeper}`,
  not_an_operator: sweeper => `the owner of the sweeper ${sweeper} has not added this key, or has removed it`,
  sweeper_paused: sweeper => `the sweeper ${sweeper} is paused: only its owner unpauses it`,
};
