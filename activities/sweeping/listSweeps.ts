import { openSweeps } from '../../db/sweeping/openSweeps.ts';
import type { OpenSweep, PlannerInput } from '../../domain/sweeping/messages.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';

/** The sweeps of a network that have not ended, whoever planned them. */
export function createListSweeps({ db }: Pick<ActivityDeps, 'db'>) {
  return ({ network }: PlannerInput): Promise<readonly OpenSweep[]> =>
    mapErrors(() => openSweeps(db, network));
}
