import type { PurserClient } from '../../client/index.ts';

// What a shop sets up once. Yours may as well do it by hand, and keep the form's id and the secret in its settings.

export interface FormSettings {
  readonly title: string;
  readonly coins: string[];
  readonly receiver: string;
  readonly returnUrl: string;
}

/** The payment form of this title and return URL, brought up to date, or made. */
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
 * The secret that signs the webhooks to this URL. It is told only when it is made, and this shop keeps nothing: an
 * endpoint that is there is given another. Purser signs with the one before, too, for 24 hours.
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

/** Where an answer was lost on its way, the client's repetition made nothing, and is told no secret: then another is asked. */
async function rotate(client: PurserClient, id: string): Promise<string> {
  const { secret } = await client.post('/v1/webhook-endpoints/{id}/rotate-secret', {
    path: { id },
    body: {},
  });
  return secret ?? rotate(client, id);
}
