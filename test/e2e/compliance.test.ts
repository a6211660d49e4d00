import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { balancesAnswer, customerAnswer, purseAnswer } from '../../cli/apiClient.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
let provider: Server;
/** What the provider answers, and how often it was asked. */
let answer: { status: number; body: string } = { status: 200, body: '{"verdict":"approve","score":1}' };
let asked = 0;

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked += 1;
    request.resume();
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const address = provider.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  run = await startTestStack({
    workerEnv: { PURSER_COMPLIANCE: 'http', PURSER_COMPLIANCE_URL: `http://127.0.0.1:${String(port)}/` },
  });
});
afterAll(async () => {
  await run.stop();
  provider.close();
});

async function newPurse(externalId: string) {
  await run.api.post('/v1/customers', { externalId }, customerAnswer);
  return run.api.get(`/v1/purse?customerId=${externalId}&currency=ETH`, purseAnswer);
}
const balancesOf = (customer: string) => run.api.get(`/v1/balances?customerId=${customer}`, balancesAnswer);

it('credits what the provider approves, for no more than fifteen history events', async () => {
  const purse = await newPurse('approved');
  const handle = run.temporal.workflow.getHandle(`purse/${purse.purseId}`);
  const length = async () => (await handle.fetchHistory()).events?.length ?? 0;
  const before = await length();
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect((await length()) - before).toBeLessThanOrEqual(15);
});

it('credits nothing while the provider does not answer, and what a person approves meanwhile', async () => {
  answer = { status: 500, body: '' };
  const purse = await newPurse('silent');
  const before = asked;
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await run.network('ETHEREUM').mine(5);
  await eventually('the provider is asked again and again', () => Promise.resolve(asked >= before + 3));
  const waiting = await run.transactionOf(hash);
  expect(waiting).toMatchObject({
    status: 'PENDING_COMPLIANCE_CHECK',
    complianceStatus: 'IN_PROGRESS',
    creditedTo: null,
  });
  expect(waiting?.confirmations).toBeGreaterThanOrEqual(3);

  await run.api.post(
    `/v1/transactions/${String(waiting?.id)}/compliance`,
    { verdict: 'approve', reason: 'known customer' },
    z.unknown(),
  );
  await run.heard('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect(await balancesOf('silent')).toMatchObject([{ balance: '1' }]);
  answer = { status: 200, body: '{"verdict":"approve"}' };
});

it('holds what is declined, and all that comes to the purse after it', async () => {
  answer = { status: 200, body: '{"verdict":"decline","score":99}' };
  const purse = await newPurse('declined');
  const first = await run.payTo(purse.address, 'ETH', '1');
  await run.heard('CUSTOMER_PURSE_COMPLIANCE_DECLINED', first);
  answer = { status: 200, body: '{"verdict":"approve"}' };
  const second = await run.payTo(purse.address, 'ETH', '2');
  await run.heard('CUSTOMER_PURSE_COMPLIANCE_DECLINED', second);
  for (const hash of [first, second]) {
    await eventually('it is held', async () => (await run.transactionOf(hash))?.creditedTo === 'held');
  }
  expect((await balancesOf('declined')).every(({ balance }) => balance === '0')).toBe(true);
  const held = await run.api.get(`/v1/purses/${purse.purseId}`, purseAnswer);
  expect(held).toMatchObject({ status: 'DECLINED' });
  expect(held.accounts.find(({ currency }) => currency === 'ETH')).toMatchObject({
    held: '3',
    received: '0',
  });
});
