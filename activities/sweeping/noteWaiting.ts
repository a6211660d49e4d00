import { saveWaiting } from '../../db/sweeping/saveWaiting.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';

/** Saves why the signer did not answer: what the signer itself says it saves. */
export function createNoteWaiting({ db }: Pick<ActivityDeps, 'db'>) {
  return ({
    sweepId,
    ...why
  }: {
    readonly sweepId: SweepId;
    readonly reason: string;
    readonly detail: string;
  }): Promise<void> => mapErrors(async () => void (await saveWaiting(db, sweepId, why)));
}
