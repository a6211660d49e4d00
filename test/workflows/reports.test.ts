import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities, WebhookActivities } from '../../activities/createActivities.ts';
import type { BlockHash } from '../../domain/address.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import type { ChainReport } from '../../domain/scanning/messages.ts';
import { held, needsAttention } from '../../domain/searchAttributes.ts';
import type { DeliveryReport, WebhookAttempt } from '../../domain/webhooks/messages.ts';
import { txHash } from '../db/fixtures.ts';
import type { WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

/** Runs `story` with a worker that has only these activities. */
async function withWorker(
  activities: Partial<Activities & WebhookActivities>,
  story: (taskQueue: string) => Promise<void>,
): Promise<void> {
  const { environment, workflowBundle } = server;
  const taskQueue = randomUUID();
  const connection = environment.nativeConnection;
  const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
  await worker.runUntil(() => story(taskQueue));
}

it('the retries of a webhook show how many there were and when the next is due', async () => {
  const { workflow } = server.environment.client;
  const answers: WebhookAttempt[] = [{ outcome: 'again', afterMs: 7_200_000 }, { outcome: 'over' }];
  const attemptWebhook = () => Promise.resolve(answers.shift() ?? { outcome: 'over' as const });
  await withWorker({ attemptWebhook }, async taskQueue => {
    const workflowId = 'webhook/evt_1/whe_1';
    const args = [{ eventId: 'evt_1', endpointId: 'whe_1', afterMs: 60_000 }];
    const handle = await workflow.start('deliverWebhook', { workflowId, taskQueue, args });
    const report = () => handle.query<DeliveryReport>('status');
    const dueInMs = async () =>
      Date.parse((await report()).nextAttemptAt) - (await server.environment.currentTimeMs());
    expect(await report()).toMatchObject({ retries: 0 });
    expect(await dueInMs()).toBeLessThanOrEqual(60_000);
    await server.environment.sleep('2 minutes');
    expect(await report()).toMatchObject({ retries: 1 });
    expect(await dueInMs()).toBeGreaterThan(7_000_000);
    await handle.result();
    expect(answers).toEqual([]);
  });
});

// The last one: a run that ends while an activity of it runs keeps the server from skipping time for good.
it('a chain shows whether it is scanned or what stopped it, and needs attention until it is resumed', async () => {
  const { workflow } = server.environment.client;
  const accepted: (NamedBlock | undefined)[] = [];
  const ended = Promise.withResolvers<number>();
  const newChain: NamedBlock = { height: 7, hash: txHash() as string as BlockHash };
  const scanChain: Activities['scanChain'] = input => {
    accepted.push(input.newChain);
    if (accepted.length > 2) return ended.promise;
    return Promise.reject(
      ApplicationFailure.nonRetryable('ETHEREUM forked below what was final', 'reorg_too_deep'),
    );
  };
  await withWorker({ scanChain }, async taskQueue => {
    const args = [{ network: 'ETHEREUM' }];
    const handle = await workflow.start('watchChain', { workflowId: 'chain/ETHEREUM', taskQueue, args });
    const report = () => handle.query<ChainReport>('status');
    const isWaiting = async () => (await handle.describe()).typedSearchAttributes.get(needsAttention);
    await until(async () => (await report()).state === 'stopped');
    expect(await report()).toEqual({
      network: 'ETHEREUM',
      state: 'stopped',
      code: 'reorg_too_deep',
      message: 'ETHEREUM forked below what was final',
    });
    await until(async () => (await isWaiting()) === true);
    // Queries of the previous release still find it.
    expect((await handle.describe()).typedSearchAttributes.get(held)).toBe(true);
    // Without a named block the chain is checked again, and no fork is accepted.
    await handle.signal('resume');
    await until(() => Promise.resolve(accepted.length === 2));
    await until(async () => (await report()).state === 'stopped' && (await isWaiting()) === true);
    await handle.signal('resume', newChain);
    await until(async () => (await isWaiting()) === false);
    await until(() => Promise.resolve(accepted.length === 3));
    expect(await report()).toEqual({ network: 'ETHEREUM', state: 'scanning' });
    expect(accepted).toEqual([undefined, undefined, newChain]);
    await handle.terminate();
    ended.resolve(0);
  });
});
