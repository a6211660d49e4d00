import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activities } from '../../activities/createActivities.ts';
import { createStarters } from '../../activities/worker/startWorkflows.ts';
import type { OutboxSignal } from '../../db/outbox/relaySignals.ts';
import { newId } from '../../domain/ids.ts';
import { depositsChangedSignal, purseTaskQueue } from '../../domain/messages.ts';
import type { SessionView } from '../../domain/sessions/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import { startDevServer } from './devServer.ts';
import { FakePurse } from './fakePurse.ts';
import { until } from './runPurse.ts';

// On the server that operators have: the time-skipping one refuses all but one of several starts of the same
// run.
let server: Awaited<ReturnType<typeof startDevServer>>;
beforeAll(async () => {
  server = await startDevServer();
}, 120_000);
afterAll(() => server.stop());

const rounds = 12;
const atOnce = 16;

/** Sends many signals to one id, some at the same time, until each is acknowledged. */
async function flood(activities: Partial<Activities>, signalOf: () => OutboxSignal): Promise<void> {
  const { environment, workflowBundle } = server;
  const { sendSignal } = createStarters(environment.client);
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: purseTaskQueue,
    workflowBundle,
    activities,
  });
  await worker.runUntil(async () => {
    const relays = Array.from({ length: atOnce }, async () => {
      for (let round = 0; round < rounds; round++) {
        const signal = signalOf();
        // As the relay does: an unacknowledged signal is sent again.
        for (let sent = false; !sent;) {
          sent = await sendSignal(signal).then(
            () => true,
            () => false,
          );
        }
      }
    });
    await Promise.all(relays);
    await until(async () => {
      const signal = signalOf();
      const id = 'sessionId' in signal ? `session/${signal.sessionId}` : `purse/${signal.purseId}`;
      return (await environment.client.workflow.getHandle(id).describe()).status.name === 'COMPLETED';
    });
  });
}

describe('signals from many senders to a workflow that is just ending', () => {
  it('are each followed by a look of the session, although every look ends its run', async () => {
    const sessionId = newId('ses');
    let [changes, seen, id] = [0, 0, 0];
    const followSession = (): Promise<SessionView> => {
      seen = changes;
      const who = { sessionId, accountId: 'acc_1', customerId: newId('cus') };
      const over = { status: 'completed', payment: null, waitsFor: null } as const;
      return Promise.resolve({ ...who, ...over, expiresAt: new Date().toISOString() });
    };
    await flood({ followSession }, () => {
      changes += 1;
      return { id: (id += 1), sessionId, signal: sessionChangedSignal, payload: null };
    });
    expect(seen).toBeGreaterThanOrEqual(rounds * atOnce);
  });

  it('each settle their deposit by the purse, which ends with the last known one', async () => {
    const purse = new FakePurse();
    purse.state = 'ARCHIVED';
    const signalled = new Set<string>();
    const settled = new Set<string>();
    purse.judge = ids => {
      for (const id of ids) settled.add(id);
      return Promise.resolve();
    };
    await flood(purse.activities(), () => {
      const transactionId = newId('txn');
      signalled.add(transactionId);
      const payload = { transactionIds: [transactionId] };
      return { id: signalled.size, purseId: purse.purseId, signal: depositsChangedSignal, payload };
    });
    expect(settled.size).toBeGreaterThanOrEqual(rounds * atOnce);
  });
});
