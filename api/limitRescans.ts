import type { Db } from '../db/connect.ts';
import { claimRescan, releaseRescan } from '../db/rescans/claimRescan.ts';
import { rescanWorkflowId } from '../domain/scanning/messages.ts';
import type { Rescans } from './deps.ts';

/**
 * Limits rescans, however many APIs there are: an account runs one at a time. A network runs two, and
 * keeps one place for operators. The worker renews the claim while it reads, and releases it at the end. A rescan that could
 * not be begun frees its place at once. If it began all the same, the worker claims a place for itself.
 * Throws `too_many_rescans`.
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
