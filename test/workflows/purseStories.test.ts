import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { changed, day, startWorkflowServer, until, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const stepOf = async (run: PurseRun) => (await run.report()).unfinished[0]?.step;
const many = (count: number) => Array.from({ length: count }, () => newId('txn'));

/** A purse whose provider approves: a judged deposit waits for its block. */
function approved(screening: FakePurse['screening'] = 'inline') {
  const purse = new FakePurse();
  purse.screening = screening;
  purse.needsNext('settle');
  return purse;
}

describe.each(['inline', 'remote'] as const)('a deposit that is screened %s', screening => {
  it(`is withdrawn by a reorg before its credit, screened ${screening}`, async () => {
    const purse = approved(screening);
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await stepOf(run)) === 'settle');
      // Its block is lost: the row says so, and nothing is left to do.
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls).toEqual(['open', 'judge', 'settle']);
    });
  });

  it(`is taken back by a reorg after its credit, and credited again, screened ${screening}`, async () => {
    const purse = approved(screening);
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      for (const round of [1, 2]) {
        await run.signal('depositsChanged', changed(deposit));
        await until(async () => (await stepOf(run)) === 'settle');
        await run.signal('depositsChanged', changed(deposit));
        await until(async () => (await run.report()).unfinished.length === 0);
        expect(purse.calls.filter(call => call === 'settle')).toHaveLength(round);
      }
    });
  });

  it(`waits for a person, is decided over the API, and settled, screened ${screening}`, async () => {
    const purse = new FakePurse();
    purse.screening = screening;
    const deposit = newId('txn');
    purse.needsNext('decide');
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await stepOf(run)) === 'decide');
      await run.signal('depositsChanged', [{ transactionIds: [deposit], decided: true }]);
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls).toEqual(['open', 'judge', 'settle']);
    });
  });

  it(`waits for a person, is decided by signal, and settled, screened ${screening}`, async () => {
    const purse = new FakePurse();
    purse.screening = screening;
    const deposit = newId('txn');
    purse.needsNext('decide');
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await stepOf(run)) === 'decide');
      await run.signal('decide', [{ transactionId: deposit, verdict: 'approve', reason: 'a known payer' }]);
      await until(() => Promise.resolve(purse.calls.includes('decide')));
      // As the decision's own transaction signals it, through the outbox.
      await run.signal('depositsChanged', [{ transactionIds: [deposit], decided: true }]);
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(purse.calls).toEqual(['open', 'judge', 'decide', 'settle']);
    });
  });

  it(`comes in a burst, and each is judged and settled once, screened ${screening}`, async () => {
    const purse = approved(screening);
    // A remote provider is asked about each deposit alone: 4 events more.
    const deposits = many(screening === 'inline' ? 130 : 40);
    const judged: TransactionId[] = [];
    const judge = purse.judge;
    purse.judge = ids => {
      judged.push(...ids);
      return judge(ids);
    };
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(...deposits));
      await until(async () => {
        const { unfinished } = await run.report();
        return unfinished.length === deposits.length && unfinished.every(({ step }) => step === 'settle');
      });
      await run.signal('depositsChanged', changed(...deposits));
      await until(async () => (await run.report()).unfinished.length === 0);
      expect(judged.toSorted()).toEqual(deposits.toSorted());
    });
  });

  it(`is late: its purse had ended, is reopened, and ends again, screened ${screening}`, async () => {
    const purse = approved(screening);
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
      purse.calls.length = 0;
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await stepOf(run)) === 'settle');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.calls).toEqual(['open', 'judge', 'settle']);
    });
  });
});

it('deposits that come one after the other, while others are judged, are each finished', async () => {
  const purse = approved('remote');
  const deposits = many(12);
  await withPurse(purse, async run => {
    await run.issue();
    for (const deposit of deposits) await run.signal('depositsChanged', changed(deposit));
    await until(async () => (await run.report()).unfinished.length === deposits.length);
    for (const deposit of deposits) await run.signal('depositsChanged', changed(deposit));
    await until(async () => (await run.report()).unfinished.length === 0);
  });
});

describe('a purse whose time is over', () => {
  it('and which has an open session is archived when that has ended', async () => {
    const purse = new FakePurse();
    let looks = 0;
    purse.archive = () => (++looks < 5 ? 'session_open' : 'archive');
    await withPurse(purse, async run => {
      await run.issue();
      await run.result();
      expect(looks).toBe(5);
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('finds a deposit that it was not signalled, finishes it, and is archived', async () => {
    const purse = approved();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      purse.steps.set(deposit, 'judge');
      await server.environment.sleep(31 * day);
      await until(async () => (await stepOf(run)) === 'settle');
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
      expect(purse.calls).toEqual(['open', 'archive', 'judge', 'settle', 'archive']);
      expect(purse.state).toBe('ARCHIVED');
    });
  });

  it('and cannot be archived for long is shown as stuck, and archived when possible', async () => {
    const purse = new FakePurse();
    let mended = false;
    purse.archive = () => {
      if (!mended) throw new Error('the registry lost a network');
      return 'archive';
    };
    await withPurse(purse, async run => {
      await run.issue();
      await server.environment.sleep(30 * day + 13 * 60_000);
      await until(async () => (await run.report()).stuck[0]?.step === 'archive');
      mended = true;
      await run.result();
      expect(purse.state).toBe('ARCHIVED');
    });
  });
});

it('a provider that stays away leaves its deposit to a person, whose retry asks it again', async () => {
  const purse = new FakePurse();
  purse.screening = 'remote';
  const deposit = newId('txn');
  purse.judge = () => Promise.reject(new Error('the provider does not answer'));
  await withPurse(purse, async run => {
    await run.issue();
    await run.signal('depositsChanged', changed(deposit));
    await server.environment.sleep('31 minutes');
    await until(async () => (await stepOf(run)) === 'decide');
    purse.judge = () => Promise.resolve();
    await run.signal('retry', []);
    await until(async () => (await run.report()).unfinished.length === 0);
    // The hour after which it would have been asked again finds nothing to ask.
    await server.environment.sleep('61 minutes');
    const judged = purse.calls.filter(call => call === 'judge').length;
    await run.report();
    expect(purse.calls.filter(call => call === 'judge')).toHaveLength(judged);
  });
});

it('a customer who is blocked, paid to, and unblocked is shown so each time', async () => {
  const purse = approved();
  const deposit = newId('txn');
  await withPurse(purse, async run => {
    await run.issue();
    for (const blocked of [true, false]) {
      purse.blocked = blocked;
      await run.signal('purseChanged', []);
      await until(async () => (await run.report()).blocked === blocked);
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await stepOf(run)) === 'settle');
      await run.signal('depositsChanged', changed(deposit));
      await until(async () => (await run.report()).unfinished.length === 0);
    }
  });
});
