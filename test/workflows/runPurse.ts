import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundlePath } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import type { PurseReport } from '../../domain/messages.ts';
import { searchAttributes } from '../../domain/searchAttributes.ts';
import { createRunRecorder } from '../replay/recordRuns.ts';
import type { FakePurse } from './fakePurse.ts';
import { installQuietRuntime } from './quietRuntime.ts';

export const day = 24 * 3600 * 1000;
/** temporal.api.enums.v1.IndexedValueType */
const indexedValueType = { Keyword: 2, Bool: 5 } as const;

export const { interceptor: recordsRuns, recordThrough } = createRunRecorder();

/** The time-skipping server, and the workflows as workers run them. */
export interface WorkflowServer {
  readonly environment: TestWorkflowEnvironment;
  readonly workflowBundle: WorkflowBundlePath;
}

export async function startWorkflowServer(): Promise<WorkflowServer> {
  installQuietRuntime();
  const environment = await startInTime();
  recordThrough(environment.client);
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      Object.entries(searchAttributes).map(([name, type]) => [name, indexedValueType[type]]),
    ),
  });
  return { environment, workflowBundle: { codePath: inject('workflowBundle') } };
}

/** The SDK gives the server five seconds to start, which on a busy machine it may miss: then another one is started. */
async function startInTime(tries = 5): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('timeSkippingServer') } },
      client: { interceptors: { workflow: [recordsRuns] } },
    });
  } catch (error) {
    const isLate = error instanceof Error && error.message.includes('did not start within');
    if (!isLate || tries === 1) throw error;
    return startInTime(tries - 1);
  }
}

/** Runs `story` with a worker that has the purse's activities, on a separate task queue. */
export async function withPurse(
  { environment, workflowBundle }: WorkflowServer,
  purse: FakePurse,
  story: (run: PurseRun) => Promise<void>,
): Promise<void> {
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle,
    activities: purse.activities(),
  });
  const workflowId = `purse/${purse.purseId}`;
  const { workflow } = environment.client;
  const args: [unknown] = [{ purseId: purse.purseId }];
  purse.deadline = new Date((await environment.currentTimeMs()) + 30 * day);
  const run: PurseRun = {
    workflowId,
    // In two calls: the time-skipping server has no update-with-start for a running workflow.
    issue: async () => {
      await workflow.start('purse', {
        workflowId,
        taskQueue,
        args,
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      return workflow.getHandle(workflowId).executeUpdate('issue', { updateId: randomUUID() });
    },
    decide: decision =>
      workflow
        .getHandle(workflowId)
        .executeUpdate<unknown, [unknown]>('decide', { args: [decision], updateId: randomUUID() }),
    signal: async (signal, signalArgs) => {
      await workflow.signalWithStart<(input: unknown) => Promise<void>, unknown[]>('purse', {
        workflowId,
        taskQueue,
        args,
        signal,
        signalArgs: [...signalArgs],
      });
    },
    details: async () => {
      const handle = workflow.getHandle(workflowId);
      const metadata = await handle.query<{ readonly currentDetails: string }>(
        '__temporal_workflow_metadata',
      );
      return metadata.currentDetails;
    },
    report: () => workflow.getHandle(workflowId).query<PurseReport>('status'),
    result: () => workflow.getHandle(workflowId).result(),
    status: async () => (await workflow.getHandle(workflowId).describe()).status.name,
    eventTypes: async () => {
      const history = await workflow.getHandle(workflowId).fetchHistory();
      return (history.events ?? []).map(event => String(event.eventType));
    },
  };
  try {
    await worker.runUntil(() => story(run));
  } finally {
    // A run left behind would keep the server from skipping time for the next test; so would one that ended
    // while its worker still had a task of it: the worker has completed all its work by now.
    if ((await run.status()) === 'RUNNING') await workflow.getHandle(workflowId).terminate();
  }
}

export interface PurseRun {
  readonly workflowId: string;
  issue(): Promise<unknown>;
  decide(decision: unknown): Promise<unknown>;
  signal(name: string, args: readonly unknown[]): Promise<void>;
  /** What the UI shows as Current Details. */
  details(): Promise<string>;
  report(): Promise<PurseReport>;
  result(): Promise<unknown>;
  status(): Promise<string>;
  eventTypes(): Promise<string[]>;
}

/** What the signal `depositsChanged` says of these deposits. */
export const changed = (...ids: readonly TransactionId[]) => [{ transactionIds: ids }] as const;

export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to hold within 10 s');
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Waits until a number does not change for a while. */
export async function untilStill(figure: () => Promise<number>): Promise<void> {
  for (let last = -1, now = await figure(); last !== now; now = await figure()) {
    last = now;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}
