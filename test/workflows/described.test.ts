import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities, WebhookActivities } from '../../activities/createActivities.ts';
import { createStarters } from '../../activities/worker/startWorkflows.ts';
import { createIssuePurse } from '../../api/temporal/issuePurse.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { purseTaskQueue } from '../../domain/messages.ts';
import type * as workflows from '../../workflows/index.ts';
import { startDevServer } from './devServer.ts';
import { FakePurse } from './fakePurse.ts';
import { until } from './runPurse.ts';

// On the server that operators have: the time-skipping one keeps no summaries.
let server: Awaited<ReturnType<typeof startDevServer>>;
beforeAll(async () => {
  server = await startDevServer();
}, 120_000);
afterAll(() => server.stop());

interface Described {
  readonly name: string;
  readonly description?: string;
}
interface Metadata {
  readonly definition: Readonly<
    Record<'queryDefinitions' | 'signalDefinitions' | 'updateDefinitions', readonly Described[]>
  >;
}

/**
 * A purse whose provider leaves every deposit to a person, except the first one, which it never answers
 * about.
 */
function busyPurse(): { readonly purse: FakePurse; readonly left: TransactionId } {
  const purse = new FakePurse();
  const left = newId('txn');
  purse.needsNext('decide');
  return { purse, left };
}

it('every query, signal and update has a description of its purpose, and every timer and step a summary', async () => {
  const { environment, workflowBundle } = server;
  const { workflow } = environment.client;
  const { purse, left } = busyPurse();
  // No worker ends before its activities do.
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  const hanging = () => over.promise;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const activities: Partial<Activities & WebhookActivities> = {
    ...purse.activities(),
    scanChain: hanging,
    lookupTransaction: hanging,
    rescanChain: hanging,
    attemptWebhook: hanging,
    planRound: () => Promise.resolve(60),
    listSweeps: () => Promise.resolve([]),
    followSweep: hanging,
    noteWaiting: hanging,
    followSession: ({ sessionId }) =>
      Promise.resolve({
        ...{ sessionId, accountId: 'acc_1', customerId: purse.customerId },
        ...{ status: 'open' as const, expiresAt, payment: null, waitsFor: null },
      }),
    probeEndpoint: () =>
      Promise.resolve({
        ...{ outcome: 'again' as const, afterMs: 60_000, failures: 5 },
        ...{ failingSince: expiresAt, nextAttemptAt: expiresAt },
      }),
  };
  purse.deadline = new Date(expiresAt);
  const taskQueue = randomUUID();
  const connection = environment.nativeConnection;
  const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
  const inputs: Record<keyof typeof workflows, unknown> = {
    purse: { purseId: purse.purseId },
    session: { sessionId: newId('ses') },
    watchChain: { network: 'ETHEREUM' },
    lookupTransaction: { network: 'ETHEREUM', txHash: '0x1' },
    rescanChain: { network: 'ETHEREUM', from: 1, to: 2 },
    deliverWebhook: { eventId: newId('evt'), endpointId: newId('whe'), afterMs: 1 },
    retryEndpoint: { endpointId: newId('whe') },
    planSweeps: { network: 'ETHEREUM' },
    sweep: { sweepId: newId('swp'), accountId: 'acc_1' },
  };
  await worker.runUntil(async () => {
    const silent: string[] = [];
    for (const [type, input] of Object.entries(inputs)) {
      const handle = await workflow.start(type, { workflowId: type, taskQueue, args: [input] });
      if (type === 'purse') await handle.signal('depositsChanged', { transactionIds: [left] });
      const steps = async () => {
        const { events } = await handle.fetchHistory();
        return (events ?? []).filter(
          event =>
            event.timerStartedEventAttributes ??
            event.activityTaskScheduledEventAttributes ??
            event.markerRecordedEventAttributes?.markerName === 'core_local_activity',
        );
      };
      await until(async () => (await steps()).length >= (type === 'purse' ? 4 : 1));
      for (const event of await steps()) {
        if (!event.userMetadata?.summary) silent.push(`${type}: step ${String(event.eventId)}`);
      }
      const { definition } = await handle.query<Metadata>('__temporal_workflow_metadata');
      const { queryDefinitions, signalDefinitions, updateDefinitions } = definition;
      for (const { name, description = '' } of [
        queryDefinitions,
        signalDefinitions,
        updateDefinitions,
      ].flat()) {
        if (!name.startsWith('__') && description === '') silent.push(`${type}: ${name}`);
      }
      await handle.terminate();
    }
    over.reject(new Error('the test is over'));
    expect(silent).toEqual([]);
  });
});

it('a purse’s workflow is summed up by its customer, and by its address if that is known', async () => {
  const { environment, workflowBundle } = server;
  const { client, nativeConnection: connection } = environment;
  const summaryOf = async ({ purseId }: FakePurse) =>
    (await client.workflow.getHandle(`purse/${purseId}`).describe()).staticSummary();
  const [issued, reopened] = [new FakePurse(), new FakePurse()];
  issued.deadline = reopened.deadline = new Date(Date.now() + 3_600_000);
  const taskQueue = purseTaskQueue;
  const activities = issued.activities();
  const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
  await worker.runUntil(async () => {
    await createIssuePurse(client)(issued.purseId, issued.customerId);
    expect(await summaryOf(issued)).toBe(`Purse of ${issued.customerId}`);
    const { customerId, purseId } = reopened;
    const owner = { customerId, address: reopened.view().address };
    const signal = { id: 1, purseId, signal: 'purseChanged', payload: null, owner } as const;
    await createStarters(client).sendSignal(signal);
    expect(await summaryOf(reopened)).toBe(`Purse ${owner.address} of ${customerId}`);
  });
});
