import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { until, startWorkflowServer, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const changed = (...ids: TransactionId[]) => [{ transactionIds: ids }] as const;
const decided = (...ids: TransactionId[]) => [{ transactionIds: ids, decided: true }] as const;
const called = (purse: FakePurse, call: string, times = 1) =>
  until(() => Promise.resolve(purse.calls.filter(made => made === call).length === times));

describe('what an operator decides by signal', () => {
  it('is carried out in the order it was said, each once', async () => {
    const purse = new FakePurse();
    const decisions = [
      { transactionId: newId('txn'), verdict: 'approve', reason: 'a known payer' },
      { transactionId: newId('txn'), verdict: 'decline', reason: 'a stolen coin' },
    ];
    const said: unknown[] = [];
    purse.decide = decision => {
      said.push(decision);
      return 'recorded';
    };
    await withPurse(purse, async run => {
      await run.issue();
      for (const decision of decisions) await run.signal('decide', [decision]);
      await called(purse, 'decide', 2);
      await run.report();
      expect(said).toEqual(decisions);
    });
  });

  it('and is not to be read, or comes too late, or cannot be carried out, leaves the purse as it was', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.decide = () => 'malformed';
      await run.signal('decide', []);
      await called(purse, 'decide');
      purse.decide = () => 'already_decided';
      await run.signal('decide', ['approve it']);
      await called(purse, 'decide', 2);
      purse.decide = () => {
        throw ApplicationFailure.create({ type: 'internal', nonRetryable: true });
      };
      await run.signal('decide', [{ transactionId: deposit, verdict: 'approve', reason: 'r' }]);
      await called(purse, 'decide', 3);
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      expect(await run.status()).toBe('RUNNING');
    });
  });

  it('and fails for long, holds up no deposit, and is carried out when it can be, before the purse ends', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    let mended = false;
    purse.decide = () => {
      if (!mended) throw new Error('the registry lost a currency');
      return 'recorded';
    };
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('decide', [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r' }]);
      await until(() => Promise.resolve(purse.calls.includes('decide')));
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      purse.state = 'DECLINED';
      await run.signal('purseChanged', []);
      mended = true;
      await run.result();
      expect(purse.calls.at(-1)).toBe('decide');
    });
  });

  it('reopens a purse that had ended, which ends again when that is done', async () => {
    const purse = new FakePurse();
    purse.state = 'DECLINED';
    await withPurse(purse, async run => {
      await run.signal('decide', [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r' }]);
      await run.result();
      expect(purse.calls).toEqual(['open', 'decide']);
    });
  });
});

describe('a deposit that is decided while its provider is being asked', () => {
  /** The provider is asked about the deposit, and does not answer before `answer` is resolved. */
  function unanswered() {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const answer = Promise.withResolvers<void>();
    purse.judge = () => answer.promise;
    return { purse, deposit: newId('txn'), answer };
  }

  it('is settled at once, and what the provider’s step found before counts no more', async () => {
    const { purse, deposit, answer } = unanswered();
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      await run.signal('depositsChanged', decided(deposit));
      await called(purse, 'settle');
      // As the rows were before the decision.
      purse.steps.set(deposit, 'judge');
      answer.resolve();
      purse.state = 'DECLINED';
      await run.signal('purseChanged', []);
      await run.result();
      expect(purse.calls).toEqual(['open', 'judge', 'settle', 'open']);
    });
  });

  it('and waits for its block, hears of that too before the provider answers', async () => {
    const { purse, deposit, answer } = unanswered();
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      purse.settle = () => purse.steps.set(deposit, 'settle');
      await run.signal('depositsChanged', decided(deposit));
      await until(async () => (await run.report()).unfinished[0]?.step === 'settle');
      purse.settle = () => purse.steps.delete(deposit);
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls).toEqual(['open', 'judge', 'settle', 'settle']);
      answer.resolve();
    });
  });

  it('is not looked at for anything less than a decision', async () => {
    const { purse, deposit, answer } = unanswered();
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      await run.signal('depositsChanged', changed(deposit));
      await run.report();
      expect(purse.calls).toEqual(['open', 'judge']);
      purse.steps.set(deposit, 'settle');
      answer.resolve();
      await called(purse, 'settle');
    });
  });
});
