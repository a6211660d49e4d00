import { readSweepReport } from '../../db/sweeping/readSweepReport.ts';
import { readSweepSend } from '../../db/sweeping/readSweepSend.ts';
import { settleSweep } from '../../db/sweeping/settleSweep.ts';
import type { FollowSweepInput, SweepReport } from '../../domain/sweeping/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';
import { mapErrors } from '../mapErrors.ts';

/** How often rows are looked at while nothing changes, and how long one answer may wait for a change, in ms. */
const everyMs = 1000;
const longestMs = 60_000;
/** Every so many looks the sweep is settled although its transaction is where it was: a deposit of it may not be due any more. */
const settledEvery = 10;

/**
 * Brings a sweep to where its transaction is, books it when that is final, and answers as soon as its status is another one
 * than the caller knows, or after a minute. A planned sweep changes by the signer alone, so the answer does not wait.
 */
export function createFollowSweep({
  db,
  registry,
  stopping,
}: Pick<ActivityDeps, 'db' | 'registry' | 'stopping'>) {
  return ({ sweepId, known }: FollowSweepInput): Promise<SweepReport> =>
    mapErrors(async () => {
      const until = performance.now() + longestMs;
      for (let look = 0; performance.now() < until && !stopping.aborted; look += 1) {
        const isDue = look % settledEvery === 0 || (await readSweepSend(db, sweepId))?.status !== known;
        const status = isDue ? await settleSweep(db, registry, sweepId) : known;
        if (status !== known || status === 'planned') break;
        await sleepUntilStopped(everyMs, stopping);
      }
      return readSweepReport(db, registry, sweepId);
    });
}
