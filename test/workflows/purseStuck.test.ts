import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { needsAttention } from '../../domain/searchAttributes.ts';
import { FakePurse } from './fakePurse.ts';
import type { PurseRun, WorkflowServer } from './runPurse.ts';
import { startWorkflowServer, until, withPurse } from './runPurse.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
}, 120_000);
afterAll(() => server.environment.teardown());

async function isHeld({ workflowId }: PurseRun): Promise<unknown> {
  const { typedSearchAttributes } = await server.environment.client.workflow.getHandle(workflowId).describe();
  return typedSearchAttributes.get(needsAttention);
}

it('shows a settlement that keeps failing, retries it, and no longer shows it after it succeeded', async () => {
  const purse = new FakePurse();
  const deposit = newId('txn');
  purse.steps.set(deposit, 'settle');
  let mended = false;
  purse.settle = ids => {
    if (!mended) throw new Error('the registry no longer lists XYZ');
    for (const id of ids) purse.steps.delete(id);
  };
  await withPurse(server, purse, async run => {
    await run.issue();
    expect(await isHeld(run)).toBe(false);
    await server.environment.sleep('9 minutes');
    expect(await isHeld(run)).toBe(false);
    await server.environment.sleep('4 minutes');
    await until(async () => (await isHeld(run)) === true);
    expect((await run.report()).stuck).toEqual([
      { step: 'settle', reason: 'the registry no longer lists XYZ' },
    ]);
    // An hour later it is still shown once.
    await server.environment.sleep('1 hour');
    expect((await run.report()).stuck).toHaveLength(1);

    mended = true;
    await server.environment.sleep('2 minutes');
    await until(async () => (await isHeld(run)) === false);
    expect(await run.report()).toMatchObject({ stuck: [], unfinished: [] });
  });
});

class ClosedPurse extends FakePurse {
  mended = false;
  override activities() {
    const usual = super.activities();
    const openPurse: typeof usual.openPurse = input =>
      this.mended ? usual.openPurse(input) : Promise.reject(new Error('no key to derive from'));
    return { ...usual, openPurse };
  }
}

it('shows why a purse cannot be opened, before anything else is known about it', async () => {
  const purse = new ClosedPurse();
  await withPurse(server, purse, async run => {
    await run.signal('purseChanged', []);
    await server.environment.sleep('12 minutes');
    await until(async () => (await isHeld(run)) === true);
    purse.mended = true;
    await server.environment.sleep('2 minutes');
    await until(async () => (await isHeld(run)) === false);
    expect((await run.report()).state).toBe('ACTIVE');
  });
});
