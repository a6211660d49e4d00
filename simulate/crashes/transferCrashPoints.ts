import type { CrashPoint } from './crashPoint.ts';
import { after, before } from './place.ts';

const worker = { part: 'worker', story: 'transferred' } as const;
const signer = { part: 'signer', story: 'transferred' } as const;
const sendTransfer = { ...signer, file: 'activities/sweeping/sendTransfer.ts' } as const;
const saveAttempt = { ...signer, file: 'db/sending/saveAttempt.ts' } as const;
const sendIntent = { ...signer, file: 'activities/sending/sendIntent.ts' } as const;
const written = "if (!(await alongside(trx))) throw new Forgotten('moved');";
const give = 'await giveToNode(rpc, signed.raw);\n      return { outcome:';
const given = "return { outcome: 'sent', nonce, hash: signed.hash };";
const ofGas = "intent?.kind === 'top_up'";
const ofPurse = "intent?.kind === 'sweep'";

/** The boundaries that a sweep has where its purse sends by itself, besides those of `sweepCrashPoints`. */
export const transferCrashPoints: readonly CrashPoint[] = [
  { ...sendTransfer, name: 'a transfer is judged', ...before('if (available < gas)') },
  { ...saveAttempt, name: 'the gas of a transfer is written, not committed', ...after(written, ofGas) },
  { ...sendIntent, name: 'the gas of a transfer is signed and on disk', ...before(give, ofGas) },
  { ...sendIntent, name: 'a node has the gas of a transfer', ...before(given, ofGas) },
  {
    ...{
      ...worker,
      name: 'the gas of a transfer is mined, not committed',
      file: 'db/scanning/commitBlock.ts',
    },
    ...after('await recordOutgoing(trx, found, found.outgoing);', 'found.outgoing.length > 0'),
  },
  {
    ...{ ...sendTransfer, name: 'the gas of a transfer is final' },
    ...before('const ofPurse = { ...sender, key,'),
  },
  { ...saveAttempt, name: 'a transfer is written, not committed', ...after(written, ofPurse) },
  { ...sendIntent, name: 'a transfer is signed and on disk', ...before(give, ofPurse) },
  { ...sendIntent, name: 'a node has the bytes of a transfer', ...before(given, ofPurse) },
  {
    ...{ ...worker, name: 'a transfer is mined, not committed', file: 'db/scanning/commitBlock.ts' },
    ...after(
      'await recordOutgoing(trx, found, found.outgoing);',
      "(await trx.selectFrom('sends').select('nonce').where('intent_kind', '=', 'sweep').where('status', '=', 'mined').execute()).length > 0",
    ),
  },
  {
    ...{ ...worker, name: 'a transfer is booked, not committed', file: 'db/sweeping/settleSweep.ts' },
    ...before('await appendEvents(trx, await sweepEvents(trx, registry, sweep.id));'),
  },
];
