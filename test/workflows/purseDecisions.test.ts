import { ApplicationFailure } from '@temporalio/activity';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { changed, until, startWorkflowServer, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const decided = (...ids: TransactionId[]) => [{ transactionIds: ids, decided: true }] as const;
const called = (purse: FakePurse, call: string, times = 1) =>
  until(() => Promise.resolve(purse.calls.filter(made => made === call).length === times));

/** What the purse is told to decide from now on, in order. */
function recordDecisions(purse: FakePurse): readonly unknown[] {
  const received: unknown[] = [];
  purse.decide = decision => {
    received.push(decision);
    return 'recorded';
  };
  return received;
}

/** A purse that fails to carry out any decision before `mend` is called. */
function unableToDecide() {
  const purse = new FakePurse();
  let mended = false;
  purse.decide = () => {
    if (!mended) throw new Error('the registry lost a currency');
    return 'recorded';
  };
  const mend = (): void => {
    mended = true;
  };
  return { purse, mend };
}

describe('what an operator decides by signal', () => {
  it('is carried out in the order of its arrival, each decision once', async () => {
    const purse = new FakePurse();
    const decisions = [
      { transactionId: newId('txn'), verdict: 'approve', reason: 'a known payer' },
      { transactionId: newId('txn'), verdict: 'decline', reason: 'a stolen coin' },
    ];
    const received = recordDecisions(purse);
    await withPurse(purse, async run => {
      await run.issue();
      for (const decision of decisions) await run.signal('decide', [decision]);
      await called(purse, 'decide', 2);
      await run.report();
      expect(received).toEqual(decisions);
    });
  });

  it('but is unreadable, too late, or cannot be carried out, leaves the purse as it was', async () => {
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

  it('but fails for long, delays no deposit, and is carried out when possible, before the purse ends', async () => {
    const { purse, mend } = unableToDecide();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('decide', [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r' }]);
      await until(() => Promise.resolve(purse.calls.includes('decide')));
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      purse.state = 'DECLINED';
      await run.signal('purseChanged', []);
      mend();
      await run.result();
      expect(purse.calls.at(-1)).toBe('decide');
    });
  });

  it('reopens a purse that had ended, which ends again afterwards', async () => {
    const purse = new FakePurse();
    purse.state = 'DECLINED';
    await withPurse(purse, async run => {
      await run.signal('decide', [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r' }]);
      await run.result();
      expect(purse.calls).toEqual(['open', 'decide']);
    });
  });
});

describe('what an operator decides by update', () => {
  /** temporal.api.enums.v1.EventType */
  const updateAccepted = '41';
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /^A decision is one object/],
    ['approve it', /^A decision is one object/],
    [{}, /^transactionId is missing/],
    [
      { transactionId: 'txn_1', verdict: 'approve', reason: 'r', by: 'b' },
      /^transactionId must be .*, not 'txn_1'\.$/,
    ],
    [
      { transactionId: newId('txn'), verdict: 'aprove', reason: 'r', by: 'b' },
      /^verdict must be .*, not 'aprove'\.$/,
    ],
    [{ transactionId: newId('txn'), verdict: 'approve', by: 'b' }, /^reason is missing/],
    [{ transactionId: newId('txn'), verdict: 'approve', reason: ' ', by: 'b' }, /^reason must be /],
    [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r' }, /^by is missing/],
    [{ transactionId: newId('txn'), verdict: 'approve', reason: 'r', by: '' }, /^by must be /],
    [
      { transactionId: newId('txn'), verdict: 'approve', reason: 'r', by: newId('key') },
      /^by must be .* not the id of an API key/,
    ],
    [
      {
        transactionId: newId('txn'),
        verdict: 'approve',
        reason: 'r',
        by: ` ${newId('key').toUpperCase()}\u200b`,
      },
      /^by must be /,
    ],
    [
      { transactionId: newId('txn'), verdict: 'approve', reason: 'r', by: 'b', for: 1 },
      /^'for' is not a field/,
    ],
  ];

  it('is refused at once if it is unreadable, with a sentence, and leaves no trace in the history', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      for (const [decision, sentence] of wrong) {
        expect(await refused(run.decide(decision))).toEqual({
          type: 'malformed',
          message: expect.stringMatching(sentence) as unknown,
        });
      }
      expect(purse.calls).toEqual(['open']);
      // Only that of the update `issue`.
      expect((await run.eventTypes()).filter(type => type === updateAccepted)).toHaveLength(1);
    });
  });

  it('fails with a sentence if it changes nothing, and returns what it changed', async () => {
    const purse = new FakePurse();
    const decision = { transactionId: newId('txn'), verdict: 'approve', reason: 'r', by: 'grace' } as const;
    const standing = { verdict: 'decline', by: 'ada', at: '2026-11-29T01:02:03.000Z' } as const;
    await withPurse(purse, async run => {
      await run.issue();
      purse.decide = () => 'not_found';
      expect(await refused(run.decide(decision))).toEqual({
        type: 'not_found',
        message: `${decision.transactionId} is not a deposit of this purse.`,
      });
      purse.decide = () => ({ outcome: 'already_decided', standing });
      expect(await refused(run.decide(decision))).toEqual({
        type: 'already_decided',
        message: `${decision.transactionId} was decided already: decline, by ada, at ${standing.at}.`,
      });
      const received = recordDecisions(purse);
      expect(await run.decide(decision)).toEqual({
        transactionId: decision.transactionId,
        verdict: 'approve',
      });
      expect(received).toEqual([decision]);
    });
  });

  it('is carried out in the order of its arrival, whether by signal or by update', async () => {
    const purse = new FakePurse();
    const decisions = ['ada', 'grace', 'mary'].map(by => ({
      transactionId: newId('txn'),
      verdict: 'approve' as const,
      reason: 'r',
      by,
    }));
    const received = recordDecisions(purse);
    await withPurse(purse, async run => {
      await run.issue();
      const [first, second, third] = decisions;
      await run.decide(first);
      await run.signal('decide', [second]);
      await called(purse, 'decide', 2);
      await run.decide(third);
      expect(received).toEqual(decisions);
    });
  });

  it('keeps a purse from ending before it is answered', async () => {
    const { purse, mend } = unableToDecide();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      const answer = run.decide({ transactionId: deposit, verdict: 'approve', reason: 'r', by: 'grace' });
      await until(() => Promise.resolve(purse.calls.includes('decide')));
      purse.state = 'DECLINED';
      await run.signal('purseChanged', []);
      await called(purse, 'open', 2);
      mend();
      expect(await answer).toEqual({ transactionId: deposit, verdict: 'approve' });
      await run.result();
    });
  });
});

/** Why an update was refused. */
async function refused(
  answer: Promise<unknown>,
): Promise<{ readonly type: unknown; readonly message: string }> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) {
    throw new Error('it was not refused', { cause: error });
  }
  return { type: error.cause.type, message: error.cause.message };
}

describe('a deposit that is decided while its provider is being asked', () => {
  /** The provider is asked about the deposit, and does not answer before `answer` is resolved. */
  function unanswered() {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const answer = Promise.withResolvers<void>();
    purse.judge = () => answer.promise;
    return { purse, deposit: newId('txn'), answer };
  }

  it('is settled at once, and the result of the provider’s step no longer counts', async () => {
    const { purse, deposit, answer } = unanswered();
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await called(purse, 'judge');
      await run.signal('depositsChanged', decided(deposit));
      await called(purse, 'settle');
      // The rows as before the decision.
      purse.steps.set(deposit, 'judge');
      answer.resolve();
      purse.state = 'DECLINED';
      await run.signal('purseChanged', []);
      await run.result();
      expect(purse.calls).toEqual(['open', 'judge', 'settle', 'open']);
    });
  });

  it('and waits for its block, is settled when that is final, even before the provider answers', async () => {
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
