import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Wallet } from 'ethers';
import type { DepositEvent, EventType, PurserClient, PurserEvent } from '../../client/index.ts';
import { PurserError } from '../../client/index.ts';
import { parseAmount } from '../../domain/money.ts';
import { newPayer } from '../../testkit/chain/payers/newPayer.ts';
import { pay } from '../../testkit/chain/payers/pay.ts';
import { sanctionedKey } from '../../testkit/sanctionedPayer.ts';
import type { WebhookReceiver } from '../../testkit/webhookReceiver.ts';
import type { Running } from '../stack/running.ts';
import { testRegistry } from '../stack/testChains.ts';
import { fieldOf, verifiedEvent } from '../verifiedEvent.ts';

/** A merchant of the demo: an account with its key, and the endpoint that receives its events. */
export interface Merchant {
  readonly api: PurserClient;
  readonly webhooks: WebhookReceiver;
  /** The last sequence before its endpoint existed. Such events exist because the shop made a form. */
  readonly lastSequence: number;
}

export interface Demo {
  readonly running: Running;
  readonly merchant: Merchant;
  /** An account whose purses live for seconds. */
  readonly shortLived: Merchant;
  /** Prints one line of the timeline. */
  readonly print: (line: string) => void;
}

const webhookWithinMs = 30_000;
const currencies = testRegistry().currencies;
/** The account that makes all payments of the demo on every network, except the sanctioned one. */
const payerKey = Wallet.createRandom().privateKey;
/** Far more than the gas of any transfer, in wei. */
const gas = 10n ** 17n;

/** A customer deposits a native coin, and a token on another network, from one address. */
export async function payAndBeCredited(demo: Demo): Promise<void> {
  const { merchant, print } = demo;
  print('A customer and its address');
  const alice = await merchant.api.post('/v1/customers', { body: { externalId: 'alice' } });
  await awaitWebhook(demo, merchant, 'CUSTOMER_CREATED', { customerId: alice.id });
  const purse = await purseOf(merchant, 'alice', 'ETH');
  print(`  GET /v1/purse → ${purse.address}`);
  const other = await purseOf(merchant, 'alice', 'USDT_BSC');
  assert.equal(other.address, purse.address, 'the address is the same on every network');

  for (const { currency, amount } of [
    { currency: 'ETH', amount: '0.5' },
    { currency: 'USDT_BSC', amount: '25.75' },
  ]) {
    print(`Alice pays ${amount} ${currency}`);
    await payTo(demo, purse.address, currency, amount);
    for (const type of [
      'CUSTOMER_PURSE_MEM_POOL_FOUND',
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
    ] as const) {
      const { data } = await awaitWebhook(demo, merchant, type, { purseId: purse.purseId, currency });
      assert.equal(data.amount, amount);
      assert.equal(data.address, purse.address);
    }
  }
  const balances = await merchant.api.get('/v1/balances', { query: { customerId: 'alice' } });
  print(`  balances: ${balances.map(({ coin, balance }) => `${balance} ${coin}`).join(', ')}`);
  const byCoin = Object.fromEntries(balances.map(({ coin, balance }) => [coin, balance]));
  assert.deepEqual(byCoin, { ETH: '0.5', USDT_BSC: '25.75' });
}

/** Money from a sanctioned address is declined and held, and never becomes the customer's. */
export async function payFromSanctioned(demo: Demo): Promise<void> {
  const { merchant, print } = demo;
  print('Mallory pays 1 ETH from a sanctioned address');
  await merchant.api.post('/v1/customers', { body: { externalId: 'mallory' } });
  const purse = await purseOf(merchant, 'mallory', 'ETH');
  await payTo(demo, purse.address, 'ETH', '1', sanctionedKey);
  const { data } = await awaitWebhook(demo, merchant, 'CUSTOMER_PURSE_COMPLIANCE_DECLINED', {
    purseId: purse.purseId,
  });
  assert.equal(data.complianceStatus, 'DECLINE');
  const held = await eventually('the deposit is held', async () => {
    const deposit = await transaction(merchant, data);
    return deposit.creditedTo === 'held' ? deposit : undefined;
  });
  assert.equal(held.status, 'DECLINED');
  await assert.rejects(purseOf(merchant, 'mallory', 'ETH'), (error: unknown) => {
    print(`  GET /v1/purse → ${String(error)}`);
    return error instanceof PurserError && error.status === 409 && error.code === 'purse_declined';
  });
  const balances = await merchant.api.get('/v1/balances', { query: { customerId: 'mallory' } });
  assert.ok(
    balances.every(({ balance }) => balance === '0'),
    'declined money is in no balance',
  );
}

/** A blocked customer's deposit goes to the merchant. */
export async function payToBlocked(demo: Demo): Promise<void> {
  const { merchant, print } = demo;
  print('Bob is blocked, then pays 3 POL');
  await merchant.api.post('/v1/customers', { body: { externalId: 'bob' } });
  const purse = await purseOf(merchant, 'bob', 'POL');
  const bob = await merchant.api.post('/v1/customers/{id}/block', {
    path: { id: 'bob' },
    body: { reason: 'demo' },
  });
  await awaitWebhook(demo, merchant, 'CUSTOMER_BLOCKED', { customerId: bob.id });
  await payTo(demo, purse.address, 'POL', '3');
  const { data } = await awaitWebhook(demo, merchant, 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', {
    purseId: purse.purseId,
  });
  assert.equal(data.blocked, true);
  const deposit = await transaction(merchant, data);
  print(`  credited to the ${String(deposit.creditedTo)}`);
  assert.equal(deposit.creditedTo, 'merchant');
  const balances = await merchant.api.get('/v1/balances', { query: { customerId: 'bob' } });
  assert.ok(
    balances.every(({ balance }) => balance === '0'),
    'nothing is in the balance of a blocked customer',
  );
}

/** A purse expires. Late money to it is credited. The customer gets another address. */
export async function expireAndPayLate(demo: Demo): Promise<void> {
  const { shortLived, print } = demo;
  print('Carol’s purse lives for a few seconds, and nothing comes');
  await shortLived.api.post('/v1/customers', { body: { externalId: 'carol' } });
  const purse = await purseOf(shortLived, 'carol', 'BNB');
  await awaitWebhook(demo, shortLived, 'CUSTOMER_PURSE_EXPIRED', { purseId: purse.purseId });
  const expired = await shortLived.api.get('/v1/purses/{purseId}', { path: { purseId: purse.purseId } });
  assert.equal(expired.status, 'ARCHIEVED');

  print('Then 2 BNB arrive at the old address');
  await payTo(demo, purse.address, 'BNB', '2');
  const { data } = await awaitWebhook(demo, shortLived, 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', {
    purseId: purse.purseId,
  });
  assert.equal(data.late, true);
  assert.equal((await transaction(shortLived, data)).creditedTo, 'customer');
  const next = await purseOf(shortLived, 'carol', 'BNB');
  print(`  GET /v1/purse → ${next.address}, a fresh one`);
  assert.notEqual(next.address, purse.address);
}

/** Sequences of the merchant's events have no gap. */
export function checkSequence({ merchant, print }: Demo): void {
  const sequences = [...merchant.webhooks.received]
    .map(webhook => verifiedEvent(webhook)?.sequence ?? 0)
    .toSorted((a, b) => a - b);
  const unique = [...new Set(sequences)];
  assert.deepEqual(
    unique,
    unique.map((_, at) => merchant.lastSequence + at + 1),
    'sequences are gap-free',
  );
  assert.ok(
    merchant.webhooks.received.every(webhook => webhook.verified),
    'every webhook verifies',
  );
  print(
    `${String(unique.length)} webhooks, every one verified, sequences ${String(unique[0])} to ${String(unique.at(-1))} without a gap`,
  );
}

/** Waits for the webhook of this type with matching data, and prints it. */
export async function awaitWebhook<T extends EventType>(
  { print }: Demo,
  { webhooks }: Merchant,
  type: T,
  expected: Readonly<Record<string, string>>,
): Promise<PurserEvent & { readonly type: T }> {
  const webhook = await webhooks.next(received => {
    const event = verifiedEvent(received);
    return (
      event?.type === type &&
      Object.entries(expected).every(([field, value]) => fieldOf(event, field) === value)
    );
  }, webhookWithinMs);
  const event = verifiedEvent(webhook);
  assert.ok(event && isOf(event, type), `${type} is signed`);
  const states = [fieldOf(event, 'status'), fieldOf(event, 'complianceStatus')].filter(state => state);
  print(`  webhook ${[type, ...(states.length > 0 ? [states.join('/')] : [])].join(' ')} ✓ signature`);
  return event;
}

function isOf<T extends EventType>(event: PurserEvent, type: T): event is PurserEvent & { readonly type: T } {
  return event.type === type;
}

async function purseOf({ api }: Merchant, customerId: string, currency: string) {
  return api.get('/v1/purse', { query: { customerId, currency } });
}

async function transaction({ api }: Merchant, { transactionId }: DepositEvent['data']) {
  return api.get('/v1/transactions/{transactionId}', { path: { transactionId } });
}

/** Pays from the account of `key`, which gets the money first. */
export async function payTo(
  { running, print }: Demo,
  to: string,
  code: string,
  whole: string,
  key = payerKey,
): Promise<void> {
  const currency = currencies.find(candidate => candidate.code === code);
  const network = running.networks.find(candidate => candidate.code === currency?.network);
  const amount = currency && parseAmount(whole, currency.decimals);
  assert.ok(currency && network && amount !== undefined, `${code} is a currency of the test chains`);
  const { rpc: rpcUrl, faucetKey } = network;
  await newPayer({
    rpcUrl,
    faucetKey,
    key,
    native: currency.contract === null ? amount + gas : gas,
    tokens: currency.contract === null ? [] : [{ contract: currency.contract, amount }],
  });
  const txHash = await pay({ rpcUrl, key, to, currency, amount });
  print(`  sent in ${txHash.slice(0, 18)}… on ${network.code}`);
}

async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + webhookWithinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until)
      throw new Error(`this did not happen within ${String(webhookWithinMs / 1000)} s: ${what}`);
    await sleep(100);
  }
}
