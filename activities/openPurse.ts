import { issueAddress } from '../db/issueAddress.ts';
import { unfinishedDeposits, viewPurse } from '../db/viewPurse.ts';
import type { OpenedPurse, PurseInput } from '../domain/messages.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';

/** Loads the purse for a run of its workflow, issuing its address when it has none yet. Idempotent. */
export function createOpenPurse({
  db,
  deriver,
  provider,
}: Pick<ActivityDeps, 'db' | 'deriver' | 'provider'>) {
  return ({ purseId }: PurseInput): Promise<OpenedPurse> =>
    mapErrors(async () => {
      await issueAddress(db, deriver, purseId);
      return {
        purse: await viewPurse(db, purseId),
        unfinished: await unfinishedDeposits(db, purseId),
        screening: provider.kind,
      };
    });
}
