import type { NativeConnection, WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { createAddressDeriver } from '../../chain/deriveAddress.ts';
import type { SecretBox } from '../../db/secrets/secretBox.ts';
import type { ComplianceProvider } from '../../domain/deposits/compliance.ts';
import { purseTaskQueue } from '../../domain/messages.ts';
import { scannerTaskQueue } from '../../domain/scanning/messages.ts';
import { webhookTaskQueue } from '../../domain/webhooks/messages.ts';
import type { SendWebhook } from '../../outbound/sendWebhook.ts';
import { createActivities, createWebhookActivities } from '../createActivities.ts';
import type { ActivityDeps } from '../deps.ts';
import { heartbeatEveryMs } from '../heartbeats.ts';
import { handShiftOver } from '../scanning/handShiftOver.ts';
import { createScanChain } from '../scanning/scanChain.ts';
import { deploymentOf } from './routeTasks.ts';

/** The settings of Temporal's workers, by their names in the environment. */
interface WorkerSettings {
  readonly TEMPORAL_NAMESPACE: string;
  readonly PURSER_SHUTDOWN_SECONDS: number;
  readonly PURSER_HEARTBEAT_SECONDS: number;
  readonly PURSER_CACHED_WORKFLOWS: number;
  readonly PURSER_BUILD_ID?: string | undefined;
  readonly PURSER_XPUB?: string | undefined;
}

interface WorkerParts {
  readonly does: (role: 'scanner' | 'purses' | 'dispatcher') => boolean;
  readonly chains: Omit<ActivityDeps, 'deriver' | 'provider' | 'sendWebhook'>;
  readonly provider: ComplianceProvider;
  /** Undefined in a process that dispatches no webhooks. */
  readonly secrets: SecretBox | undefined;
  readonly sendWebhook: SendWebhook;
}

/** The workers of Temporal's task queues, by the roles of this process. */
export async function createWorkers(
  settings: WorkerSettings,
  { chains, does, provider, secrets, sendWebhook }: WorkerParts,
  connection: NativeConnection,
  bundle: () => Promise<WorkflowBundleOption>,
): Promise<readonly Worker[]> {
  const heartbeatMs = settings.PURSER_HEARTBEAT_SECONDS * 1000;
  const scanChain = does('scanner') ? createScanChain(chains) : handShiftOver;
  const common = {
    connection,
    namespace: settings.TEMPORAL_NAMESPACE,
    activityTaskPollerBehavior: { type: 'autoscaling' },
    // By itself the SDK would hold heartbeats back for 80 % of their timeout.
    maxHeartbeatThrottleInterval: heartbeatEveryMs(heartbeatMs),
    // The tasks of workflows that a dead worker had cached wait for it as long.
    stickyQueueScheduleToStartTimeout: heartbeatMs,
    // Then activities are asked to end. The rest of the time is theirs to do so, and then the process ends.
    shutdownGraceTime: 0.8 * settings.PURSER_SHUTDOWN_SECONDS * 1000,
  } as const;
  const workers: Worker[] = [];
  if (does('scanner')) {
    workers.push(
      await Worker.create({
        ...common,
        taskQueue: scannerTaskQueue,
        activities: { scanChain },
        // If a process freezes, the tasks that it polled for are lost for a heartbeat's time: so it polls for
        // one.
        activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
      }),
    );
  }
  const runsWorkflows = does('purses') || does('dispatcher');
  const workflows = {
    ...common,
    ...(runsWorkflows ? { workflowBundle: await bundle() } : {}),
    // If a process freezes, the tasks that it polled for wait until they time out: so an idle one polls for
    // few.
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 2 },
  } as const;
  if (does('purses')) {
    const deriver = createAddressDeriver(settings.PURSER_XPUB ?? '');
    workers.push(
      await Worker.create({
        ...workflows,
        ...versionOf(purseTaskQueue, settings.PURSER_BUILD_ID),
        taskQueue: purseTaskQueue,
        activities: createActivities({ ...chains, deriver, provider, sendWebhook, scanChain }),
        maxCachedWorkflows: settings.PURSER_CACHED_WORKFLOWS,
      }),
    );
  }
  if (secrets) {
    workers.push(
      await Worker.create({
        ...workflows,
        ...versionOf(webhookTaskQueue, settings.PURSER_BUILD_ID),
        taskQueue: webhookTaskQueue,
        activities: createWebhookActivities({ db: chains.db, secrets, sendWebhook }),
        maxCachedWorkflows: 100,
      }),
    );
  }
  return workers;
}

/**
 * The build of a queue's workflow code. All runs go on with the current build, as a purse lives for months: pinned
 * runs would keep the workers of every release alive. The scanners' queue has no workflows, and so no builds.
 */
export function versionOf(
  taskQueue: string,
  buildId: string | undefined,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName: deploymentOf(taskQueue), buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}
