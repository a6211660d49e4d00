import { openSweeps } from '../../db/sweeping/openSweeps.ts';
import { planSweeps } from '../../db/sweeping/planSweeps.ts';
import { sweepingAccounts } from '../../db/sweeping/sweepingAccounts.ts';
import { networkOf } from '../../domain/registry.ts';
import type { PlannedRound, PlannerInput } from '../../domain/sweeping/messages.ts';
import { sweepPolicyOf } from '../../domain/sweeping/sweepPolicy.ts';
import type { ActivityDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';

/** Plans what the policy says for each account that sweeps on a network. Several may do so at once. */
export function createPlanRound({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return ({ network }: PlannerInput): Promise<PlannedRound> =>
    mapErrors(async () => {
      for (const accountId of await sweepingAccounts(db, network)) {
        await db
          .transaction()
          .execute(trx => planSweeps(trx, registry, { accountId, network, requestedBy: null }));
      }
      const { everySeconds } = sweepPolicyOf(networkOf(registry, network));
      return { open: await openSweeps(db, network), restSeconds: everySeconds };
    });
}
