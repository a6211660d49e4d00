import type { PurserClient } from '../client/index.ts';
import { parseAmount } from '../domain/money.ts';
import { pay } from '../testkit/chain/payers/pay.ts';
import type { ReceivedWebhook, WebhookReceiver } from '../testkit/webhookReceiver.ts';
import type { Running } from './stack/running.ts';
import { testRegistry } from './stack/testChains.ts';
import { requireSecret } from './requireSecret.ts';

/** A merchant with money in its books, and an endpoint that receives all events. */
export interface Seeds {
  readonly account: string;
  readonly endpointId: string;
  readonly secret: string;
  /** What the fuzzing may not touch. */
  readonly own: readonly string[];
  /** Existing ids, by the beginning of the paths that take them. Most made-up ids only lead to a 404. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

const withinMs = 30_000;

export async function seed(
  running: Running,
  purser: PurserClient,
  webhooks: WebhookReceiver,
): Promise<Seeds> {
  const { id: account } = await purser.get('/v1/account');
  const keys = await purser.get('/v1/api-keys');
  const endpoint = await purser.post('/v1/webhook-endpoints', { body: { url: webhooks.url } });
  const secret = requireSecret(endpoint);
  webhooks.setSecret(secret);

  const alice = await purser.post('/v1/customers', { body: { externalId: 'alice' } });
  const purse = await purser.get('/v1/purse', { query: { customerId: alice.id, currency: 'ETH' } });
  // The second deposit is below the minimum and stays unattributed until a person allocates it.
  for (const [currency, amount] of [
    ['ETH', '0.5'],
    ['USDT_ETH', '0.4'],
  ] as const) {
    await payTo(running, purse.address, currency, amount);
  }
  await webhooks.next(bodyIs({ type: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE' }), withinMs);
  const { data: transactions } = await purser.get('/v1/transactions');
  const { data: events } = await purser.get('/v1/events');
  return {
    account,
    endpointId: endpoint.id,
    secret,
    own: [endpoint.id, ...keys.data.map(key => key.id)],
    known: {
      '/v1/currencies/': ['ETH', 'USDT_BSC'],
      '/v1/customers/': [alice.id, 'alice'],
      '/v1/purses/': [purse.purseId],
      '/v1/transactions/': transactions.map(({ id }) => id),
      '/v1/rescans/': ['ETHEREUM:1-2'],
      '/v1/events/': events.map(({ id }) => id),
    },
  };
}

/** A case for another implementation of Standard Webhooks to verify. */
export interface WebhookCase {
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly valid: boolean;
}

/** A verifier refuses older webhooks because of their time alone. */
const youngMs = 4 * 60_000;

/**
 * Rotates the endpoint's secret. Returns the deliveries of the last minutes with the secrets that must verify
 * them: the old secret before the rotation, both secrets after it. Adds some that no verifier may accept.
 */
export async function webhookCases(
  purser: PurserClient,
  webhooks: WebhookReceiver,
  { endpointId, secret }: Seeds,
): Promise<readonly WebhookCase[]> {
  const path = { id: endpointId };
  const before = await testWebhook(purser, webhooks, endpointId);
  const rotated = requireSecret(await purser.post('/v1/webhook-endpoints/{id}/rotate-secret', { path }));
  const after = await testWebhook(purser, webhooks, endpointId);
  const young = webhooks.received.filter(({ at }) => Date.now() - at.getTime() < youngMs).slice(-200);
  const signed = young.filter(webhook => webhook !== after).map(webhook => caseOf(webhook, secret, true));
  return [
    ...signed,
    caseOf(before, secret, true),
    caseOf(after, secret, true),
    caseOf(after, rotated, true),
    caseOf(before, rotated, false),
    {
      ...caseOf(after, rotated, false),
      body: after.raw.replace('"livemode":false', '"livemode":true'),
    },
    {
      ...caseOf(after, rotated, false),
      headers: { ...caseOf(after, '', false).headers, 'webhook-id': 'evt_of_another' },
    },
  ];
}

async function testWebhook(
  purser: PurserClient,
  webhooks: WebhookReceiver,
  id: string,
): Promise<ReceivedWebhook> {
  const { eventId } = await purser.post('/v1/webhook-endpoints/{id}/test', { path: { id } });
  return webhooks.next(bodyIs({ id: eventId }), withinMs);
}

function caseOf({ headers, raw }: ReceivedWebhook, secret: string, valid: boolean): WebhookCase {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name.startsWith('webhook-') ? [[name, value] as const] : [],
  );
  return { secret, headers: Object.fromEntries(texts), body: raw, valid };
}

function bodyIs(expected: Readonly<Record<string, string>>): (webhook: ReceivedWebhook) => boolean {
  return ({ body }) =>
    typeof body === 'object' &&
    body !== null &&
    Object.entries(expected).every(([field, value]) => new Map(Object.entries(body)).get(field) === value);
}

async function payTo({ networks }: Running, to: string, code: string, whole: string): Promise<void> {
  const currency = testRegistry().currencies.find(candidate => candidate.code === code);
  const network = networks.find(candidate => candidate.code === currency?.network);
  const amount = currency && parseAmount(whole, currency.decimals);
  if (!currency || !network || amount === undefined) throw new Error(`cannot pay ${whole} ${code}`);
  await pay({ rpcUrl: network.rpc, key: network.faucetKey, to, currency, amount });
}
