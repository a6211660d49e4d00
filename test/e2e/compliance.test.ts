import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { named } from '../outbound/providerServer.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

const callbackSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
let run: TestStack;
let provider: Server;
/** The provider's answers, and the number of its calls. */
let answer: { status: number; body: string } = { status: 200, body: '{"verdict":"approve","score":1}' };
let asked = 0;
/** Whether calls get no answer; they stay open until the caller gives up. */
let hangs = false;

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked += 1;
    let body = '';
    request.on('data', part => (body += String(part)));
    request.on('end', () => {
      if (hangs) return;
      response.writeHead(answer.status).end(named(answer.body, request.url ?? '', body));
    });
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const address = provider.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  run = await startTestStack({
    apiEnv: { PURSER_COMPLIANCE_CALLBACK_SECRET: callbackSecret },
    workerEnv: { PURSER_COMPLIANCE: 'http', PURSER_COMPLIANCE_URL: `http://127.0.0.1:${String(port)}/` },
  });
});
afterAll(async () => {
  await run.stop();
  provider.close();
});

async function newPurse(externalId: string) {
  await run.api.post('/v1/customers', { body: { externalId } });
  return run.api.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
}
const balancesOf = (customer: string) => run.api.get('/v1/balances', { query: { customerId: customer } });

it('credits an approved deposit, with at most fifteen history events', async () => {
  const purse = await newPurse('approved');
  const handle = run.temporal.workflow.getHandle(`purse/${purse.purseId}`);
  const length = async () => (await handle.fetchHistory()).events?.length ?? 0;
  const before = await length();
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect((await length()) - before).toBeLessThanOrEqual(15);
});

it('credits a deposit that the provider approves later, as soon as it calls back', async () => {
  answer = { status: 202, body: '{"id":"case-1","verdict":"pending"}' };
  const purse = await newPurse('later');
  const before = asked;
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await run.network('ETHEREUM').mine(5);
  await eventually('its case is asked for', () => Promise.resolve(asked >= before + 2));
  expect(await run.transactionOf(hash)).toMatchObject({ creditedTo: null });

  const body = '{"id":"case-1","verdict":"approve","score":1}';
  const at = new Date();
  const reply = await fetch(`${run.stack.running.api}/v1/compliance/callback`, {
    method: 'POST',
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(callbackSecret).sign('msg_1', at, body),
    },
    body,
  });
  expect(reply.status).toBe(200);
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect(await balancesOf('later')).toMatchObject([{ balance: '1' }]);
});

it('holds a declined deposit, and all later ones to the purse', async () => {
  answer = { status: 200, body: '{"verdict":"decline","score":99}' };
  const purse = await newPurse('declined');
  const first = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', first);
  answer = { status: 200, body: '{"verdict":"approve"}' };
  const second = await run.payTo(purse.address, 'ETH', '2');
  await run.awaitEvent('CUSTOMER_PURSE_COMPLIANCE_DECLINED', second);
  for (const hash of [first, second]) {
    await eventually('it is held', async () => (await run.transactionOf(hash))?.creditedTo === 'held');
  }
  expect((await balancesOf('declined')).every(({ balance }) => balance === '0')).toBe(true);
  const held = await run.api.get('/v1/purses/{purseId}', { path: { purseId: purse.purseId } });
  expect(held).toMatchObject({ status: 'DECLINED' });
  expect(held.accounts.find(({ currency }) => currency === 'ETH')).toMatchObject({
    held: '3',
    received: '0',
  });
});

it('screens what a worker was screening when it died within seconds, not when its attempt would have ended', async () => {
  answer = { status: 200, body: '{"verdict":"approve"}' };
  hangs = true;
  const purse = await newPurse('orphaned');
  const before = asked;
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await eventually('the provider is asked', () => Promise.resolve(asked > before));
  await run.stack.worker().kill();
  hangs = false;
  await run.stack.startWorker();
  // An attempt has a minute; a worker without heartbeats counts as dead after 8 s.
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect(await balancesOf('orphaned')).toMatchObject([{ balance: '1' }]);
}, 60_000);

// The last test, as the provider is not called for a while after so many failures.
it('credits nothing while the provider does not answer, except what a person approves', async () => {
  answer = { status: 500, body: '' };
  const purse = await newPurse('silent');
  const before = asked;
  const hash = await run.payTo(purse.address, 'ETH', '1');
  await run.awaitEvent('CUSTOMER_PURSE_PENDING_COMPLIANCE', hash);
  await run.network('ETHEREUM').mine(5);
  await eventually('the provider is asked again and again', () => Promise.resolve(asked >= before + 3));
  const waiting = await run.transactionOf(hash);
  expect(waiting).toMatchObject({
    status: 'PENDING_COMPLIANCE_CHECK',
    complianceStatus: 'IN_PROGRESS',
    creditedTo: null,
  });
  expect(waiting?.confirmations).toBeGreaterThanOrEqual(3);

  await run.api.post('/v1/transactions/{id}/compliance', {
    path: { id: String(waiting?.id) },
    body: { verdict: 'approve', reason: 'known customer' },
  });
  await run.awaitEvent('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', hash);
  expect(await balancesOf('silent')).toMatchObject([{ balance: '1' }]);
});
