import { activityInfo } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { FakePurse } from './fakePurse.ts';
import type { WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, withPurse } from './runPurse.ts';

// A separate file, so a separate server: a run that ended while a task of it was in progress keeps the server
// from skipping time for good, and the other stories of deposits end their runs at any moment.
let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

describe('a provider that gives no verdict', () => {
  it('is asked again an hour after it gave no verdict within its time', async () => {
    const purse = new FakePurse();
    purse.screening = 'remote';
    const deposit = newId('txn');
    const asked = new Set<number>();
    await withPurse(server, purse, async run => {
      await run.issue();
      purse.judge = () => {
        asked.add(activityInfo().scheduledTimestampMs);
        if (asked.size === 1) return Promise.reject(new Error('the provider does not answer'));
        // A declined purse ends with its last deposit; the server skips time while a test waits for an end.
        purse.state = 'DECLINED';
        return Promise.resolve();
      };
      await run.signal('depositsChanged', [{ transactionIds: [deposit] }]);
      await run.result();
      const [first = 0, second = 0] = asked;
      const minutes = (second - first) / 60_000;
      expect(minutes).toBeGreaterThan(85);
      expect(minutes).toBeLessThan(91);
    });
  });
});
