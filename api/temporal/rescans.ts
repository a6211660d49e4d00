import type { Client, WorkflowHandle } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { PurserError } from '../../domain/errors.ts';
import type { RescanInput, RescanResult } from '../../domain/messages.ts';
import { purseTaskQueue, rescanWorkflowId, rescanWorkflowType } from '../../domain/messages.ts';
import type { Rescans, RescanState } from '../deps.ts';
import { callUntil, isTooLate, patienceMs } from './callUntil.ts';

type RescanWorkflow = (input: RescanInput) => Promise<RescanResult>;

/** Rescans as workflows: one at a time for the same blocks, and again once it has ended. */
export function createRescans(client: Client): Rescans {
  return {
    run: async input => {
      const deadline = Date.now() + patienceMs;
      const handle = await callUntil(client, deadline, () =>
        client.workflow.start<RescanWorkflow>(rescanWorkflowType, {
          workflowId: rescanWorkflowId(input),
          taskQueue: purseTaskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: `Rescan of ${input.network}`,
        }),
      ).catch(unavailable);
      return outcomeOf(client, deadline, handle);
    },
    find: async input => {
      const deadline = Date.now() + patienceMs;
      const handle = client.workflow.getHandle<RescanWorkflow>(rescanWorkflowId(input));
      try {
        const { status } = await callUntil(client, deadline, () => handle.describe());
        if (status.name === 'RUNNING') return { status: 'running' };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        return unavailable(error);
      }
      return outcomeOf(client, deadline, handle);
    },
  };
}

/** How it ended; `running` where it has not by the deadline. */
async function outcomeOf(
  client: Client,
  deadline: number,
  handle: Pick<WorkflowHandle<RescanWorkflow>, 'result'>,
): Promise<RescanState> {
  try {
    return { status: 'completed', ...(await callUntil(client, deadline, () => handle.result())) };
  } catch (error) {
    if (isTooLate(error)) return { status: 'running' };
    if (error instanceof WorkflowFailedError) return { status: 'failed', code: codeOf(error) };
    return unavailable(error);
  }
}

function codeOf({ cause }: WorkflowFailedError): string | null {
  const inner = cause instanceof ActivityFailure ? cause.cause : cause;
  return inner instanceof ApplicationFailure ? (inner.type ?? null) : null;
}

function unavailable(cause: unknown): never {
  throw new PurserError('temporarily_unavailable', undefined, { cause });
}
