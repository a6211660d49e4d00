import assert from 'node:assert/strict';
import type { PurserEvent } from '../../client/index.ts';
import { formatAmount, sum } from '../../domain/money.ts';
import type { Deployment } from './deployment.ts';
import { eventually } from './eventually.ts';
import type { Sent } from './payer.ts';
import type { Shop } from './shop.ts';
import type { World } from './world.ts';

export interface Books {
  readonly deployment: Deployment;
  readonly shop: Shop;
  readonly world: World;
}

/** Waits until the API says of each of these payments that its customer has the money. */
export async function untilCredited({ deployment, shop }: Books, sent: readonly Sent[]): Promise<void> {
  await eventually(`${String(sent.length)} payments are credited`, deployment.signal, async () => {
    const credited = new Set<string>();
    for await (const deposit of shop.api.paginate('/v1/transactions', { query: { limit: 100 } })) {
      if (deposit.status === 'CONFIRMED' && deposit.creditedTo === 'customer')
        credited.add(deposit.transactionHash);
    }
    const missing = sent.filter(({ txHash }) => !credited.has(txHash));
    if (missing.length > 0)
      throw new Error(`${String(missing.length)} are not, such as ${describe(missing[0])}`);
    return true;
  });
}

/**
 * Asserts that what was sent was credited, each payment once and nothing besides, that each event has the next number and
 * arrived, and that the books match the chains.
 */
export async function checkNothingLost(
  books: Books,
  sent: readonly Sent[],
  print: (line: string) => void,
): Promise<void> {
  const { deployment, shop } = books;
  await untilCredited(books, sent);
  await checkDeposits(books, sent);
  await checkBalances(books, sent);
  print(
    `${String(sent.length)} payments were sent, and each was credited once: counts and sums are the same.`,
  );

  const events: PurserEvent[] = [];
  for await (const event of shop.api.events.after(0)) events.push(event);
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    events.map((_, at) => at + 1),
    'the numbers of the events have gaps',
  );
  const credits = events.filter(({ type }) => type === 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE');
  assert.equal(new Set(credits.map(({ resource }) => resource.id)).size, sent.length);
  assert.equal(credits.length, sent.length, 'a credit was announced twice');
  const webhooks = await eventually('every event arrives', deployment.signal, async () => {
    const came = shop.inbox.events();
    const ids = new Set(came.map(({ id }) => id));
    return events.every(({ id }) => ids.has(id)) ? came : undefined;
  });
  const byId = new Map(events.map(event => [event.id, event]));
  // What came twice must be the same event, which its receiver recognises by its id.
  for (const webhook of webhooks) assert.deepEqual(webhook, byId.get(webhook.id));
  print(
    `${String(events.length)} events are numbered without a gap, and each came as a webhook whose signature holds ` +
      `(${String(webhooks.length - events.length)} came again, as the same event).`,
  );

  await deployment.compose('run', '--rm', '--no-TTY', '--no-deps', 'worker', 'node', 'cli/audit.ts', '--all');
  print('The audit finds no difference between the books and the chains.');
}

async function checkDeposits({ shop, world }: Books, sent: readonly Sent[]): Promise<void> {
  const found: string[] = [];
  for await (const deposit of shop.api.paginate('/v1/transactions', { query: { limit: 100 } })) {
    const { externalId, currency, amount, transactionHash } = deposit;
    found.push([transactionHash, externalId, currency, amount].join(' '));
  }
  const due = sent.map(payment =>
    [payment.txHash, payment.customer, payment.coin, inUnits(world, payment.coin, [payment])].join(' '),
  );
  assert.deepEqual(found.toSorted(), due.toSorted(), 'the deposits differ from what was sent');
}

async function checkBalances({ shop, world }: Books, sent: readonly Sent[]): Promise<void> {
  const balances = await shop.api.get('/v1/balances', { query: { productId: '' } });
  const found = balances
    .filter(({ deposited }) => deposited !== '0')
    .map(({ externalId, coin, deposited, balance }) => [externalId, coin, deposited, balance].join(' '));
  const groups = Map.groupBy(sent, ({ customer, coin }) => `${customer} ${coin}`);
  const due = [...groups].map(([name, payments]) => {
    const total = inUnits(world, payments[0]?.coin ?? '', payments);
    return [name, total, total].join(' ');
  });
  assert.deepEqual(found.toSorted(), due.toSorted(), 'the balances differ from what was sent');
}

function inUnits({ currencies }: World, coin: string, payments: readonly Sent[]): string {
  const currency = currencies.find(({ code }) => code === coin);
  assert.ok(currency, coin);
  return formatAmount(sum(payments.map(({ amount }) => amount)), currency.decimals);
}

function describe(payment: Sent | undefined): string {
  return payment ? `${payment.txHash} in ${payment.coin} to ${payment.customer}` : '';
}
