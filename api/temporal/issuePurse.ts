import type { Client } from '@temporalio/client';
import { isGrpcServiceError, ServiceError, WithStartWorkflowOperation } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { PurserError } from '../../domain/errors.ts';
import type { PurseId } from '../../domain/ids.ts';
import type { IssuedPurse, PurseInput } from '../../domain/messages.ts';
import { issueUpdate, purseTaskQueue, purseWorkflowId, purseWorkflowType } from '../../domain/messages.ts';
import type { IssuePurse } from '../deps.ts';

/** How long a caller waits for an address, in ms: an answer within 10 s is promised. */
const deadlineMs = 8000;
const pauseMs = 250;

/**
 * Issues through the purse's workflow, by update-with-start: one call starts it, or finds it running, and waits
 * for the address. The update's id is the same for all callers of a purse, so a hundred of them are one update.
 * A caller that gives up leaves the workflow at work; the next call finds the address.
 *
 * A server that is restarting is asked again until 8 s are over. Throws `temporarily_unavailable` then, and at
 * once when Temporal or the workflow refuses.
 */
export function createIssuePurse(client: Client): IssuePurse {
  return async purseId => {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      try {
        return await client.withDeadline(deadline, () => updateWithStart(client, purseId));
      } catch (cause) {
        if (!isPassing(cause) || Date.now() + pauseMs >= deadline) {
          throw new PurserError('temporarily_unavailable', undefined, { cause });
        }
        await sleep(pauseMs);
      }
    }
  };
}

type PurseWorkflow = (input: PurseInput) => Promise<void>;

async function updateWithStart(client: Client, purseId: PurseId): Promise<IssuedPurse> {
  return client.workflow.executeUpdateWithStart<PurseWorkflow, IssuedPurse, []>(issueUpdate, {
    updateId: issueUpdate,
    startWorkflowOperation: new WithStartWorkflowOperation<PurseWorkflow>(purseWorkflowType, {
      workflowId: purseWorkflowId(purseId),
      taskQueue: purseTaskQueue,
      args: [{ purseId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: `Purse ${purseId}`,
      staticDetails:
        'Issues the deposit address, judges and settles what comes to it, and ends when its period is over.',
    }),
  });
}

/** gRPC's RESOURCE_EXHAUSTED, ABORTED and UNAVAILABLE: the same call may work in a moment. */
const passing = [8, 10, 14];

function isPassing(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && passing.includes(cause.code);
}
