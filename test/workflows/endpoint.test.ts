import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookActivities } from '../../activities/createActivities.ts';
import { newId } from '../../domain/ids.ts';
import type { EndpointProbe, EndpointReport, ProbeInput } from '../../domain/webhooks/messages.ts';
import { nextProbeDelayMs } from '../../domain/webhooks/webhookSchedule.ts';
import type { WorkflowServer } from './runPurse.ts';
import { day, startWorkflowServer, until } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

/** An endpoint in memory. */
class FakeEndpoint {
  readonly endpointId = newId('whe');
  /** When it was looked at, by the server's clock, and whether an operator asked. */
  readonly looks: { readonly at: number; readonly now: boolean }[] = [];
  look: (nth: number, at: number) => EndpointProbe | Promise<EndpointProbe> = () => ({ outcome: 'over' });

  activities(): WebhookActivities {
    return {
      attemptWebhook: () => Promise.reject(new Error('not of this workflow')),
      probeEndpoint: async ({ now }: ProbeInput) => {
        const at = activityInfo().scheduledTimestampMs;
        this.looks.push({ at, now });
        return this.look(this.looks.length, at);
      },
    };
  }

  async run(story: (run: EndpointRun) => Promise<void>): Promise<void> {
    const { client, nativeConnection } = server.environment;
    const taskQueue = randomUUID();
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowBundle: server.workflowBundle,
      activities: this.activities(),
    });
    const workflowId = `webhook/${this.endpointId}`;
    const handle = client.workflow.getHandle(workflowId);
    await worker.runUntil(() =>
      story({
        broken: async () => {
          await client.workflow.signalWithStart('retryEndpoint', {
            workflowId,
            taskQueue,
            args: [{ endpointId: this.endpointId }],
            signal: 'broken',
            signalArgs: [],
          });
        },
        retry: () => handle.signal('retry'),
        report: () => handle.query<EndpointReport | null>('status'),
        result: () => handle.result(),
      }),
    );
  }
}

interface EndpointRun {
  broken(): Promise<void>;
  retry(): Promise<void>;
  report(): Promise<EndpointReport | null>;
  result(): Promise<unknown>;
}

const again = (afterMs: number, failures = 5): EndpointProbe => ({
  outcome: 'again',
  afterMs,
  failures,
  failingSince: '2026-11-21T10:00:00.000Z',
  nextAttemptAt: '2026-11-21T14:00:00.000Z',
});

describe('the workflow of a broken endpoint', () => {
  it('tries it when it is due, for as long as needed: after five days of failures, it is disabled', async () => {
    const endpoint = new FakeEndpoint();
    const waits: number[] = [];
    let first = 0;
    endpoint.look = (nth, at) => {
      first ||= at;
      if (at - first >= 5 * day) return { outcome: 'over' };
      const afterMs = nextProbeDelayMs(nth, 0.5);
      waits.push(afterMs);
      return again(afterMs, 5 + nth);
    };
    await endpoint.run(async run => {
      await run.broken();
      await run.result();
    });
    const { looks } = endpoint;
    const lasted = (looks.at(-1)?.at ?? 0) - first;
    expect(lasted).toBeGreaterThanOrEqual(5 * day);
    expect(lasted).toBeLessThan(5 * day + 4.1 * 3_600_000);
    for (const [nth, wait] of waits.entries()) {
      const waited = (looks[nth + 1]?.at ?? 0) - (looks[nth]?.at ?? 0);
      expect(waited).toBeGreaterThanOrEqual(wait);
      expect(waited).toBeLessThan(wait + 30_000);
    }
    expect(looks.some(({ now }) => now)).toBe(false);
  });

  it('tries it at once if an operator asks, and continues as the row says', async () => {
    const endpoint = new FakeEndpoint();
    endpoint.look = nth => (nth < 3 ? again(10 * day) : { outcome: 'over' });
    await endpoint.run(async run => {
      await run.broken();
      await until(() => Promise.resolve(endpoint.looks.length === 1));
      await run.retry();
      await until(() => Promise.resolve(endpoint.looks.length === 2));
      expect(await run.report()).toEqual({
        failures: 5,
        failingSince: '2026-11-21T10:00:00.000Z',
        nextAttemptAt: '2026-11-21T14:00:00.000Z',
      });
      await run.broken();
      await run.result();
    });
    expect(endpoint.looks.map(({ now }) => now)).toEqual([false, true, false]);
    const [one, , three] = endpoint.looks;
    expect((three?.at ?? 0) - (one?.at ?? 0)).toBeLessThan(day);
  });

  it('looks once more if the endpoint broke again while it was found to work: the new break needs its own tries', async () => {
    const endpoint = new FakeEndpoint();
    await endpoint.run(async run => {
      endpoint.look = async nth => {
        if (nth === 1) await run.broken();
        return nth === 2 ? again(60_000) : { outcome: 'over' };
      };
      await run.broken();
      await run.result();
    });
    expect(endpoint.looks).toHaveLength(3);
  });
});
