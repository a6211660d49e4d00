import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { day, until, startWorkflowServer, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const now = () => server.environment.currentTimeMs();
/** temporal.api.enums.v1.EventType */
const timerStarted = '17';
const timers = async (run: PurseRun) => (await run.eventTypes()).filter(type => type === timerStarted).length;

/** Moves the deadline, and waits until the purse knows. */
async function moveTo(purse: FakePurse, run: PurseRun, deadline: number): Promise<void> {
  purse.deadline = new Date(deadline);
  await run.signal('purseChanged', []);
  await until(async () => (await run.report()).expiresAt === purse.deadline.toISOString());
}

describe('the deadline of a purse', () => {
  it('that moves earlier replaces the first', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      const first = purse.deadline.getTime();
      await moveTo(purse, run, first - 20 * day);
      await run.result();
      expect(purse.archivedAt.getTime()).toBeGreaterThanOrEqual(first - 20 * day);
      expect(purse.archivedAt.getTime()).toBeLessThan(first - 19 * day);
      expect(await timers(run)).toBe(2);
    });
  });

  it('that is now ends the purse at once', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      purse.deadline = new Date(await now());
      await run.signal('purseChanged', []);
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
      expect(purse.calls.filter(call => call === 'archive')).toHaveLength(1);
    });
  });

  it('that moves earlier and then later is the last one set: earlier timers change nothing', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      const first = purse.deadline.getTime();
      await moveTo(purse, run, first - 20 * day);
      await moveTo(purse, run, first + 20 * day);
      await run.result();
      expect(purse.archivedAt.getTime()).toBeGreaterThanOrEqual(first + 20 * day);
      expect(purse.calls.filter(call => call === 'archive')).toHaveLength(1);
      expect(await timers(run)).toBe(3);
    });
  });

  it('that moves later, however often, costs no further timer', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      const first = purse.deadline.getTime();
      for (const days of [1, 2, 3, 4, 5]) await moveTo(purse, run, first + days * day);
      expect(await timers(run)).toBe(1);
    });
  });

  it('that moves earlier while a deposit is unfinished waits for that deposit', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.needsNext('settle');
      await run.signal('depositsChanged', [{ transactionIds: [deposit] }]);
      await until(async () => (await run.report()).unfinished.length === 1);
      await moveTo(purse, run, await now());
      expect(purse.calls).not.toContain('archive');
      await run.signal('depositsChanged', [{ transactionIds: [deposit] }]);
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('that was over and refused because scanners are behind is not checked at every signal', async () => {
    const purse = new FakePurse();
    purse.archive = () => 'scanners_behind';
    await withPurse(purse, async run => {
      await run.issue();
      await moveTo(purse, run, await now());
      await until(() => Promise.resolve(purse.calls.includes('archive')));
      for (const blocked of [true, false, true]) {
        purse.blocked = blocked;
        await run.signal('purseChanged', []);
        await until(async () => (await run.report()).blocked === blocked);
      }
      // The first, the earlier one, and one after each refusal.
      const refusals = () => purse.calls.filter(call => call === 'archive').length;
      await until(async () => (await timers(run)) === 2 + refusals());
      purse.archive = () => 'archive';
      await run.result();
    });
  });
});
