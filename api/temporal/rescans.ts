import type { Client, WorkflowHandle } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  WorkflowFailedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { errorCatalogue, PurserError } from '../../domain/errors.ts';
import { purseTaskQueue } from '../../domain/messages.ts';
import type { RescanInput, RescanResult } from '../../domain/scanning/messages.ts';
import { rescanWorkflowId, rescanWorkflowType } from '../../domain/scanning/messages.ts';
import type { Rescans, RescanState } from '../deps.ts';
import { callUntil, isTooLate, patienceMs } from './callUntil.ts';

type RescanWorkflow = (input: RescanInput) => Promise<RescanResult>;

/** Runs rescans as workflows. The same blocks have one at a time, and can have another once it has ended. */
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
      const outcome = await outcomeOf(client, deadline, handle);
      if (outcome.status !== 'running') return outcome;
      // The caller has waited, so it learns why the rescan takes so long, if the reason is available at once.
      const known = callUntil(client, Date.now() + reasonMs, () => runningState(handle));
      return known.then(state => state ?? outcome).catch(() => outcome);
    },
    find: async input => {
      const deadline = Date.now() + patienceMs;
      const handle = client.workflow.getHandle<RescanWorkflow>(rescanWorkflowId(input));
      try {
        const running = await callUntil(client, deadline, () => runningState(handle));
        if (running) return running;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        return unavailable(error);
      }
      return outcomeOf(client, deadline, handle);
    },
  };
}

const reasonMs = 1000;

/** The state of a running rescan, with the reason why its last attempt failed; undefined if it has ended. */
async function runningState(handle: Pick<WorkflowHandle, 'describe'>): Promise<RescanState | undefined> {
  const { status, raw } = await handle.describe();
  if (status.name !== 'RUNNING') return undefined;
  const failure = raw.pendingActivities?.[0]?.lastFailure;
  if (!failure) return { status: 'running' };
  return { status: 'running', reason: reasonOf(failure).reason ?? hiddenReason };
}

/** For an error that is not in the catalogue, and for a worker that went away. */
const hiddenReason = 'the last attempt failed and is retried; the worker’s log says why';

/** How the rescan ended; `running` if it has not ended by the deadline. */
async function outcomeOf(
  client: Client,
  deadline: number,
  handle: Pick<WorkflowHandle<RescanWorkflow>, 'result'>,
): Promise<RescanState> {
  try {
    return { status: 'completed', ...(await callUntil(client, deadline, () => handle.result())) };
  } catch (error) {
    if (isTooLate(error)) return { status: 'running' };
    if (error instanceof WorkflowFailedError) return { status: 'failed', ...causeOf(error) };
    return unavailable(error);
  }
}

function causeOf({ cause }: WorkflowFailedError): { code: string | null; reason?: string } {
  const inner = cause instanceof ActivityFailure ? cause.cause : cause;
  if (!(inner instanceof ApplicationFailure)) return { code: null };
  const { type, message } = inner;
  return { code: type ?? null, ...reasonOf({ message, applicationFailureInfo: { type: type ?? null } }) };
}

interface Failure {
  readonly message?: string | null;
  readonly applicationFailureInfo?: { readonly type?: string | null } | null;
}

/** The text of an error, only if it is in the catalogue: others may hold what callers must not see. */
function reasonOf(failure: Failure | null | undefined): { reason?: string } {
  const type = failure?.applicationFailureInfo?.type ?? '';
  return failure?.message && Object.hasOwn(errorCatalogue, type) ? { reason: failure.message } : {};
}

function unavailable(cause: unknown): never {
  throw new PurserError('temporarily_unavailable', undefined, { cause });
}
