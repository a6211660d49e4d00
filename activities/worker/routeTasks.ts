import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import type { Logger } from 'pino';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';
import type { Routing } from './decideRouting.ts';
import { createRoutingDecision } from './decideRouting.ts';

interface RoutingDeps {
  readonly connection: Pick<Connection, 'workflowService' | 'withDeadline'>;
  readonly namespace: string;
  readonly logger: Logger;
  /** A worker's poll lasts 60 s at most, and then it begins another. */
  readonly absentAfterMs?: number;
  /** After so long a build that the server still does not know is reported: it gets no tasks. */
  readonly unknownAfterMs?: number;
  readonly everyMs?: number;
}

/** The deployment of a task queue's workers in Temporal has the queue's own name. */
export const deploymentOf = (taskQueue: string): string => taskQueue;

const callWithinMs = 8000;
/** How soon a build that the server does not know yet is looked for again, in ms. */
const unknownMs = 500;
/** Of gRPC: what is asked for is not there; the server is too old for versioning; another call came first. */
const code = { notFound: 5, failedPrecondition: 9, unimplemented: 12 } as const;
/** temporal.api.enums.v1: `WorkerDeploymentVersionStatus`, `WorkerVersioningMode`, `TaskQueueType`. */
const [inactive, versioned, workflowTasks] = [1, 2, 1];

/**
 * Has Temporal give the tasks of a queue to workers of the right build, until `stop` is aborted. A build that
 * nobody made current gets no tasks, and neither does one whose workers were replaced by those of an older
 * release; so each worker looks after that by the rules of `createRoutingDecision`. `build` is null for a worker
 * without versioning.
 */
export async function routeTasks(
  {
    connection,
    namespace,
    logger,
    absentAfterMs = 120_000,
    unknownAfterMs = 30_000,
    everyMs = 15_000,
  }: RoutingDeps,
  taskQueue: string,
  build: string | null,
  stop: AbortSignal,
): Promise<void> {
  const decide = createRoutingDecision(absentAfterMs);
  const about = { taskQueue, build };
  /** Whom the tasks were left to, and the failures in a row: each is logged once. */
  let leftTo: string | null | undefined;
  let failures = 0;
  let isSaid = false;
  /** Since when the server does not know the build, by `performance.now()`; infinite once that was logged. */
  let unknownSince: number | undefined;
  while (!stop.aborted) {
    let restMs = everyMs;
    try {
      const routing = await connection.withDeadline(Date.now() + callWithinMs, () =>
        readRouting(connection, namespace, taskQueue, build),
      );
      const { current } = routing;
      const step = decide(routing, performance.now());
      if (step === 'wait') {
        restMs = Math.min(everyMs, unknownMs);
        unknownSince ??= performance.now();
        if (performance.now() - unknownSince >= unknownAfterMs) {
          unknownSince = Infinity;
          logger.error(about, 'Temporal does not register this build, so it gets no tasks');
        }
      } else unknownSince = undefined;
      if (step === 'leave' && leftTo !== current)
        logger.warn({ ...about, current }, 'workers of another build get the tasks; this one gets none');
      leftTo = step === 'leave' ? current : undefined;
      if (step === 'take') {
        await connection.withDeadline(Date.now() + callWithinMs, () =>
          makeCurrent(connection, namespace, taskQueue, build, routing),
        );
        logger.info({ ...about, before: current }, 'workers of this build get the tasks from now on');
      }
      failures = 0;
      isSaid = false;
    } catch (error) {
      if (build === null && isCode(error, code.unimplemented)) return;
      restMs = Math.min(everyMs, unknownMs * 4);
      failures += 1;
      // Another worker may have been faster, or a part of this one has not polled yet.
      const worthSaying = isCode(error, code.failedPrecondition) ? 5 : 1;
      if (!isSaid && failures >= worthSaying) {
        isSaid = true;
        logger.error({ ...about, error }, 'cannot find out or decide who gets the tasks, retrying');
      }
    } finally {
      await sleepUntilStopped(restMs, stop);
    }
  }
}

async function readRouting(
  { workflowService }: RoutingDeps['connection'],
  namespace: string,
  taskQueue: string,
  build: string | null,
): Promise<Routing> {
  const deploymentName = deploymentOf(taskQueue);
  const deployment = await workflowService
    .describeWorkerDeployment({ namespace, deploymentName })
    .catch((error: unknown) => {
      if (isCode(error, code.notFound)) return undefined;
      throw error;
    });
  const { versionSummaries, routingConfig } = deployment?.workerDeploymentInfo ?? {};
  const own = versionSummaries?.find(({ deploymentVersion }) => deploymentVersion?.buildId === build);
  const current = routingConfig?.currentDeploymentVersion?.buildId || null;
  return {
    current,
    isOurs: current === build,
    build: build !== null && !own ? 'unknown' : own?.status === inactive ? 'new' : 'known',
    lastPoll:
      current === build ? undefined : await lastPollOf(workflowService, namespace, taskQueue, current),
    token: deployment?.conflictToken ?? undefined,
  };
}

/** When a worker of the build last asked for workflow tasks. The server forgets it after five minutes. */
async function lastPollOf(
  workflowService: Connection['workflowService'],
  namespace: string,
  taskQueue: string,
  build: string | null,
): Promise<string | undefined> {
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: workflowTasks,
  });
  return (pollers ?? [])
    .filter(({ deploymentOptions: of }) => {
      const its = of?.workerVersioningMode === versioned ? (of.buildId ?? null) : null;
      return its === build;
    })
    .map(
      ({ lastAccessTime: at }) =>
        `${String(at?.seconds).padStart(12, '0')}.${String(at?.nanos).padStart(9, '0')}`,
    )
    .toSorted()
    .at(-1);
}

async function makeCurrent(
  { workflowService }: RoutingDeps['connection'],
  namespace: string,
  taskQueue: string,
  build: string | null,
  { token }: Routing,
): Promise<void> {
  await workflowService.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName: deploymentOf(taskQueue),
    // Empty: the workers without a build.
    buildId: build ?? '',
    // If anybody changed it since, their change stands.
    ...(token && { conflictToken: token }),
    identity: 'purser-worker',
  });
}

const isCode = (error: unknown, wanted: number): boolean =>
  isGrpcServiceError(error) && error.code === wanted;
