import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { changed, day, until, startWorkflowServer, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);

describe('a purse', () => {
  it('returns its address to all callers, and issues it once', async () => {
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
      expect(await server.environment.currentTimeMs()).toBeGreaterThanOrEqual(purse.deadline.getTime());
      expect(await run.status()).toBe('COMPLETED');
    });
  });

  it('does not expire at the first deadline if a deposit moved it', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      const first = purse.deadline;
      await server.environment.sleep(20 * day);
      purse.deadline = new Date(first.getTime() + 20 * day);
      await run.signal('depositsChanged', changed(newId('txn')));
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
      expect(await server.environment.currentTimeMs()).toBeGreaterThanOrEqual(first.getTime() + 20 * day);
    });
  });

  it('does not expire while a deposit is unfinished, and expires when it is finished', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.needsNext('decide');
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished[0]?.step === 'decide');
      await server.environment.sleep(31 * day);
      expect(await run.status()).toBe('RUNNING');
      expect(purse.state).toBe('ACTIVE');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('waits for scanners that have not read past the deadline', async () => {
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

  it('ends if it is declined and nothing is unfinished', async () => {
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
