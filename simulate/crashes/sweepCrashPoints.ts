import type { CrashPoint } from './crashPoint.ts';
import { before } from './place.ts';
import { booked, given, mined, onDisk, written } from './sendingPlaces.ts';

const planner = { part: 'worker', story: 'swept' } as const;
const signer = { part: 'signer', story: 'swept' } as const;

/**
 * Every boundary between a credit and the entry of its sweep, in the order in which a sweep passes them. What the scanner does
 * between the broadcast and the entry it does for deposits too.
 */
export const sweepCrashPoints: readonly CrashPoint[] = [
  {
    ...{ ...planner, name: 'a sweep is planned, not committed', file: 'db/sweeping/planSweeps.ts' },
    ...before('return { sweepIds, left: leftOf(groups) };'),
  },
  {
    ...{ ...planner, name: 'a sweep is planned', file: 'activities/sweeping/planRound.ts' },
    ...before(
      'return sweepPolicyOf(network).everySeconds;',
      "(await db.selectFrom('sweeps').select('id').where('completed_at', 'is', null).execute()).length > 0",
    ),
  },
  {
    ...{ ...signer, name: 'a sweep is judged', file: 'activities/sweeping/sendSweep.ts' },
    ...before('const sending = await sendIntent('),
  },
  { ...signer, name: 'the nonce of a sweep is written, not committed', ...written() },
  { ...signer, name: 'a sweep is signed and on disk', ...onDisk() },
  { ...signer, name: 'a node has the bytes of a sweep', ...given() },
  { ...planner, name: 'a sweep is mined, not committed', ...mined() },
  { ...planner, name: 'a sweep is booked, not committed', ...booked },
  {
    ...{ ...planner, name: 'a sweep is booked', file: 'activities/sweeping/followSweep.ts' },
    ...before(
      'return readSweepReport(db, registry, sweepId);',
      "(await readSweepReport(db, registry, sweepId)).status === 'completed'",
    ),
  },
];
