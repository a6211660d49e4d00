import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Activities } from '../../activities/createActivities.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { DepositStep, PurseReport, PurseView } from '../../domain/messages.ts';
import { searchAttributes } from '../../domain/messages.ts';

/** A purse that lives in memory: what the activities of a workflow's test alone work on. */
class FakePurse {
  readonly purseId: PurseId = newId('pur');
  state: PurseView['state'] = 'ACTIVE';
  deadline = new Date();
  blocked = false;
  screening: 'inline' | 'remote' = 'inline';
  readonly steps = new Map<TransactionId, DepositStep>();
  readonly calls: string[] = [];
  judge: (ids: readonly TransactionId[]) => Promise<void> = () => Promise.resolve();
  settle: (ids: readonly TransactionId[]) => void = ids => {
    for (const id of ids) this.steps.delete(id);
  };
  archive: () => 'archive' | 'scanners_behind' = () => 'archive';

  view(): PurseView {
    return {
      purseId: this.purseId,
      customerId: newId('cus'),
      accountId: 'acc_1',
      address: '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B',
      state: this.state,
      blocked: this.blocked,
      expiresAt: this.state === 'ACTIVE' ? this.deadline.toISOString() : null,
    };
  }

  activities(): Omit<Activities, 'scanChain'> {
    const step = (ids: readonly TransactionId[]) => ({
      purse: this.view(),
      deposits: ids.map(id => ({ transactionId: id, step: this.steps.get(id) ?? ('done' as const) })),
    });
    return {
      openPurse: () => {
        this.calls.push('open');
        const unfinished = [...this.steps].map(([transactionId, s]) => ({ transactionId, step: s }));
        return Promise.resolve({ purse: this.view(), unfinished, screening: this.screening });
      },
      judgeDeposits: async ({ transactionIds }) => {
        this.calls.push('judge');
        await this.judge(transactionIds);
        return step(transactionIds);
      },
      settleDeposits: ({ transactionIds }) => {
        this.calls.push('settle');
        this.settle(transactionIds);
        return Promise.resolve(step(transactionIds));
      },
      archivePurse: ({ at }) => {
        this.calls.push('archive');
        if (this.deadline > new Date(at)) return Promise.resolve({ outcome: 'not_due', purse: this.view() });
        const deposits = [...this.steps].map(([transactionId, s]) => ({ transactionId, step: s }));
        if (deposits.length > 0) return Promise.resolve({ outcome: 'unfinished', deposits });
        if (this.archive() === 'scanners_behind') return Promise.resolve({ outcome: 'scanners_behind' });
        this.state = 'ARCHIVED';
        return Promise.resolve({ outcome: 'archived', purse: this.view() });
      },
    };
  }
}

/** temporal.api.enums.v1.IndexedValueType */
const indexedValueType = { Keyword: 2, Bool: 5 } as const;
const day = 24 * 3600 * 1000;
let environment: TestWorkflowEnvironment;
let workflowBundle: WorkflowBundle;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: inject('timeSkippingServer') } },
  });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      Object.entries(searchAttributes).map(([name, type]) => [name, indexedValueType[type]]),
    ),
  });
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}, 120_000);

afterAll(async () => {
  await environment.teardown();
});

/** Runs `story` with a worker that has the purse's activities, on a task queue of its own. */
async function withPurse(purse: FakePurse, story: (run: PurseRun) => Promise<void>): Promise<void> {
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowBundle,
    activities: purse.activities(),
  });
  const workflowId = `purse/${purse.purseId}`;
  const { workflow } = environment.client;
  const args: [unknown] = [{ purseId: purse.purseId }];
  await worker.runUntil(async () => {
    purse.deadline = new Date((await environment.currentTimeMs()) + 30 * day);
    const run: PurseRun = {
      workflowId,
      // In two calls: the time-skipping server knows no update-with-start of a workflow that runs.
      issue: async () => {
        await workflow.start('purse', {
          workflowId,
          taskQueue,
          args,
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        return workflow.getHandle(workflowId).executeUpdate('issue', { updateId: randomUUID() });
      },
      signal: async (signal, signalArgs) => {
        await workflow.signalWithStart<(input: unknown) => Promise<void>, unknown[]>('purse', {
          workflowId,
          taskQueue,
          args,
          signal,
          signalArgs: [...signalArgs],
        });
      },
      report: () => workflow.getHandle(workflowId).query<PurseReport>('status'),
      result: () => workflow.getHandle(workflowId).result(),
      status: async () => (await workflow.getHandle(workflowId).describe()).status.name,
      eventTypes: async () => {
        const history = await workflow.getHandle(workflowId).fetchHistory();
        return (history.events ?? []).map(event => String(event.eventType));
      },
    };
    try {
      await story(run);
    } finally {
      // A run left behind would keep the server from skipping time for the next.
      if ((await run.status()) === 'RUNNING') await workflow.getHandle(workflowId).terminate();
    }
  });
}

interface PurseRun {
  readonly workflowId: string;
  issue(): Promise<unknown>;
  signal(name: string, args: readonly unknown[]): Promise<void>;
  report(): Promise<PurseReport>;
  result(): Promise<unknown>;
  status(): Promise<string>;
  eventTypes(): Promise<string[]>;
}

const changed = (...ids: TransactionId[]) => [{ transactionIds: ids }] as const;

describe('the purse workflow', () => {
  it('gives its address to all who ask, and issues it once', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      const issued = [await run.issue(), await run.issue()];
      expect(issued).toEqual([
        { purseId: purse.purseId, address: purse.view().address },
        { purseId: purse.purseId, address: purse.view().address },
      ]);
      expect(purse.calls).toEqual(['open']);
    });
  });

  it('expires after thirty days without a deposit, and ends', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
      expect(await environment.currentTimeMs()).toBeGreaterThanOrEqual(purse.deadline.getTime());
      expect(await run.status()).toBe('COMPLETED');
    });
  });

  it('does not expire at the first deadline when a deposit moved it', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      const first = purse.deadline;
      await environment.sleep(20 * day);
      purse.deadline = new Date(first.getTime() + 20 * day);
      await run.signal('depositsChanged', changed(newId('txn')));
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
      expect(await environment.currentTimeMs()).toBeGreaterThanOrEqual(first.getTime() + 20 * day);
    });
  });

  it('judges what is new and settles what was judged', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = () => {
        purse.steps.set(deposit, 'settle');
        return Promise.resolve();
      };
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished.length === 1);
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls).toEqual(['open', 'judge', 'settle']);
    });
  });

  it.each([
    { screening: 'inline', events: 10, screened: 'from memory' },
    { screening: 'remote', events: 15, screened: 'by a remote provider' },
  ] as const)(
    'spends $events history events on a lone deposit screened $screened',
    async ({ screening, events }) => {
      const purse = new FakePurse();
      purse.screening = screening;
      const deposit = newId('txn');
      await withPurse(purse, async run => {
        await run.issue();
        const before = (await run.eventTypes()).length;
        purse.judge = () => {
          purse.steps.set(deposit, 'settle');
          return Promise.resolve();
        };
        // Looked at from outside alone: a query in between would add workflow tasks of its own.
        for (const step of ['judge', 'settle']) {
          await run.signal('depositsChanged', changed(deposit));
          await until(() => Promise.resolve(purse.calls.includes(step)));
          await untilStill(async () => (await run.eventTypes()).length);
        }
        expect((await run.eventTypes()).length - before).toBe(events);
      });
    },
  );

  it('finishes one deposit while the provider keeps another waiting', async () => {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const [slow, quick] = [newId('txn'), newId('txn')];
    const answer = Promise.withResolvers<void>();
    const judged: TransactionId[] = [];
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = async ids => {
        if (ids.includes(slow)) await answer.promise;
        judged.push(...ids);
      };
      await run.signal('depositsChanged', changed(slow));
      await until(() => Promise.resolve(purse.calls.includes('judge')));
      await run.signal('depositsChanged', changed(quick));
      await until(() => Promise.resolve(judged.includes(quick)));
      expect(judged).toEqual([quick]);
      answer.resolve();
      await until(() => Promise.resolve(judged.includes(slow)));
    });
  });

  it('does not expire while a deposit is unfinished, and does when it is finished', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = () => {
        purse.steps.set(deposit, 'decide');
        return Promise.resolve();
      };
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished[0]?.step === 'decide');
      await environment.sleep(31 * day);
      expect(await run.status()).toBe('RUNNING');
      expect(purse.state).toBe('ACTIVE');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('waits for scanners that have not seen the deadline', async () => {
    const purse = new FakePurse();
    let looks = 0;
    purse.archive = () => (++looks < 4 ? 'scanners_behind' : 'archive');
    await withPurse(purse, async run => {
      await run.issue();
      await run.result();
      expect(looks).toBe(4);
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('is reopened by late money, settles it, and ends again', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      await run.result();
      purse.calls.length = 0;
      purse.steps.set(deposit, 'settle');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.calls).toEqual(['open', 'settle']);
      expect(await run.status()).toBe('COMPLETED');
    });
  });

  it('ends when declined and nothing is unfinished', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = () => {
        purse.state = 'DECLINED';
        purse.steps.set(deposit, 'settle');
        return Promise.resolve();
      };
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).state === 'DECLINED');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.calls).toEqual(['open', 'judge', 'settle']);
    });
  });

  it('tries again, when an operator says so, what waits for a person', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = () => {
        purse.steps.set(deposit, 'decide');
        return Promise.resolve();
      };
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished[0]?.step === 'decide');
      purse.judge = () => {
        purse.steps.delete(deposit);
        return Promise.resolve();
      };
      await run.signal('retry', []);
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls.filter(call => call === 'judge')).toHaveLength(2);
    });
  });

  it('goes on showing, and hearing of, a deposit for a person after its block became final', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.judge = () => {
        purse.steps.set(deposit, 'decide');
        return Promise.resolve();
      };
      // The rows know of no verdict: that is all a settlement can say.
      purse.settle = () => purse.steps.set(deposit, 'judge');
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished[0]?.step === 'decide');
      await run.signal('depositsChanged', changed(deposit));
      await until(() => Promise.resolve(purse.calls.includes('settle')));
      await until(async () => (await run.report()).unfinished[0]?.step === 'decide');
      await run.signal('retry', []);
      await until(() => Promise.resolve(purse.calls.filter(call => call === 'judge').length === 2));
    });
  });

  it('asks a provider again, an hour after it gave no verdict within its time', async () => {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      const began = await environment.currentTimeMs();
      purse.judge = async () => {
        const now = await environment.currentTimeMs();
        if (now - began < 90 * 60 * 1000) throw new Error('the provider does not answer');
        purse.steps.set(deposit, 'settle');
      };
      await run.signal('depositsChanged', changed(deposit));
      await environment.sleep(2 * 60 * 60 * 1000);
      await until(async () => (await run.report()).unfinished[0]?.step === 'settle');
    });
  });

  it('shows that its customer was blocked', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      purse.blocked = true;
      await run.signal('purseChanged', []);
      await until(async () => (await run.report()).blocked);
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to hold within 10 s');
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Waits until a figure does not change for a while. */
async function untilStill(figure: () => Promise<number>): Promise<void> {
  for (let last = -1, now = await figure(); last !== now; now = await figure()) {
    last = now;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}
