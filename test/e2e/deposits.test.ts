import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookSchema } from '../../api/openapi/eventSchemas.ts';
import { createClient } from '../../client/index.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack();
});
afterAll(() => run.stop());

async function newCustomer(externalId: string): Promise<string> {
  return (await run.api.post('/v1/customers', { body: { externalId } })).id;
}
const purseOf = (customerId: string, currency = 'ETH') =>
  run.api.get('/v1/purse', { query: { customerId, currency } });

describe('a purse', () => {
  it('is one, with one address and one workflow, for a hundred simultaneous callers', async () => {
    const customer = await newCustomer('hundred');
    const answers = await Promise.all(Array.from({ length: 100 }, () => purseOf('hundred')));
    expect(new Set(answers.map(answer => `${answer.purseId} ${answer.address}`)).size).toBe(1);

    const rows = await run.db
      .selectFrom('purses')
      .select('id')
      .where('customer_id', '=', customer as never)
      .execute();
    expect(rows).toEqual([{ id: answers[0]?.purseId }]);
    const workflows: string[] = [];
    await eventually('the purse is visible to operators', async () => {
      workflows.length = 0;
      const query = `WorkflowType = 'purse' and PurserCustomer = '${customer}'`;
      for await (const workflow of run.temporal.workflow.list({ query })) workflows.push(workflow.workflowId);
      return workflows.length > 0;
    });
    expect(workflows).toEqual([`purse/${String(answers[0]?.purseId)}`]);
  });

  it('is not created for an unsupported currency: no address, row or workflow', async () => {
    const customer = await newCustomer('doge');
    await expect(purseOf('doge', 'DOGE')).rejects.toMatchObject({
      status: 422,
      code: 'currency_not_supported',
    });
    expect(
      await run.db
        .selectFrom('purses')
        .select('id')
        .where('customer_id', '=', customer as never)
        .execute(),
    ).toEqual([]);
  });
});

describe('a deposit', () => {
  it('goes from the pool over compliance to the balance, with one event per step', async () => {
    await newCustomer('native');
    const purse = await purseOf('native');
    const hash = await run.payTo(purse.address, 'ETH', '1.25');
    const pending = await run.awaitEvent('CUSTOMER_PURSE_MEM_POOL_FOUND', hash);
    expect(pending.data).toMatchObject({
      status: 'MEM_POOL_FOUND',
      complianceStatus: 'UNCHECKED',
      amount: '1.25',
    });
    const seen = await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    expect(seen.data).toMatchObject({ status: 'PENDING_COMPLIANCE_CHECK', complianceStatus: 'IN_PROGRESS' });
    const credited = await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(credited.data).toMatchObject({
      status: 'CONFIRMED',
      complianceStatus: 'CHECKED',
      blocked: false,
      late: false,
    });
    expect([pending, seen, credited].map(event => event.resource.version)).toEqual([1, 2, 3]);
    expect(await run.api.get('/v1/balances', { query: { customerId: 'native' } })).toMatchObject([
      { coin: 'ETH', deposited: '1.25', charged: '0', balance: '1.25' },
    ]);
  });

  it('of a token counts by the contract that emitted it, with the decimals of its chain', async () => {
    await newCustomer('tokens');
    const purse = await purseOf('tokens', 'USDT_BSC');
    const hash = await run.payTo(purse.address, 'USDT_BSC', '12.000000000000000001');
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(await run.api.get('/v1/balances', { query: { customerId: 'tokens' } })).toMatchObject([
      { coin: 'USDT_BSC', balance: '12.000000000000000001' },
    ]);
  });

  it('below the minimum waits unattributed until its purse’s dust reaches it, then each is credited', async () => {
    await newCustomer('dust');
    const purse = await purseOf('dust', 'USDT_ETH');
    const first = await run.payTo(purse.address, 'USDT_ETH', '0.4');
    const waiting = await eventually('the dust is posted', async () => {
      const found = await run.transactionOf(first);
      return found?.status === 'BELOW_MINIMUM' && found;
    });
    expect(waiting).toMatchObject({ creditedTo: 'unattributed', complianceStatus: 'CHECKED' });
    const second = await run.payTo(purse.address, 'USDT_ETH', '0.6');
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', first);
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', second);
    expect(await run.api.get('/v1/balances', { query: { customerId: 'dust' } })).toMatchObject([
      { balance: '1' },
    ]);
  });

  it('to a customer blocked before the credit goes to the merchant', async () => {
    await newCustomer('blocked');
    const purse = await purseOf('blocked', 'POL');
    const chain = run.network('POLYGON');
    const hash = await run.payTo(purse.address, 'POL', '7');
    await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    await chain.pauseMining();
    await run.api.post('/v1/customers/{id}/block', { path: { id: 'blocked' }, body: { reason: 'test' } });
    chain.resumeMining();
    const credited = await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(credited.data).toMatchObject({ blocked: true });
    expect(await run.transactionOf(hash)).toMatchObject({ creditedTo: 'merchant', status: 'CONFIRMED' });
  });

  it('that a reorg removes is withdrawn, and credited once when it returns', async () => {
    await newCustomer('reorg');
    const purse = await purseOf('reorg');
    const chain = run.network('ETHEREUM');
    await chain.pauseMining();
    const snapshot = await chain.request('evm_snapshot');
    const hash = await run.payTo(purse.address, 'ETH', '2');
    const raw = await chain.request('eth_getRawTransactionByHash', [hash]).catch(() => undefined);
    await chain.mine(1);
    await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
    await chain.request('evm_revert', [snapshot]);
    await chain.mine(2);
    const gone = await run.awaitEvent('TRANSACTION_REORGED', hash);
    expect(gone.data).toMatchObject({ reversed: false, status: 'REORGED' });
    expect(await run.transactionOf(hash)).toMatchObject({ confirmations: 0, creditedTo: null });

    // The same signed transaction again: as the faucet's nonce went back, the same payment is the same
    // transaction.
    const again =
      raw === undefined
        ? await run.payTo(purse.address, 'ETH', '2')
        : await chain.request('eth_sendRawTransaction', [raw]);
    expect(again).toBe(hash);
    chain.resumeMining();
    await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
    expect(await entriesOf(hash)).toEqual([{ purpose: 'credit', incarnation: 0 }]);
  });

  it('to an unknown address has no effect', async () => {
    const before = await countTransactions();
    await run.payTo('0x000000000000000000000000000000000000dEaD', 'ETH', '1');
    await run.network('ETHEREUM').mine(5);
    const marker = await newCustomer('marker').then(() => purseOf('marker'));
    await run.awaitEvent(
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
      await run.payTo(marker.address, 'ETH', '1'),
    );
    expect(await countTransactions()).toBe(before + 1);
  });
});

it('keeps books that sum to zero, and sequences without a gap', async () => {
  const { rows } = await sql<{ currency: string; total: string }>`
    select currency, sum(amount)::text as total from postings group by currency`.execute(run.db);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.every(row => row.total === '0')).toBe(true);
  const gaps = await sql<{ sequence: number }>`
    select sequence from (select sequence, row_number() over (partition by account_id order by sequence) as nth
    from events) numbered where sequence <> nth`.execute(run.db);
  expect(gaps.rows).toEqual([]);
});

it('sends events that match the document’s types exactly', async () => {
  const types = new Set<string>();
  for await (const event of run.api.events.after(0)) {
    expect(webhookSchema(event.type).parse(event)).toEqual(event);
    types.add(event.type);
  }
  expect(types.size).toBeGreaterThan(5);
});

it('answers a wrong key with 401, and does not know other accounts’ customers', async () => {
  const wrong = createClient({ baseUrl: run.stack.running.api, apiKey: 'sk_test_wrong' });
  await expect(wrong.get('/v1/customers/{id}', { path: { id: 'native' } })).rejects.toMatchObject({
    status: 401,
    code: 'unauthorized',
  });
  await expect(purseOf('nobody')).rejects.toMatchObject({ status: 404, code: 'customer_not_found' });
});

async function entriesOf(txHash: string): Promise<readonly { purpose: string; incarnation: number }[]> {
  return run.db
    .selectFrom('entries')
    .innerJoin('transactions', 'transactions.id', 'entries.transaction_id')
    .select(['purpose', 'entries.incarnation'])
    .where('tx_hash', '=', txHash as never)
    .orderBy('entries.id')
    .execute();
}

async function countTransactions(): Promise<number> {
  const { count } = await run.db
    .selectFrom('transactions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
