import type { Db } from '../db/connect.ts';
import { claimRescan, releaseRescan } from '../db/rescans/claimRescan.ts';
import { rescanWorkflowId } from '../domain/scanning/messages.ts';
import type { Rescans } from './deps.ts';

/**
 * Rescans: an account runs one at a time, a network two, whatever number of APIs there are. The worker renews
 * the claim while it reads, and lets go of it at the end. What could not be begun makes room at once: should it have begun
 * all the same, the worker claims its place for itself. Throws `too_many_rescans`.
 */
export function limitRescans(rescans: Rescans, db: Db): Rescans {
  return {
    ...rescans,
    run: async (input, accountId) => {
      const { network } = input;
      const workflowId = rescanWorkflowId(input);
      const lease = await claimRescan(db, { network, workflowId, accountId });
      try {
        return await rescans.run({ ...input, accountId }, accountId);
      } catch (error) {
        if (lease !== null) await releaseRescan(db, workflowId, lease);
        throw error;
      }
    },
  };
}
