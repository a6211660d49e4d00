import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { PurserError } from '../../domain/errors.ts';
import type { CustomerId, PurseId } from '../../domain/ids.ts';
import type { IssuedPurse, PurseInput } from '../../domain/messages.ts';
import {
  issueUpdate,
  purseSummary,
  purseTaskQueue,
  purseWorkflowId,
  purseWorkflowType,
  workflowTaskTimeoutMs,
} from '../../domain/messages.ts';
import type { IssuePurse } from '../deps.ts';
import { callUntil, patienceMs } from './callUntil.ts';

/**
 * Issues an address through the purse's workflow, by update-with-start: one call starts the workflow, or
 * finds it running, and waits for the address. All callers of a purse share one update id, so a hundred of
 * them make one update. A caller that gives up leaves the workflow running. The next call finds the address.
 *
 * Calls are retried for 8 s while the server restarts. Throws `temporarily_unavailable` after that, and at
 * once if Temporal or the workflow refuses.
 */
export function createIssuePurse(client: Client): IssuePurse {
  return async (purseId, customerId) => {
    try {
      return await callUntil(client, Date.now() + patienceMs, () =>
        updateWithStart(client, purseId, customerId),
      );
    } catch (cause) {
      throw new PurserError('temporarily_unavailable', undefined, { cause });
    }
  };
}

type PurseWorkflow = (input: PurseInput) => Promise<void>;

async function updateWithStart(
  client: Client,
  purseId: PurseId,
  customerId: CustomerId,
): Promise<IssuedPurse> {
  return client.workflow.executeUpdateWithStart<PurseWorkflow, IssuedPurse, []>(issueUpdate, {
    updateId: issueUpdate,
    startWorkflowOperation: new WithStartWorkflowOperation<PurseWorkflow>(purseWorkflowType, {
      workflowId: purseWorkflowId(purseId),
      taskQueue: purseTaskQueue,
      workflowTaskTimeout: workflowTaskTimeoutMs,
      args: [{ purseId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: purseSummary(purseId, { customerId, address: null }),
      staticDetails:
        'Issues the deposit address, judges and settles what comes to it, and ends when its period is over.',
    }),
  });
}
