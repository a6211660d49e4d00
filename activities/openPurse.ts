import { issueAddress } from '../db/purses/issueAddress.ts';
import { unfinishedDeposits, viewPurse } from '../db/purses/viewPurse.ts';
import type { OpenedPurse, OpenInput } from '../domain/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';

/** Temporal takes no payload over 2 MB, and a deposit takes 70 bytes. */
const loadedAtOnce = 2000;

/** Loads the purse for a run of its workflow, and issues its address if it has none. Idempotent. */
export function createOpenPurse({
  db,
  deriver,
  provider,
}: Pick<ActivityDeps, 'db' | 'deriver' | 'provider'>) {
  return ({ purseId, after }: OpenInput): Promise<OpenedPurse> =>
    mapErrors(async () => {
      await issueAddress(db, deriver, purseId);
      const unfinished = await unfinishedDeposits(db, purseId, { after, limit: loadedAtOnce });
      return {
        purse: await viewPurse(db, purseId),
        unfinished,
        ...(unfinished.length === loadedAtOnce ? { more: unfinished.at(-1)?.transactionId } : {}),
        screening: provider.kind,
      };
    });
}
