import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities, WebhookActivities } from '../../activities/createActivities.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { SessionView } from '../../domain/sessions/messages.ts';
import type { EndpointProbe } from '../../domain/webhooks/messages.ts';
import { startDevServer } from './devServer.ts';
import { FakePurse } from './fakePurse.ts';
import { day, until, withPurse } from './runPurse.ts';

/** 4,096 on a server with default settings. */
const suggestedAfter = 30;
let server: Awaited<ReturnType<typeof startDevServer>>;
beforeAll(async () => {
  server = await startDevServer([`limit.historyCount.suggestContinueAsNew=${String(suggestedAfter)}`]);
}, 120_000);
afterAll(() => server.stop());

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
const workflow = () => server.environment.client.workflow;
const runIdOf = async (workflowId: string) => (await workflow().getHandle(workflowId).describe()).runId;

it('a purse with a long history continues in another run, and loses no deposit that is being judged', async () => {
  const purse = new FakePurse();
  purse.screening = 'remote';
  const slow = newId('txn');
  const asked: TransactionId[] = [];
  const answer = Promise.withResolvers<void>();
  purse.judge = async ids => {
    asked.push(...ids);
    for (const id of ids) purse.steps.set(id, 'judge');
    if (ids.includes(slow)) await answer.promise;
    for (const id of ids) purse.steps.delete(id);
  };
  await withPurse(server, purse, async run => {
    await run.issue();
    const first = await runIdOf(run.workflowId);
    await run.signal('depositsChanged', [{ transactionIds: [slow] }]);
    await until(() => Promise.resolve(asked.includes(slow)));
    while ((await runIdOf(run.workflowId)) === first) {
      await run.signal('depositsChanged', [{ transactionIds: [newId('txn')] }]);
      await until(() => Promise.resolve(purse.steps.size === 1));
    }
    // The successor finds it in the rows, and asks about it again.
    await until(() => Promise.resolve(asked.filter(id => id === slow).length === 2));
    answer.resolve();
    await until(async () => (await run.report()).unfinished.length === 0);
    expect(purse.calls.filter(call => call === 'open')).toHaveLength(2);
  });
});

/** A session in memory, of a day, until a test changes it. */
function fakeSession() {
  const sessionId = newId('ses');
  const session = {
    workflowId: `session/${sessionId}`,
    looks: 0,
    status: 'open' as SessionView['status'],
    expiresAt: new Date(Date.now() + day),
    followSession: (): Promise<SessionView> => {
      session.looks += 1;
      const { status } = session;
      const who = { sessionId, accountId: 'acc_1', customerId: newId('cus') };
      const expiresAt = session.expiresAt.toISOString();
      return Promise.resolve({ ...who, status, expiresAt, payment: null, waitsFor: null });
    },
    /** Signals it, and waits until it has looked. */
    changed: async (taskQueue: string): Promise<void> => {
      const before = session.looks;
      const { workflowId } = session;
      const signal = { taskQueue, args: [{ sessionId }], signal: 'sessionChanged' };
      await workflow().signalWithStart('session', { workflowId, ...signal });
      await until(() => Promise.resolve(session.looks > before));
    },
  };
  return session;
}

it('a session with a long history continues in another run when its time is over, and ends in it', async () => {
  const session = fakeSession();
  const { workflowId, followSession } = session;
  await withWorker({ followSession }, async taskQueue => {
    for (let times = 0; times < 8; times++) await session.changed(taskQueue);
    const first = await runIdOf(workflowId);
    session.expiresAt = new Date();
    await session.changed(taskQueue);
    session.status = 'expired';
    await workflow().getHandle(workflowId).result();
    expect(await runIdOf(workflowId)).not.toBe(first);
  });
});

it('a session that is signalled repeatedly continues in another run too, and is looked at there', async () => {
  const session = fakeSession();
  const { workflowId, followSession } = session;
  await withWorker({ followSession }, async taskQueue => {
    await session.changed(taskQueue);
    const first = await runIdOf(workflowId);
    // Some five events for each signal.
    for (let times = 0; times < suggestedAfter; times++) await session.changed(taskQueue);
    expect(await runIdOf(workflowId)).not.toBe(first);
    session.status = 'completed';
    await session.changed(taskQueue);
    await workflow().getHandle(workflowId).result();
  });
});

it('the workflow of a broken endpoint with a long history continues in another run', async () => {
  const endpointId = newId('whe');
  const workflowId = `webhook/${endpointId}`;
  let probe: EndpointProbe = {
    ...{ outcome: 'again', afterMs: day, failures: 5 },
    ...{ failingSince: '2026-11-21T10:00:00.000Z', nextAttemptAt: '2026-11-21T14:00:00.000Z' },
  };
  let looks = 0;
  const probeEndpoint = () => {
    looks += 1;
    return Promise.resolve(probe);
  };
  await withWorker({ probeEndpoint }, async taskQueue => {
    const args = [{ endpointId }];
    const handle = await workflow().start('retryEndpoint', { workflowId, taskQueue, args });
    const running = workflow().getHandle(workflowId);
    while ((await runIdOf(workflowId)) === handle.firstExecutionRunId) {
      const before = looks;
      await running.signal('retry');
      await until(() => Promise.resolve(looks > before));
    }
    probe = { outcome: 'over' };
    await running.signal('retry');
    await running.result();
  });
});
