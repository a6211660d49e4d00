import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activities, SignerActivities } from '../../activities/createActivities.ts';
import type { SweepId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { needsAttention } from '../../domain/searchAttributes.ts';
import type { PlannerReport, SweepReport, SweepSending } from '../../domain/sweeping/messages.ts';
import { signerTaskQueue } from '../../domain/sweeping/messages.ts';
import type { SweepStatus } from '../../domain/sweeping/sweep.ts';
import type { WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const waits: SweepSending = { outcome: 'waiting', reason: 'balance_too_low', detail: 'it lacks 7 wei' };

/** A sweep in memory, with its signer. */
class FakeSweep {
  readonly sweepId: SweepId = newId('swp');
  status: SweepStatus = 'planned';
  /** What the next looks at the rows find. */
  readonly coming: SweepStatus[] = [];
  looks = 0;
  signed = 0;
  sign: (nth: number) => SweepSending | Promise<SweepSending> = () => {
    this.status = 'sent';
    return { outcome: 'sent', hash: '0x1' };
  };

  report(): SweepReport {
    const { sweepId, status } = this;
    const isMined = status === 'mined' || status === 'completed';
    return {
      ...{ sweepId, status, amounts: ['15 USDT'], items: 1, reason: status === 'failed' ? 'reverted' : null },
      ...{ hash: isMined ? '0x1' : null, fee: isMined ? '0.001 ETH' : null },
    };
  }

  readonly noted: string[] = [];

  activities(): Pick<Activities, 'followSweep' | 'noteWaiting'> {
    return {
      noteWaiting: ({ reason }) => {
        this.noted.push(reason);
        return Promise.resolve();
      },
      followSweep: () => {
        this.looks += 1;
        if (this.status !== 'planned') this.status = this.coming.shift() ?? this.status;
        return Promise.resolve(this.report());
      },
    };
  }

  signer(): SignerActivities {
    return { sendSweep: async () => this.sign(++this.signed) };
  }

  async run(
    story: (handle: WorkflowHandle) => Promise<void>,
    { withSigner = true }: { readonly withSigner?: boolean } = {},
  ): Promise<void> {
    const { client, nativeConnection: connection } = server.environment;
    const taskQueue = randomUUID();
    const { workflowBundle } = server;
    const worker = await Worker.create({
      connection,
      taskQueue,
      workflowBundle,
      activities: this.activities(),
    });
    const activities = this.signer();
    const signer =
      withSigner && (await Worker.create({ connection, taskQueue: signerTaskQueue, activities }));
    const tell = (): Promise<void> =>
      worker.runUntil(async () => {
        const handle = await client.workflow.start('sweep', {
          ...{ workflowId: `sweep/${this.sweepId}`, taskQueue },
          args: [{ sweepId: this.sweepId, accountId: 'acc_1' }],
        });
        await story(handle);
      });
    await (signer ? signer.runUntil(tell) : tell());
  }
}

describe('the workflow of a sweep', () => {
  it('has it signed, and follows it until it is booked', async () => {
    const sweep = new FakeSweep();
    sweep.coming.push('sent', 'sent', 'mined', 'mined', 'completed');
    await sweep.run(async handle => {
      await handle.result();
      expect(await handle.query('status')).toMatchObject({ status: 'completed', fee: '0.001 ETH' });
    });
    expect(sweep.signed).toBe(1);
    expect(sweep.looks).toBe(6);
  });

  it('that waits for gas is tried again, at once if an operator asks', async () => {
    const sweep = new FakeSweep();
    const { sign } = sweep;
    sweep.sign = nth => (nth < 4 ? waits : sign(nth));
    sweep.coming.push('mined', 'completed');
    await sweep.run(async handle => {
      await until(() => Promise.resolve(sweep.signed === 1));
      await handle.signal('retry');
      await handle.result();
    });
    expect(sweep.signed).toBe(4);
  });

  it.each([
    ['balance_too_low', true],
    ['purse_under_way', false],
  ])('that waits as %s needs a person: %s', async (reason, needs) => {
    const sweep = new FakeSweep();
    const { sign } = sweep;
    let isOver = false;
    sweep.sign = nth => (isOver ? sign(nth) : { outcome: 'waiting', reason, detail: 'a test' });
    sweep.coming.push('completed');
    await sweep.run(async handle => {
      const marked = async () => (await handle.describe()).typedSearchAttributes.get(needsAttention);
      await until(async () => sweep.signed > 0 && (await marked()) === needs);
      isOver = true;
      await handle.signal('retry');
      await handle.result();
      expect(await marked()).toBe(false);
    });
  });

  it.each([
    ['balance_too_low', [15, 15, 15]],
    ['purse_under_way', [1, 1.5, 2.25]],
  ])('that waits as %s looks again after %j seconds', async (reason, rests) => {
    const sweep = new FakeSweep();
    const { sign } = sweep;
    sweep.sign = nth => (nth <= rests.length ? { outcome: 'waiting', reason, detail: 'a test' } : sign(nth));
    sweep.coming.push('completed');
    await sweep.run(async handle => {
      await handle.result();
      const { events } = await handle.fetchHistory();
      const timers = (events ?? []).flatMap(event => {
        const rest = event.timerStartedEventAttributes?.startToFireTimeout;
        return rest ? [Number(rest.seconds) + (rest.nanos ?? 0) / 1e9] : [];
      });
      expect(timers.slice(0, rests.length)).toEqual(rests);
    });
  });

  it('goes back to sent with a reorg, and ends once', async () => {
    const sweep = new FakeSweep();
    sweep.coming.push('mined', 'sent', 'mined', 'failed');
    await sweep.run(async handle => {
      await handle.result();
      expect(await handle.query('status')).toMatchObject({ status: 'failed', reason: 'reverted' });
    });
    expect(sweep.signed).toBe(1);
  });

  it('ends when it is canceled although no signer runs', async () => {
    const sweep = new FakeSweep();
    await sweep.run(
      async handle => {
        await until(() => Promise.resolve(sweep.looks > 0));
        sweep.status = 'canceled';
        await handle.result();
      },
      { withSigner: false },
    );
    expect(sweep.signed).toBe(0);
    expect(sweep.noted).toEqual(['no_signer']);
  });

  it('is tried again when the signer fails', async () => {
    const sweep = new FakeSweep();
    const { sign } = sweep;
    sweep.sign = nth => (nth < 8 ? Promise.reject(new Error('the node is away')) : sign(nth));
    sweep.coming.push('mined', 'completed');
    await sweep.run(async handle => {
      await handle.result();
    });
    expect(sweep.signed).toBe(8);
    expect(sweep.noted).toEqual(['signer_failed']);
  });
});

describe('the planner', () => {
  it('starts a workflow for each sweep that has not ended, once, and looks at once if it is asked', async () => {
    const { client, nativeConnection: connection } = server.environment;
    const { workflowBundle } = server;
    const sweep = new FakeSweep();
    sweep.status = 'completed';
    let rounds = 0;
    const planRound = (): Promise<number> => {
      rounds += 1;
      // What was planned before goes on.
      return rounds < 3 ? Promise.reject(new Error('the database is away')) : Promise.resolve(3600);
    };
    const listSweeps = () => Promise.resolve([{ sweepId: sweep.sweepId, accountId: 'acc_1' }]);
    const taskQueue = randomUUID();
    const activities = { ...sweep.activities(), planRound, listSweeps };
    const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
    await worker.runUntil(async () => {
      const handle = await client.workflow.start('planSweeps', {
        ...{ workflowId: `sweeping/${randomUUID()}`, taskQueue, args: [{ network: 'ETHEREUM' }] },
      });
      await until(() => Promise.resolve(sweep.looks > 0));
      await client.workflow.getHandle(`sweep/${sweep.sweepId}`).result();
      const report = () => handle.query<PlannerReport>('status');
      await until(async () => (await report()).open === 1);
      expect((await report()).network).toBe('ETHEREUM');
      expect((await report()).failure).toContain('the database is away');
      for (const asked of [2, 3, 4]) {
        await handle.signal('planNow');
        await until(() => Promise.resolve(rounds >= asked));
      }
      await until(async () => (await report()).failure === null);
      await handle.terminate();
    });
    expect(sweep.looks).toBe(1);
  });
});
