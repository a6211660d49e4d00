import { afterAll, beforeAll, expect, it } from 'vitest';
import { purseTaskQueue, purseWorkflowId } from '../../../domain/messages.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack({ workersEnv: { PURSER_BUILD_ID: 'v1' } });
}, 120_000);
afterAll(() => run.stop());

async function purseOf(externalId: string) {
  await run.api.post('/v1/customers', { body: { externalId } });
  return run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
}

async function credited(hash: string): Promise<void> {
  await run.network('ETHEREUM').mine(4);
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
}

async function currentBuild(): Promise<string | undefined> {
  const { versioningInfo } = await run.temporal.workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: purseTaskQueue },
    taskQueueType: 1,
  });
  return versioningInfo?.currentDeploymentVersion?.buildId ?? undefined;
}

/** The builds that worked on a purse's run, in order. */
async function buildsOf(purseId: string): Promise<readonly string[]> {
  const { events } = await run.temporal.workflow.getHandle(purseWorkflowId(purseId as never)).fetchHistory();
  const builds = (events ?? []).flatMap(event => {
    const done = event.workflowTaskCompletedEventAttributes;
    return done ? [done.deploymentVersion?.buildId ?? 'none'] : [];
  });
  return builds.filter((build, at) => build !== builds[at - 1]);
}

it('a release goes from one worker to the next: open purses move over, and an old worker changes nothing', async () => {
  const before = await purseOf('before');
  expect(await buildsOf(before.purseId)).toEqual(['v1']);
  const old = run.stack.worker();
  const next = await run.stack.startWorker({ PURSER_BUILD_ID: 'v2' });
  await eventually('v2 gets the tasks', async () => (await currentBuild()) === 'v2');
  process.kill(old.pid, 'SIGTERM');
  expect(await old.exited).toBe(0);
  await credited(await run.payTo(before.address, 'ETH', '1'));
  // The credit is in the middle of a task, which shows in the history when it ends.
  await expect.poll(() => buildsOf(before.purseId)).toEqual(['v1', 'v2']);

  await run.stack.startWorker({ PURSER_BUILD_ID: 'v1' });
  const after = await purseOf('after');
  await credited(await run.payTo(after.address, 'ETH', '1'));
  expect(await buildsOf(after.purseId)).toEqual(['v2']);
  expect(await currentBuild()).toBe('v2');
  process.kill(next.pid, 'SIGTERM');
  expect(await next.exited).toBe(0);
}, 120_000);
