import { readSweepReport } from '../../db/sweeping/readSweepReport.ts';
import { settleSweep } from '../../db/sweeping/settleSweep.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { SweepReport } from '../../domain/sweeping/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';

/** Brings a sweep to where its transaction is, and books it when that is final. */
export function createFollowSweep({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return ({ sweepId }: { readonly sweepId: SweepId }): Promise<SweepReport> =>
    mapErrors(async () => {
      await settleSweep(db, registry, sweepId);
      return readSweepReport(db, registry, sweepId);
    });
}
