import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import type { HeldMoney } from '../../domain/messages.ts';
import { needsAttention, status } from '../../domain/searchAttributes.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { changed, startWorkflowServer, until, withPurse as run } from './runPurse.ts';

/** The most bytes that Temporal accepts as details. */
const detailsLimit = 20_000;
/** How often a step is tried before it counts as failing. */
const attemptsOfAStep = 3;

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

const withPurse = (purse: FakePurse, story: (run: PurseRun) => Promise<void>) => run(server, purse, story);
const shows = (run: PurseRun, ...texts: readonly string[]) =>
  until(async () => {
    const details = await run.details();
    return texts.every(text => details.includes(text));
  });

/** A purse whose provider leaves everything to a person. */
function undecided(): FakePurse {
  const purse = new FakePurse();
  purse.needsNext('decide');
  return purse;
}

describe('what is shown of a purse', () => {
  it('names the refused signals, with what was wrong with each', async () => {
    const purse = new FakePurse();
    const unknown = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      expect(await run.details()).not.toContain('was refused');
      purse.decide = () => 'malformed';
      await run.signal('decide', [{ transactionId: unknown, verdict: 'aprove', reason: 'r' }]);
      await shows(run, "verdict must be approve or decline, not 'aprove'.");
      purse.decide = () => 'not_found';
      await run.signal('decide', [{ transactionId: unknown, verdict: 'approve', reason: 'r' }]);
      await shows(run, `${unknown} is not a deposit of this purse.`);
      purse.decide = () => {
        throw ApplicationFailure.create({ type: 'internal', nonRetryable: true });
      };
      await run.signal('decide', [{ transactionId: unknown, verdict: 'approve', reason: 'r' }]);
      await shows(run, 'It could not be carried out');
      await run.signal('Decide', [{ transactionId: unknown, verdict: 'approve', reason: 'r' }]);
      await shows(run, "There is no signal 'Decide'.");
      expect((await run.details()).match(/was refused/g)).toHaveLength(4);
    });
  });

  it('says of a deposit that waits for a person how much came from whom, since when, and why', async () => {
    const purse = undecided();
    const deposit = newId('txn');
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await shows(
        run,
        '**Waits for a person**: 1 deposit.',
        `\n\n- \`${deposit}\`: **15 USDT** from \`0x0000000000000000000000000000000000000001\`, since 2026-11-29T01:02:03.000Z. The provider leaves it to a person.`,
      );
      expect(purse.described).toBe(1);
    });
  });

  it('says why a deposit has no answer from its provider', async () => {
    const purse = new FakePurse();
    const deposit = newId('txn');
    purse.judge = () => Promise.reject(new Error('the provider answers 503'));
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await server.environment.sleep('32 minutes');
      await shows(
        run,
        `\`${deposit}\`: **15 USDT**`,
        'is asked again within the hour: the provider answers 503',
      );
      purse.judge = () => {
        purse.steps.delete(deposit);
        return Promise.resolve();
      };
      await run.signal('retry', []);
      await shows(run, 'No unfinished deposit.');
    });
  });

  it('is looked up again after an hour if that failed, and not before', async () => {
    const purse = undecided();
    const deposit = newId('txn');
    const facts = purse.describe.bind(purse);
    purse.describe = () => {
      throw new Error('the database does not answer');
    };
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(deposit));
      await until(() => Promise.resolve(purse.described === attemptsOfAStep));
      await server.environment.sleep('59 minutes');
      expect(purse.described).toBe(attemptsOfAStep);
      await server.environment.sleep('2 minutes');
      await until(() => Promise.resolve(purse.described === 2 * attemptsOfAStep));
      purse.describe = facts;
      await server.environment.sleep('61 minutes');
      await shows(run, `\`${deposit}\`: **15 USDT**`);
      expect(purse.described).toBe(2 * attemptsOfAStep + 1);
    });
  });

  it('cuts nothing off: what does not fit is counted', async () => {
    const purse = undecided();
    const deposits = Array.from({ length: 300 }, () => newId('txn'));
    await withPurse(purse, async run => {
      await run.issue();
      await run.signal('depositsChanged', changed(...deposits));
      await shows(run, '**Waits for a person**: 300 deposits.', '**15 USDT**');
      const details = await run.details();
      expect(Buffer.byteLength(details)).toBeLessThan(detailsLimit);
      const named = deposits.filter(id => details.includes(id));
      expect(named.length).toBeGreaterThan(20);
      expect(details).toContain(`- and ${String(300 - named.length)} more: the query \`status\``);
      expect((await run.report()).unfinished).toHaveLength(300);
    });
  });
});

describe('a purse that holds money', () => {
  const deposit = newId('txn');
  const money: HeldMoney = {
    count: 1,
    sums: new FakePurse().describe([deposit]).deposits.map(({ amount, currency }) => ({ amount, currency })),
    deposits: new FakePurse().describe([deposit]).deposits.map(facts => ({ ...facts, declinedBy: 'list' })),
  };

  it('stays open to be found, shows what it holds, and ends when that was freed', async () => {
    const purse = new FakePurse();
    await withPurse(purse, async run => {
      await run.issue();
      purse.steps.set(deposit, 'judge');
      purse.judge = () => {
        purse.state = 'DECLINED';
        purse.steps.delete(deposit);
        purse.held = money;
        return Promise.resolve();
      };
      await run.signal('depositsChanged', changed(deposit));
      await shows(
        run,
        '**DECLINED**',
        '**Holds 15 USDT**, of 1 deposit.',
        `\`${deposit}\``,
        'Declined by list.',
      );
      expect((await run.report()).held).toEqual(money);
      const { typedSearchAttributes, status: at } = await server.environment.client.workflow
        .getHandle(run.workflowId)
        .describe();
      expect(at.name).toBe('RUNNING');
      expect(typedSearchAttributes.get(status)).toBe('DECLINED');
      // Nothing is undecided.
      expect(typedSearchAttributes.get(needsAttention)).toBe(false);

      purse.decide = () => {
        purse.held = null;
        purse.judge = () => Promise.resolve();
        return 'recorded';
      };
      await run.decide({ transactionId: deposit, verdict: 'approve', reason: 'r', by: 'grace' });
      await run.signal('depositsChanged', changed(deposit));
      await run.result();
    });
  });

  it('looks up what it holds again after an hour if that failed', async () => {
    const purse = new FakePurse();
    purse.state = 'DECLINED';
    purse.held = money;
    const facts = purse.describe.bind(purse);
    purse.describe = () => {
      throw new Error('the database does not answer');
    };
    await withPurse(purse, async run => {
      await run.signal('purseChanged', []);
      await until(() => Promise.resolve(purse.described === attemptsOfAStep));
      purse.describe = facts;
      await server.environment.sleep('61 minutes');
      await shows(run, '**Holds 15 USDT**, of 1 deposit.');
      purse.held = null;
      await run.signal('purseChanged', []);
      await run.result();
    });
  });

  it('shows what it holds while it is active, too, and expires with it', async () => {
    const purse = new FakePurse();
    purse.held = money;
    await withPurse(purse, async run => {
      await run.issue();
      await shows(run, '**ACTIVE**', '**Holds 15 USDT**, of 1 deposit.');
      await server.environment.sleep('31 days');
      await shows(run, '**ARCHIVED**', '**Holds 15 USDT**, of 1 deposit.');
      purse.held = null;
      await run.signal('purseChanged', []);
      await run.result();
    });
  });

  it('shows what it holds, too, if its workflow is started again', async () => {
    const purse = new FakePurse();
    purse.state = 'DECLINED';
    purse.held = money;
    await withPurse(purse, async run => {
      await run.signal('purseChanged', []);
      await shows(run, '**Holds 15 USDT**, of 1 deposit.');
      purse.held = null;
      await run.signal('purseChanged', []);
      await run.result();
    });
  });
});
