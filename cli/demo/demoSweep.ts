import assert from 'node:assert/strict';
import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';
import { callRpc } from '../../testkit/chain/rpc/callRpc.ts';
import { tokenBalance } from '../../testkit/chain/tokenBalance.ts';
import type { Demo } from './demoStory.ts';
import { awaitWebhook, payTo } from './demoStory.ts';

const coin = 'USDT_ETH';
const network = 'ETHEREUM';
const decimals = 6;

/**
 * A payment through a form with a receiver is swept to that receiver when the merchant asks for it. It is less than the
 * policy would sweep at once.
 */
export async function sweepToTheReceiver(demo: Demo): Promise<void> {
  const { running, merchant, print } = demo;
  const { treasury } = running;
  assert.ok(treasury !== null, 'the stack sweeps');
  print(`Erin pays 15 dollars through a form whose receiver is ${treasury}`);
  const form = await merchant.api.post('/v1/forms', {
    body: { title: 'Invoice', coins: [coin], receiver: treasury },
  });
  const session = await merchant.api.post('/v1/sessions', {
    body: { formId: form.id, customer: { id: 'erin' }, price: { [coin]: '15' } },
  });
  const before = await tokensOf(demo, treasury);
  await payTo(demo, session.address, coin, '15');
  await awaitWebhook(demo, merchant, 'PAYMENT_COMPLETED', { sessionId: session.sessionId });
  print('The merchant has it swept');
  const query = { customerId: 'erin', currency: coin };
  const { purseId } = await merchant.api.get('/v1/purse', { query });
  const [sweep] = await merchant.api.post('/v1/sweeps', { body: { network, purseId } });
  assert.ok(sweep, 'a sweep is planned');
  const { data } = await awaitWebhook(demo, merchant, 'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED', {
    purseId,
    currency: coin,
  });
  assert.equal(data.amount, '15');
  const moved = (await tokensOf(demo, treasury)) - before;
  print(
    `  ${formatAmount(baseUnits(moved), decimals)} ${coin} came to the receiver in ${data.transactionHash.slice(0, 18)}…`,
  );
  assert.equal(moved, parseAmount('15', decimals));
}

async function tokensOf({ running }: Demo, holder: string): Promise<bigint> {
  const chain = running.networks.find(({ code }) => code === network);
  assert.ok(chain, `${network} runs`);
  const contract = chain.tokens[coin];
  assert.ok(contract, `${coin} is there`);
  return tokenBalance({ request: (method, params) => callRpc(chain.rpc, method, params) }, contract, holder);
}
