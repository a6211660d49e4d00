import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { changed, until, untilStill, startWorkflowServer, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);

describe('the deposits of a purse', () => {
  it('are judged when new and settled when judged', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.needsNext('settle');
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
    'need $events history events for a lone deposit screened $screened',
    async ({ screening, events }) => {
      const purse = new FakePurse();
      purse.screening = screening;
      const deposit = newId('txn');
      await withPurse(purse, async run => {
        await run.issue();
        const before = (await run.eventTypes()).length;
        purse.needsNext('settle');
        // Observed only from outside: a query in between would add workflow tasks of its own.
        for (const step of ['judge', 'settle']) {
          await run.signal('depositsChanged', changed(deposit));
          await until(() => Promise.resolve(purse.calls.includes(step)));
          await untilStill(async () => (await run.eventTypes()).length);
        }
        expect((await run.eventTypes()).length - before).toBe(events);
      });
    },
  );

  it('are finished although the provider keeps another waiting', async () => {
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

  it('are retried, if an operator says so, when they wait for a person', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.needsNext('decide');
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

  it('are still shown and settled while they wait for a person, after their block became final', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.needsNext('decide');
      // The rows have no verdict: a settlement can say no more.
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
});
