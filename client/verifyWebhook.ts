import { Webhook, WebhookVerificationError as NotVerified } from 'standardwebhooks';
import type { PurserEvent } from './events.ts';

/**
 * The body is not what the holder of the secret signed a moment ago. Answer 400, and do not trust the body.
 */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/** Headers of Node (`request.headers`) or of fetch (`Headers`). */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Returns the event of a webhook if its signature and its time (within 5 minutes) are valid by Standard
 * Webhooks 1.0. `body` must be the received bytes, before anything parses them. One of several secrets must
 * fit: give the old and the new one while a secret is rotated. Throws `WebhookVerificationError`.
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
): PurserEvent {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const signed = {
    'webhook-id': header(headers, 'webhook-id'),
    'webhook-timestamp': header(headers, 'webhook-timestamp'),
    'webhook-signature': header(headers, 'webhook-signature'),
  };
  let cause: unknown;
  for (const each of typeof secret === 'string' ? [secret] : secret) {
    try {
      new Webhook(each).verify(text, signed, { jsonParse: false });
      return JSON.parse(text) as PurserEvent;
    } catch (error) {
      if (!(error instanceof NotVerified)) throw error;
      cause = error;
    }
  }
  throw new WebhookVerificationError('the webhook is not signed with this secret', { cause });
}

function header(headers: WebhookHeaders, name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const value = Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
