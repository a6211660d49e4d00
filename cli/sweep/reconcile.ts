import type { MatchedSweep } from '../../activities/sweeping/matchSweep.ts';
import { matchSweep } from '../../activities/sweeping/matchSweep.ts';
import { createAddressDeriver } from '../../chain/deriveAddress.ts';
import { sweeperDeployment } from '../../chain/sweeping/sweeperDeployment.ts';
import type { Db } from '../../db/connect.ts';
import { matchUnknown } from '../../db/sending/reconcileLane.ts';
import type { TxHash } from '../../domain/address.ts';
import { parseTxHash } from '../../domain/address.ts';
import { parseId } from '../../domain/ids.ts';
import type { Intent, LaneId } from '../../domain/sending/lane.ts';
import { intentKinds } from '../../domain/sending/lane.ts';
import type { SignerNetwork, SignerSettings } from '../../domain/sweeping/signerSettings.ts';
import { oneOf } from '../options.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { identityOf, laneIn, networkIn, openNode, withSigner } from './signerContext.ts';

const usage = `Says what an unknown transaction of the operator's key, or of a purse that sends by itself, was: npm run sweep -- lanes lists them.

  npm run sweep -- reconcile --network CODE --transaction 0x… --intent KIND:ID --reason TEXT [--purse 0x…]

  --network      a network of PURSER_SIGNER_SETTINGS
  --transaction  the hash of the transaction; its block must be final
  --intent       what it was for: ${intentKinds.join(', ')} and its id, as payout:pyo_…; or none
  --reason       how you know; it is saved
  --purse        the purse whose transaction it is; absent: it is the operator's

What is matched to an intent is not sent again. A sweep must still be planned: the transaction says which of its items it moved, and
they are booked. The lane stays stopped: npm run sweep -- resume opens it.
`;
const run = 'npm run sweep -- reconcile';

const options = {
  network: { type: 'string' },
  transaction: { type: 'string' },
  intent: { type: 'string' },
  reason: { type: 'string' },
  purse: { type: 'string' },
} as const;

const refusals: Readonly<Record<Exclude<MatchedSweep, 'matched'>, string>> = {
  not_unknown: 'the scanner has seen no such transaction of this key, or it is matched already',
  not_final: 'its block is not final yet: a reorg may still put another transaction in its place',
  intent_is_sent: 'the intent has another nonce',
  intent_is_over:
    'the intent is over, or a finding of this transaction was resolved as coins that left otherwise',
  other_sweep: 'no sweep with this id is planned on this network, or the transaction moves something else',
};

/** Returns what to print. */
export async function reconcile(args: readonly string[]): Promise<string> {
  const { values } = readArgs({ run, usage, options, args });
  const hash = parseTxHash(values.transaction ?? '');
  if (!hash) throw new UsageError(`--transaction 0x… is required\n${moreOf(run)}`);
  const intent = intentIn(values.intent);
  const reason = values.reason?.trim() ?? '';
  if (reason === '') throw new UsageError(`--reason is required\n${moreOf(run)}`);
  return withSigner(async (settings, db) => {
    const network = networkIn(settings, values.network);
    const lane = laneIn(network, values.purse);
    const matched =
      intent?.kind === 'sweep'
        ? await matchPlanned(settings, db, network, lane, { id: intent.id, hash, reason })
        : await matchUnknown(db, lane, { hash, intent, reason });
    if (matched !== 'matched') throw new Error(`${hash} is not matched: ${refusals[matched]}`);
    return `${hash} is ${intent ? `${intent.kind}:${intent.id}` : 'none of ours'}.`;
  });
}

/** A sweep's transaction says itself which items it moved. */
async function matchPlanned(
  settings: SignerSettings,
  db: Db,
  network: SignerNetwork,
  lane: LaneId,
  { id, hash, reason }: { readonly id: string; readonly hash: TxHash; readonly reason: string },
): Promise<MatchedSweep> {
  const sweepId = parseId('swp', id);
  if (!sweepId) return 'other_sweep';
  const sweeper =
    network.method === 'delegated' ? sweeperDeployment(identityOf(settings, network)).sweeper : null;
  const deps = { db, rpc: await openNode(network), deriver: createAddressDeriver(settings.xpub), sweeper };
  return matchSweep(deps, lane, { sweepId, hash, reason });
}

function intentIn(text: string | undefined): Intent | null {
  if (text === 'none') return null;
  const [kind = '', id = ''] = text?.split(':') ?? [];
  if (text === undefined || id === '')
    throw new UsageError(`--intent KIND:ID, or none, is required\n${moreOf(run)}`);
  return { kind: oneOf('the kind of --intent', intentKinds, kind), id };
}
