import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { redeliverEvent } from '../../db/webhooks/redeliverEvent.ts';
import type { EndpointId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { retrySignal } from '../../domain/messages.ts';
import { account } from '../../domain/searchAttributes.ts';
import { endpointWorkflowId, webhookWorkflowId } from '../../domain/webhooks/messages.ts';
import type { WebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { must } from '../db/fixtures.ts';
import { deliveryRow, endpointRow, states } from '../db/webhooks/webhookWorld.ts';
import type { TestStack } from './testStack.ts';
import { eventually, startTestStack } from './testStack.ts';

let run: TestStack;
beforeAll(async () => {
  run = await startTestStack();
  // What it leaves behind is audited at a final block: there must be one on each chain, which mine nothing
  // without payers.
  for (const { code } of run.stack.networks) await run.network(code).mine(30);
  await eventually(
    'each chain has a final block',
    async () => {
      const rows = await run.db.selectFrom('chain_cursors').select(['height', 'final_height']).execute();
      return rows.length === 3 && rows.every(row => (row.height ?? 0) > 0 && row.final_height >= 0);
    },
    60_000,
  );
}, 180_000);
afterAll(() => run.stop());

let shop: WebhookReceiver;
afterEach(() => shop.stop());

async function newShop(status: number): Promise<EndpointId> {
  shop = await startWebhookReceiver({ port: 0 });
  shop.respondWith(() => ({ status }));
  const { id } = await run.api.post('/v1/webhook-endpoints', {
    body: { url: shop.url, types: ['CUSTOMER_CREATED'] },
  });
  return must(parseId('whe', id));
}
const newCustomer = () => run.api.post('/v1/customers', { body: {} });
const statusOf = async (workflowId: string) =>
  (await run.temporal.workflow.getHandle(workflowId).describe()).status.name;

describe('an endpoint that fails', () => {
  it('five times in a row waits behind one workflow, and gets everything that waited once it recovers', async () => {
    const endpointId = await newShop(500);
    for (let nth = 0; nth < 7; nth++) await newCustomer();
    await eventually('it is broken', async () => (await endpointRow(run.db, endpointId)).failures >= 5);
    const workflowId = endpointWorkflowId(endpointId);
    const handle = run.temporal.workflow.getHandle(workflowId);
    await eventually('its workflow runs', () =>
      handle.describe().then(
        ({ status }) => status.name === 'RUNNING',
        () => false,
      ),
    );
    expect(new Set(await states(run.db, endpointId))).toEqual(new Set(['pending']));
    const { account_id } = await endpointRow(run.db, endpointId);
    expect((await handle.describe()).typedSearchAttributes.get(account)).toBe(account_id);
    const owed = await run.db
      .selectFrom('deliveries')
      .select('event_id')
      .where('endpoint_id', '=', endpointId)
      .execute();
    await eventually('none of its events has a workflow any more', async () => {
      const left = await Promise.all(
        owed.map(row => statusOf(webhookWorkflowId(row.event_id, endpointId)).catch(() => 'NEVER')),
      );
      return !left.includes('RUNNING');
    });

    shop.respondWith(() => ({ status: 204 }));
    await handle.signal(retrySignal).catch(() => undefined);
    await eventually('all is delivered', async () =>
      (await states(run.db, endpointId)).every(state => state === 'delivered'),
    );
    await eventually('its workflow is over', async () => (await statusOf(workflowId)) === 'COMPLETED');
    expect(await endpointRow(run.db, endpointId)).toMatchObject({ failures: 0, enabled: true });
  }, 90_000);

  it('begins a redelivered event’s schedule again, although its old workflow sleeps for minutes', async () => {
    const endpointId = await newShop(500);
    await newCustomer();
    const owed = await eventually('it was told', () =>
      run.db
        .selectFrom('deliveries as d')
        .innerJoin('events as e', 'e.id', 'd.event_id')
        .select(['d.event_id', 'e.account_id'])
        .where('d.endpoint_id', '=', endpointId)
        .executeTakeFirst(),
    );
    const delivery = { eventId: owed.event_id, endpointId };
    const attempts = async () => (await deliveryRow(run.db, delivery)).attempts;
    await eventually('the second attempt failed too', async () => (await attempts()) === 2);
    await redeliverEvent(run.db, owed.account_id, owed.event_id, null);
    await eventually('it was tried again at once', async () => (await attempts()) === 3);
    shop.respondWith(() => ({ status: 204 }));
    await eventually('and by the first interval', async () => (await attempts()) === 4);
    expect(await deliveryRow(run.db, delivery)).toMatchObject({ state: 'delivered', tries: 2 });
  }, 90_000);
});
