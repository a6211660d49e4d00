import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

const overdue = 5000;
/** What `worker.ts` sets: one batch of ten a second, for all workers together. */
const [batch, paceMs] = [10, 1000];

let run: TestStack;
let address: string;
beforeAll(async () => {
  run = await startTestStack();
  await run.api.post('/v1/customers', { body: { externalId: 'payer' } });
  ({ address } = await run.api.get('/v1/purse', { query: { customerId: 'payer', currency: 'ETH' } }));
  await deposit();
});
afterAll(async () => {
  // Purses that were not woken are not read: the audit need not read 5,000 balances.
  await run.stack.worker().stop();
  await sql`delete from signal_outbox`.execute(run.db);
  await sql`delete from purses where state = 'ACTIVE' and expires_at < now()`.execute(run.db);
  await run.stop();
});

/** Pays one coin, and waits until it is credited. */
async function deposit(): Promise<void> {
  const hash = await run.payTo(address, 'ETH', '1');
  await eventually(
    'it is credited',
    async () => (await run.transactionOf(hash))?.creditedTo === 'customer',
    60_000,
  );
}

/** Purses that should have ended two hours ago, and whose workflows are lost. */
async function loseWorkflows(): Promise<void> {
  await sql`
    with account as (select id from accounts limit 1), c as (
      insert into customers (id, account_id, metadata)
      select 'cus_' || md5('lost' || n), account.id, '{}' from account, generate_series(1, ${overdue}::int) n
      returning id, account_id
    ), a as (select *, '0x' || left(md5(id) || md5(id || 'a'), 40) as address from c)
    insert into purses
      (id, account_id, customer_id, state, address, address_checksum, hd_fingerprint, hd_index, expires_at)
    select 'pur_' || md5(id), account_id, id, 'ACTIVE', address, address, address, 0, now() - interval '2 hours'
    from a
  `.execute(run.db);
}

async function count(from: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(run.db);
  return rows[0]?.n ?? 0;
}

it('three workers that start at once wake overdue purses at one pace, each once, and deposits are credited meanwhile', async () => {
  await run.stack.worker().stop();
  await loseWorkflows();
  const workers = await Promise.all([1, 2, 3].map(() => run.stack.startWorker()));
  for (let n = 0; n < 3; n++) await deposit();
  const ended = sql`purses where state <> 'ACTIVE'`;
  await eventually('four batches took effect', async () => (await count(ended)) >= 4 * batch, 60_000);

  const { rows } = await sql<{ woken: number; twice: number; ms: number }>`
    select count(*)::int as woken, count(*) filter (where times > 1)::int as twice,
      (extract(epoch from max(woken_at) - min(woken_at)) * 1000)::int as ms from wakes
    -- Without those that are only noted: a deposit between its finality and its posting is.
    where times > 0
  `.execute(run.db);
  const [{ woken, twice, ms } = { woken: 0, twice: 0, ms: 0 }] = rows;
  expect(twice).toBe(0);
  expect(woken).toBeLessThanOrEqual(batch * (2 + ms / paceMs));

  // Three relays sent them, each signal once.
  const { rows: ids } = await sql<{ id: string }>`select id from ${ended} limit ${batch}`.execute(run.db);
  for (const { id } of ids) {
    const { events = [] } = await run.temporal.workflow.getHandle(`purse/${id}`).fetchHistory();
    expect(events?.filter(event => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
  }
  const current = run.stack.worker();
  for (const worker of workers) if (worker !== current) await worker.stop();
  // Until the chain has its owner, whichever it is.
  await deposit();
}, 180_000);

it('a deposit goes before thousands of waiting wake-ups', async () => {
  await sql`
    insert into signal_outbox (purse_id, signal, payload, priority)
    select id, 'purseChanged', 'null', 1 from purses where state = 'ACTIVE' and expires_at < now()
  `.execute(run.db);
  const waiting = sql`signal_outbox where priority = 1`;
  const before = await count(waiting);
  await deposit();
  expect(await count(waiting)).toBeGreaterThan(before / 2);
  await sql`delete from ${waiting}`.execute(run.db);
}, 120_000);
