import type { CrashPoint } from './crashPoint.ts';
import { before } from './place.ts';
import { booked, given, mined, onDisk, sends, written } from './sendingPlaces.ts';

const worker = { part: 'worker', story: 'transferred' } as const;
const signer = { part: 'signer', story: 'transferred' } as const;
const sendTransfer = { ...signer, file: 'activities/sweeping/sendTransfer.ts' } as const;
const ofGas = sends('top_up');
const ofPurse = sends('sweep');
const sweepIsMined =
  "(await trx.selectFrom('sends').select('nonce').where('intent_kind', '=', 'sweep').where('status', '=', 'mined').execute()).length > 0";

/** The boundaries that a sweep has where its purse sends by itself, besides those of `sweepCrashPoints`. */
export const transferCrashPoints: readonly CrashPoint[] = [
  { ...sendTransfer, name: 'a transfer is judged', ...before('if (available < gas)') },
  { ...signer, name: 'the gas of a transfer is written, not committed', ...written(ofGas) },
  { ...signer, name: 'the gas of a transfer is signed and on disk', ...onDisk(ofGas) },
  { ...signer, name: 'a node has the gas of a transfer', ...given(ofGas) },
  { ...worker, name: 'the gas of a transfer is mined, not committed', ...mined() },
  { ...sendTransfer, name: 'the gas of a transfer is final', ...before('const ofPurse = { ...sender, key,') },
  { ...signer, name: 'a transfer is written, not committed', ...written(ofPurse) },
  { ...signer, name: 'a transfer is signed and on disk', ...onDisk(ofPurse) },
  { ...signer, name: 'a node has the bytes of a transfer', ...given(ofPurse) },
  { ...worker, name: 'a transfer is mined, not committed', ...mined(sweepIsMined) },
  { ...worker, name: 'a transfer is booked, not committed', ...booked },
];
