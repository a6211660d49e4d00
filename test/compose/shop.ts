import assert from 'node:assert/strict';
import type { PurserClient } from '../../client/index.ts';
import { createClient } from '../../client/index.ts';
import type { Deployment } from './deployment.ts';
import { Inbox } from './inbox.ts';
import { World } from './world.ts';
import type { Payee } from './payer.ts';

/** A merchant of the deployment. */
export interface Shop {
  readonly api: PurserClient;
  readonly baseUrl: string;
  readonly inbox: Inbox;
}

/** Makes an account and its key by the documented commands, and a webhook endpoint in the world outside. */
export async function openShop(deployment: Deployment, world: World): Promise<Shop> {
  const keys = (...args: readonly string[]): Promise<string> =>
    deployment.compose('run', '--rm', '--no-TTY', 'migrate', 'node', 'cli/keys.ts', ...args);
  const account = /acc_\w+/.exec(await keys('account', '--name', 'Shop', '--live'))?.[0] ?? '';
  const made = await keys('create', '--account', account, '--scopes', 'read,write,admin', '--label', 'shop');
  const apiKey = /^sk_live_[\w-]+$/m.exec(made)?.[0];
  assert.ok(apiKey, 'keys.ts prints no key');
  const baseUrl = `http://127.0.0.1:${String(await deployment.port('api', 8080))}`;
  const api = createClient({ baseUrl, apiKey });
  const { secret } = await api.post('/v1/webhook-endpoints', { body: { url: `http://${World.host}:9000/` } });
  assert.ok(secret, 'the endpoint has no secret');
  return { api, baseUrl, inbox: new Inbox(world.inboxUrl, secret) };
}

/** A customer, and the address to which the customer pays. */
export async function newPayee({ api }: Shop, customer: string): Promise<Payee> {
  await api.post('/v1/customers', { body: { externalId: customer } });
  const purse = await api.get('/v1/purse', { query: { customerId: customer, currency: 'ETH' } });
  return { customer, address: purse.address };
}
