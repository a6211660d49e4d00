import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { versionOf } from '../../../activities/worker/createWorkers.ts';
import { routeTasks } from '../../../activities/worker/routeTasks.ts';
import { newId } from '../../../domain/ids.ts';
import { eventually } from '../../e2e/testStack.ts';
import { startDevServer } from '../../workflows/devServer.ts';

const absentAfterMs = 5000;
/**
 * Polls end after a second instead of a minute, so that the absence of workers shows as fast. A queue then needs to have one
 * part: a worker has two polls for four parts, and one of a second ends before it is passed on to the part that has the task.
 */
const quickSettings = [
  'matching.longPollExpirationInterval="1s"',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];
interface Server {
  readonly server: Awaited<ReturnType<typeof startDevServer>>;
  /** Of each task queue. */
  readonly parts: number;
}
let usual: Server;
let quick: Server;
beforeAll(async () => {
  const [first, second] = await Promise.all([startDevServer(), startDevServer(quickSettings)]);
  usual = { server: first, parts: 4 };
  quick = { server: second, parts: 1 };
}, 120_000);
afterAll(() => Promise.all([usual.server.stop(), quick.server.stop()]));

interface Running {
  /** The attempts that its activities began. */
  readonly began: number;
  /** Lets the activities under way end. */
  finish(): void;
  stop(): Promise<void>;
}

/** A queue with workers of builds (null: without one), and a run that waits for signals. */
function newQueue({ server, parts }: Server) {
  const { connection, nativeConnection, client } = server.environment;
  const taskQueue = randomUUID();
  const logger = pino({ level: 'silent' });

  async function start(build: string | null, holdsAttempts = false): Promise<Running> {
    const stop = new AbortController();
    const finished = Promise.withResolvers<undefined>();
    if (!holdsAttempts) finished.resolve(undefined);
    let began = 0;
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowBundle: server.workflowBundle,
      activities: {
        attemptWebhook: async () => {
          began += 1;
          await finished.promise;
          return { outcome: 'again', afterMs: 24 * 3600 * 1000 };
        },
      },
      ...versionOf(taskQueue, build ?? undefined),
      shutdownGraceTime: '10 s',
    });
    const running = Promise.all([
      worker.run(),
      routeTasks(
        { connection, namespace: 'default', logger, absentAfterMs, everyMs: 200 },
        taskQueue,
        build,
        stop.signal,
      ),
    ]);
    let ended: Promise<unknown> | undefined;
    const end = async (): Promise<void> => {
      ended ??= (async () => {
        finished.resolve(undefined);
        stop.abort();
        worker.shutdown();
        await running;
      })();
      await ended;
    };
    onTestFinished(end);
    return {
      get began() {
        return began;
      },
      finish: () => {
        finished.resolve(undefined);
      },
      stop: end,
    };
  }

  async function startRun() {
    const handle = await client.workflow.start('deliverWebhook', {
      workflowId: `webhook/${randomUUID()}`,
      taskQueue,
      args: [{ eventId: newId('evt'), endpointId: newId('whe'), afterMs: 24 * 3600 * 1000 }],
    });
    onTestFinished(async () => void (await handle.terminate()));
    const events = async () => (await handle.fetchHistory()).events ?? [];
    return {
      /** Makes its next attempt. */
      retry: () => handle.signal('retry'),
      /** How many attempts were completed, and how often one was begun again. */
      completed: async () =>
        (await events()).filter(event => event.activityTaskCompletedEventAttributes).length,
      begunAgain: async () =>
        (await events()).filter(event => (event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1).length,
      /** The build that worked on it last; null for workers without one, undefined if nobody did yet. */
      build: async () => {
        const last = (await events()).findLast(event => event.workflowTaskCompletedEventAttributes);
        return last && (last.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? null);
      },
    };
  }

  /**
   * The build whose workers get the tasks; null: those without one; undefined while the server's parts do not agree. Each
   * partition of the queue learns it by itself, for workflows and for activities.
   */
  const current = async (): Promise<string | null | undefined> => {
    const others = Array.from({ length: parts - 1 }, (_, at) => `/_sys/${taskQueue}/${String(at + 1)}`);
    const builds = await Promise.all(
      [taskQueue, ...others].flatMap(name =>
        [1, 2].map(async taskQueueType => {
          const { versioningInfo } = await connection.workflowService.describeTaskQueue({
            namespace: 'default',
            taskQueue: { name },
            taskQueueType,
          });
          return versioningInfo?.currentDeploymentVersion?.buildId ?? null;
        }),
      ),
    );
    const [first] = builds;
    return builds.every(build => build === first) ? first : undefined;
  };
  return { start, startRun, current };
}

it('a first build gets the tasks though nobody made it current, and those of runs that began without a build', async () => {
  const queue = newQueue(usual);
  const plain = await queue.start(null);
  const run = await queue.startRun();
  await run.retry();
  await eventually('an attempt is completed', async () => (await run.completed()) === 1);
  expect(await run.build()).toBe(null);

  const built = await queue.start('v1');
  await eventually('v1 is current', async () => (await queue.current()) === 'v1');
  await run.retry();
  await eventually('the second attempt is completed', async () => (await run.completed()) === 2);
  expect([plain.began, built.began]).toEqual([1, 1]);
  expect(await run.build()).toBe('v1');
}, 60_000);

it('a new build takes the tasks of open runs over, the old one ends what it has begun, and nothing is done twice', async () => {
  const queue = newQueue(usual);
  const old = await queue.start('v1', true);
  const run = await queue.startRun();
  await run.retry();
  await eventually('the attempt is under way', () => Promise.resolve(old.began === 1));

  const next = await queue.start('v2');
  await eventually('v2 is current', async () => (await queue.current()) === 'v2');
  const other = await queue.startRun();
  await other.retry();
  await eventually('the other run’s attempt is completed', async () => (await other.completed()) === 1);
  expect(await run.completed()).toBe(0);
  await old.stop();
  await eventually('an attempt is completed', async () => (await run.completed()) === 1);
  await eventually('the run goes on with v2', async () => (await run.build()) === 'v2');
  await run.retry();
  await eventually('the second attempt is completed', async () => (await run.completed()) === 2);
  expect([old.began, next.began]).toEqual([1, 2]);
  expect(await run.begunAgain()).toBe(0);
}, 60_000);

it('a worker of the replaced build that starts again gets no tasks while the current build has workers', async () => {
  const queue = newQueue(quick);
  const old = await queue.start('v1');
  await eventually('v1 is current', async () => (await queue.current()) === 'v1');
  await old.stop();
  const next = await queue.start('v2');
  await eventually('v2 is current', async () => (await queue.current()) === 'v2');

  const again = await queue.start('v1');
  await sleep(absentAfterMs + 2000);
  expect(await queue.current()).toBe('v2');
  const run = await queue.startRun();
  await run.retry();
  await eventually('an attempt is completed', async () => (await run.completed()) === 1);
  expect([next.began, again.began]).toEqual([1, 0]);
}, 60_000);

it.for([['v1'], [null]] as const)(
  'after the workers of the current build are gone, those of %s that are left go on with its runs',
  { timeout: 60_000 },
  async ([left]) => {
    const queue = newQueue(quick);
    const old = await queue.start(left);
    const run = await queue.startRun();
    await eventually('the run has begun', async () => (await run.build()) === left);
    await old.stop();
    const next = await queue.start('v2');
    await eventually('v2 is current', async () => (await queue.current()) === 'v2');
    await run.retry();
    await eventually('an attempt is completed', async () => (await run.completed()) === 1);
    await next.stop();

    const again = await queue.start(left);
    await eventually('those that are left take over', async () => (await queue.current()) === left);
    await run.retry();
    await eventually('the second attempt is completed', async () => (await run.completed()) === 2);
    expect(again.began).toBe(1);
  },
);
