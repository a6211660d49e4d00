import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { verifyWebhook, WebhookVerificationError } from '../../client/index.ts';
import { newWebhookSecret } from '../../db/secrets/newSecret.ts';

const secret = newWebhookSecret();
const body = JSON.stringify({
  id: 'evt_01kamz9vxk3x7qd1n8r5t2c4e6',
  type: 'CUSTOMER_BLOCKED',
  sequence: 7,
  data: { customerId: 'cus_01kamz9vxk3x7qd1n8r5t2c4e6', externalId: 'Zoë', blocked: true },
});

function signed({
  at = new Date(),
  by = [secret],
  text = body,
}: { at?: Date; by?: readonly string[]; text?: string } = {}) {
  return {
    'webhook-id': 'evt_01kamz9vxk3x7qd1n8r5t2c4e6',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': by
      .map(each => new Webhook(each).sign('evt_01kamz9vxk3x7qd1n8r5t2c4e6', at, text))
      .join(' '),
  };
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('a signed webhook', () => {
  test('returns its event, whose type determines its data', () => {
    const event = verifyWebhook(body, signed(), secret);
    if (event.type !== 'CUSTOMER_BLOCKED') throw new Error('of another type');
    expect(event.data.externalId).toBe('Zoë');
  });

  test('may be text or bytes, with the headers of Node or of fetch, in any case', () => {
    const headers = signed();
    const inCapitals = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    for (const raw of [body, Buffer.from(body), new TextEncoder().encode(body)]) {
      for (const each of [headers, new Headers(headers), inCapitals]) {
        expect(verifyWebhook(raw, each, secret).sequence).toBe(7);
      }
    }
  });

  test('is accepted by either secret during a rotation, on both sides', () => {
    const next = newWebhookSecret();
    // The server signs with both for 24 h, whichever secret the receiver has.
    for (const own of [secret, next]) {
      expect(verifyWebhook(body, signed({ by: [next, secret] }), own).sequence).toBe(7);
    }
    // The receiver may have both, whichever secret the server signs with.
    for (const used of [secret, next]) {
      expect(verifyWebhook(body, signed({ by: [used] }), [next, secret]).sequence).toBe(7);
    }
  });
});

describe('a webhook is refused', () => {
  const refused: readonly (readonly [why: string, act: () => unknown])[] = [
    ['with a changed body', () => verifyWebhook(body.replace('true', 'false'), signed(), secret)],
    ['signed with another secret', () => verifyWebhook(body, signed({ by: [newWebhookSecret()] }), secret)],
    [
      'signed with neither secret',
      () => verifyWebhook(body, signed(), [newWebhookSecret(), newWebhookSecret()]),
    ],
    ['that is older than 5 minutes', () => verifyWebhook(body, signed({ at: minutesAgo(6) }), secret)],
    ['from the future', () => verifyWebhook(body, signed({ at: minutesAgo(-6) }), secret)],
    ['without headers', () => verifyWebhook(body, {}, secret)],
    [
      'without a signature',
      () => verifyWebhook(body, { ...signed(), 'webhook-signature': undefined }, secret),
    ],
    ['under another id', () => verifyWebhook(body, { ...signed(), 'webhook-id': 'evt_other' }, secret)],
    ['where no secret is held', () => verifyWebhook(body, signed(), [])],
  ];
  test.for(refused)('%s', ([, act]) => {
    expect(act).toThrow(WebhookVerificationError);
  });
});
