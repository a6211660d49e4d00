import type { Matched } from '../../db/sending/reconcileLane.ts';
import { matchUnknown } from '../../db/sending/reconcileLane.ts';
import { parseTxHash } from '../../domain/address.ts';
import type { Intent } from '../../domain/sending/lane.ts';
import { intentKinds } from '../../domain/sending/lane.ts';
import { oneOf } from '../options.ts';
import { moreOf, readArgs, UsageError } from '../readArgs.ts';
import { laneIn, networkIn, withSigner } from './signerContext.ts';

const usage = `Says what an unknown transaction of the operator's key, or of a purse that sends by itself, was: npm run sweep -- lanes lists them.

  npm run sweep -- reconcile --network CODE --transaction 0x… --intent KIND:ID --reason TEXT [--purse 0x…]

  --network      a network of PURSER_SIGNER_SETTINGS
  --transaction  the hash of the transaction; its block must be final
  --intent       what it was for: ${intentKinds.join(', ')} and its id, as payout:pyo_…; or none
  --reason       how you know; it is saved
  --purse        the purse whose transaction it is; absent: it is the operator's

What is matched to an intent is not sent again. The lane stays stopped: npm run sweep -- resume opens it.
`;
const run = 'npm run sweep -- reconcile';

const options = {
  network: { type: 'string' },
  transaction: { type: 'string' },
  intent: { type: 'string' },
  reason: { type: 'string' },
  purse: { type: 'string' },
} as const;

const refusals: Readonly<Record<Exclude<Matched, 'matched'>, string>> = {
  not_unknown: 'the scanner has seen no such transaction of this key, or it is matched already',
  not_final: 'its block is not final yet: a reorg may still put another transaction in its place',
  intent_is_sent: 'the intent has another nonce',
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
    const matched = await matchUnknown(db, laneIn(network, values.purse), { hash, intent, reason });
    if (matched !== 'matched') throw new Error(`${hash} is not matched: ${refusals[matched]}`);
    return `${hash} is ${intent ? `${intent.kind}:${intent.id}` : 'none of ours'}.`;
  });
}

function intentIn(text: string | undefined): Intent | null {
  if (text === 'none') return null;
  const [kind = '', id = ''] = text?.split(':') ?? [];
  if (text === undefined || id === '')
    throw new UsageError(`--intent KIND:ID, or none, is required\n${moreOf(run)}`);
  return { kind: oneOf('the kind of --intent', intentKinds, kind), id };
}
