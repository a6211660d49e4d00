import type { PurserClient } from '../../client/index.ts';

// What a shop sets up once. You may also do it by hand, and save the form's id and the secret in the shop's
// settings.

export interface FormSettings {
  readonly title: string;
  readonly coins: string[];
  readonly receiver: string;
  readonly returnUrl: string;
}

/** Updates the payment form with this title and return URL, or makes it. */
export async function findOrCreateForm(client: PurserClient, wanted: FormSettings): Promise<string> {
  for await (const form of client.paginate('/v1/forms', { query: { limit: 100 } })) {
    if (form.title !== wanted.title || form.returnUrl !== wanted.returnUrl) continue;
    const { coins, receiver } = wanted;
    await client.post('/v1/forms/{id}', { path: { id: form.id }, body: { coins, receiver } });
    return form.id;
  }
  return (await client.post('/v1/forms', { body: wanted })).id;
}

/**
 * The secret that signs the webhooks to this URL. Purser shows a secret only when it is made, and this shop
 * saves nothing. So an existing endpoint gets a new secret. For 24 hours Purser also signs with the old one.
 */
export async function createWebhookSecret(client: PurserClient, url: string): Promise<string> {
  for await (const { id, url: known, enabled } of client.paginate('/v1/webhook-endpoints')) {
    if (known !== url) continue;
    if (!enabled) await client.post('/v1/webhook-endpoints/{id}/enable', { path: { id }, body: {} });
    return rotate(client, id);
  }
  const { id, secret } = await client.post('/v1/webhook-endpoints', {
    body: { url, description: 'Corner Books' },
  });
  return secret ?? rotate(client, id);
}

/**
 * If an answer is lost, the client repeats the call. The repetition makes nothing and gets no secret. Then
 * another secret is requested.
 */
async function rotate(client: PurserClient, id: string): Promise<string> {
  const { secret } = await client.post('/v1/webhook-endpoints/{id}/rotate-secret', {
    path: { id },
    body: {},
  });
  return secret ?? rotate(client, id);
}
