import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until, withPurse as run } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const newIds = (count: number) => Array.from({ length: count }, () => newId('txn')).toSorted();

/** Records the deposits of each judging, and the most deposits in work at once. */
function watched(purse: FakePurse) {
  const parts: (readonly TransactionId[])[] = [];
  const facts = { inWork: 0, most: 0 };
  purse.judge = async ids => {
    parts.push(ids);
    facts.inWork += ids.length;
    facts.most = Math.max(facts.most, facts.inWork);
    await new Promise(resolve => setTimeout(resolve, 5));
    facts.inWork -= ids.length;
  };
  return { parts, facts };
}

describe('a burst of deposits to one purse', () => {
  it('is judged 50 at a time, the first before the last are started', async () => {
    const purse = new FakePurse();
    const ids = newIds(430);
    const { parts, facts } = watched(purse);
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', [{ transactionIds: ids }]);
      await until(() => Promise.resolve(new Set(parts.flat()).size === ids.length));
      await until(async () => (await run.report()).unfinished.length === 0);
    });
    expect(parts.flat().toSorted()).toEqual(ids);
    expect(Math.max(...parts.map(part => part.length))).toBe(50);
    expect(facts.most).toBe(100);
  });

  it('that was judged is settled in batches, too', async () => {
    const purse = new FakePurse();
    const ids = newIds(130);
    for (const id of ids) purse.steps.set(id, 'settle');
    const parts: (readonly TransactionId[])[] = [];
    purse.settle = some => {
      parts.push(some);
      for (const id of some) purse.steps.delete(id);
    };
    await withPurse(purse, async run => {
      await run.issue();
      await until(() => Promise.resolve(purse.steps.size === 0));
      await until(async () => (await run.report()).unfinished.length === 0);
    });
    expect(parts.map(part => part.length)).toEqual([50, 50, 30]);
  });

  it('continues with what an attempt had no time for', async () => {
    const purse = new FakePurse();
    const ids = newIds(75);
    const { parts } = watched(purse);
    // Of each part, it reaches the first twenty.
    purse.answers = some => some.slice(0, 20);
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', [{ transactionIds: ids }]);
      await until(() => Promise.resolve(parts.length >= 5));
      await until(async () => (await run.report()).unfinished.length === 0);
    });
    const last = new Map(parts.map((part, at) => [part, at]));
    expect(new Set(parts.flatMap(part => (last.has(part) ? part.slice(0, 20) : [])))).toEqual(new Set(ids));
  });

  it('does not delay a decision by hand while a provider is asked about hundreds', async () => {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const ids = newIds(60);
    const answer = Promise.withResolvers<void>();
    const settled: TransactionId[] = [];
    const asked = new Set<TransactionId>();
    purse.judge = async some => {
      for (const id of some) asked.add(id);
      await answer.promise;
    };
    purse.settle = some => settled.push(...some);
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', [{ transactionIds: ids }]);
      await until(() => Promise.resolve(asked.size === ids.length));
      const [decided] = ids;
      await run.signal('depositsChanged', [{ transactionIds: [decided], decided: true }]);
      await until(() => Promise.resolve(settled.length === 1));
      expect(settled).toEqual([decided]);
      answer.resolve();
      await until(async () => (await run.report()).unfinished.length === 0);
    });
  });

  it('is loaded in parts by a run that begins, and ends with the last part', async () => {
    const purse = new FakePurse();
    purse.state = 'ARCHIVED';
    purse.loadedAtOnce = 40;
    const ids = newIds(100);
    for (const id of ids) purse.steps.set(id, 'settle');
    await withPurse(purse, async run => {
      await run.signal('purseChanged', []);
      await until(() => Promise.resolve(purse.steps.size === 0));
    });
    expect(purse.calls.filter(call => call === 'open').length).toBeGreaterThanOrEqual(3);
  });
});
