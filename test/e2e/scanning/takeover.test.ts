import { afterAll, beforeAll, expect, it } from 'vitest';
import { scannerTaskQueue } from '../../../domain/scanning/messages.ts';
import type { TestStack } from '../testStack.ts';
import { eventually, startTestStack } from '../testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack();
}, 120_000);
afterAll(() => run.stop());

async function addressOf(externalId: string): Promise<string> {
  await run.api.post('/v1/customers', { body: { externalId } });
  const purse = await run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
  return purse.address;
}

async function depositOf(externalId: string): Promise<void> {
  const address = await addressOf(externalId);
  const hash = await run.payTo(address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await run.network('ETHEREUM').mine(4);
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
}

async function epochs(): Promise<readonly number[]> {
  const rows = await run.db.selectFrom('chain_cursors').select('epoch').orderBy('chain_id').execute();
  return rows.map(({ epoch }) => epoch);
}

it('scanning is retried without back-off, so that any attempt takes a chain over as fast as the first', async () => {
  const scheduled = await eventually('the chain is scanned', async () => {
    const { events } = await run.temporal.workflow.getHandle('chain/ETHEREUM').fetchHistory();
    const found = (events ?? []).flatMap(event => event.activityTaskScheduledEventAttributes ?? []);
    return found.length > 0 && found;
  });
  for (const { retryPolicy, heartbeatTimeout, taskQueue } of scheduled) {
    expect(retryPolicy?.backoffCoefficient).toBe(1);
    expect(Number(retryPolicy?.maximumInterval?.seconds)).toBeLessThanOrEqual(1);
    expect(Number(heartbeatTimeout?.seconds)).toBeLessThanOrEqual(8);
    expect(taskQueue?.name).toBe(scannerTaskQueue);
  }
});

it.for<NodeJS.Signals>(['SIGKILL', 'SIGSTOP'])(
  'another worker takes over all chains from one that met %s',
  { timeout: 120_000 },
  async signal => {
    const owner = run.stack.worker();
    const before = await eventually('it owns all chains', async () => {
      const all = await epochs();
      return all.length === run.stack.networks.length && all.every(epoch => epoch > 0) && all;
    });
    await run.stack.startWorker();
    expect(await epochs()).toEqual(before);
    process.kill(owner.pid, signal);
    try {
      await eventually(
        'all chains have another owner',
        async () => (await epochs()).every((epoch, at) => epoch > (before[at] ?? 0)),
        60_000,
      );
      await depositOf(signal);
    } finally {
      if (signal === 'SIGSTOP') process.kill(owner.pid, 'SIGKILL');
    }
  },
);

it('each customer gets an address by its first call, although a worker froze with work assigned', async () => {
  const frozen = run.stack.worker();
  await run.stack.startWorker();
  process.kill(frozen.pid, 'SIGSTOP');
  try {
    const addresses = new Set<string>();
    for (let each = 1; each <= 10; each += 1) addresses.add(await addressOf(`frozen-${String(each)}`));
    expect(addresses.size).toBe(10);
  } finally {
    process.kill(frozen.pid, 'SIGKILL');
  }
}, 60_000);

it('a scanner and purses may run in separate processes', async () => {
  const both = run.stack.worker();
  const scanner = await run.stack.startWorker({ PURSER_ROLE: 'scanner' });
  const others = await run.stack.startWorker({ PURSER_ROLE: 'purses,relay,loops' });
  await both.stop();
  await depositOf('apart');
  await scanner.stop();
  expect(others.pid).toBe(run.stack.worker().pid);
}, 120_000);
