import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowInput } from '../../activities/followSession.ts';
import { newId } from '../../domain/ids.ts';
import type { SessionView } from '../../domain/sessions/messages.ts';
import type { WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

/** A session in memory: its rows, and when its workflow looked at them. */
class FakeSession {
  readonly sessionId = newId('ses');
  readonly looks: string[] = [];
  expiresAt = new Date(0);
  status: SessionView['status'] = 'open';
  payment: SessionView['payment'] = null;
  /** What keeps it from expiring. */
  waitsFor: SessionView['waitsFor'] = null;
  /** How often it is looked at before the scanners have caught up. */
  caughtUpAfter = Infinity;
  fails = 0;
  duringLook: () => Promise<void> = () => Promise.resolve();

  view(at: Date): SessionView {
    const overdue = this.isLive() && at >= this.expiresAt;
    if (overdue && this.waitsFor === null) this.status = 'expired';
    return {
      sessionId: this.sessionId,
      accountId: 'acc_1',
      customerId: newId('cus'),
      status: this.status,
      expiresAt: this.expiresAt.toISOString(),
      payment: this.payment,
      waitsFor: overdue ? this.waitsFor : null,
    };
  }

  isLive(): boolean {
    return this.status === 'open' || this.status === 'processing';
  }

  async run(story: (run: SessionRun) => Promise<void>): Promise<void> {
    const { client, nativeConnection } = server.environment;
    const taskQueue = randomUUID();
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowBundle: server.workflowBundle,
      activities: {
        followSession: async ({ at }: FollowInput): Promise<SessionView> => {
          this.looks.push(at);
          if (this.looks.length >= this.caughtUpAfter) this.waitsFor = null;
          if (this.fails > 0) {
            this.fails -= 1;
            throw new Error(`attempt ${String(activityInfo().attempt)} fails`);
          }
          const view = this.view(new Date(at));
          await this.duringLook();
          return view;
        },
      },
    });
    const workflowId = `session/${this.sessionId}`;
    const handle = client.workflow.getHandle(workflowId);
    this.expiresAt = new Date((await server.environment.currentTimeMs()) + 3_600_000);
    await worker.runUntil(() =>
      story({
        changed: async () => {
          await client.workflow.signalWithStart('session', {
            workflowId,
            taskQueue,
            args: [{ sessionId: this.sessionId }],
            signal: 'sessionChanged',
            signalArgs: [],
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          });
        },
        report: () => handle.query<SessionView | null>('status'),
        result: () => handle.result(),
        attributes: async () => (await handle.describe()).typedSearchAttributes.getAll(),
      }),
    );
  }
}

interface SessionRun {
  readonly changed: () => Promise<void>;
  readonly report: () => Promise<SessionView | null>;
  readonly result: () => Promise<unknown>;
  readonly attributes: () => Promise<
    readonly { readonly key: { readonly name: string }; readonly value: unknown }[]
  >;
}

describe('the workflow of a session', () => {
  it('ends when the session is paid, and shows each step to the operator', async () => {
    const session = new FakeSession();
    await session.run(async ({ changed, report, result, attributes }) => {
      await changed();
      await until(async () => (await report())?.status === 'open');
      session.status = 'processing';
      session.payment = 'pending';
      await changed();
      await until(async () => (await report())?.payment === 'pending');
      const shown = new Map((await attributes()).map(({ key, value }) => [key.name, value]));
      expect(shown.get('PurserStatus')).toBe('PROCESSING');
      expect(shown.get('PurserNeedsAttention')).toBe(false);
      // For the queries of the previous release.
      expect(shown.get('PurserHeld')).toBe(false);
      session.status = 'completed';
      await changed();
      await result();
    });
    expect(session.looks).toHaveLength(3);
  });

  it('expires the session at its deadline, and ends', async () => {
    const session = new FakeSession();
    await session.run(async ({ changed, result }) => {
      await changed();
      await result();
    });
    expect(session.status).toBe('expired');
    expect(session.looks).toHaveLength(2);
    expect(Date.parse(session.looks[1] ?? '')).toBeGreaterThanOrEqual(session.expiresAt.getTime());
  });

  it('looks again, less and less often, at an overdue session that waits for a scanner', async () => {
    const session = new FakeSession();
    session.waitsFor = 'scanners';
    session.caughtUpAfter = 8;
    await session.run(async ({ changed, result }) => {
      await changed();
      await result();
    });
    expect(session.status).toBe('expired');
    expect(session.looks).toHaveLength(8);
    const times = session.looks.map(at => Date.parse(at));
    const gaps = times.slice(2).map((at, index) => at - (times[index + 1] ?? 0));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(gaps[4]).toBeGreaterThan(10_000);
  });

  it('follows a deadline that was moved earlier', async () => {
    const session = new FakeSession();
    await session.run(async ({ changed, report, result }) => {
      await changed();
      await until(async () => (await report())?.status === 'open');
      session.expiresAt = new Date((await server.environment.currentTimeMs()) + 60_000);
      await changed();
      await result();
    });
    expect(session.status).toBe('expired');
    expect(Date.parse(session.looks.at(-1) ?? '')).toBeLessThan(session.expiresAt.getTime() + 60_000);
  });

  it('starts again when a reorg takes back what had completed the session', async () => {
    const session = new FakeSession();
    session.status = 'completed';
    await session.run(async ({ changed, report, result }) => {
      await changed();
      await result();
      session.status = 'processing';
      session.payment = 'pending';
      await changed();
      await until(async () => (await report())?.status === 'processing');
      session.status = 'completed';
      await changed();
      await result();
    });
    expect(session.looks).toHaveLength(3);
  });

  it('looks again if it was signalled while it found that everything was over', async () => {
    const session = new FakeSession();
    session.status = 'completed';
    // After these it is an ordinary activity, which a signal does not wait for.
    session.fails = 3;
    await session.run(async ({ changed, result }) => {
      // A reorg takes the payment back, and it is paid again, between the look and its answer.
      session.duringLook = async () => {
        session.duringLook = () => Promise.resolve();
        await changed();
      };
      await changed();
      await result();
    });
    expect(session.looks).toHaveLength(5);
  });

  it('loses no signal that comes while it looks', async () => {
    const session = new FakeSession();
    await session.run(async ({ changed, result }) => {
      // Signalled while it looks, and completed meanwhile: without another look it would wait for its end.
      session.duringLook = async () => {
        session.duringLook = () => Promise.resolve();
        // The run exists by now: the test server does not decide the race of several starts.
        await Promise.all(Array.from({ length: 20 }, () => changed()));
        session.status = 'completed';
      };
      await changed();
      await result();
    });
    expect(session.status).toBe('completed');
    expect(session.looks).toHaveLength(2);
    expect(Date.parse(session.looks[1] ?? '')).toBeLessThan(session.expiresAt.getTime());
  });

  it('continues after a database that was down', async () => {
    const session = new FakeSession();
    session.fails = 5;
    session.status = 'completed';
    await session.run(async ({ changed, result }) => {
      await changed();
      await result();
    });
    expect(session.looks).toHaveLength(6);
  });
});
