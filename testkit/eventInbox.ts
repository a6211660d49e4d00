import type { PurserClient, PurserEvent } from '../client/index.ts';
import { eventTypes } from '../domain/events.ts';
import type { WebhookResponse } from './webhookReceiver.ts';
import { startWebhookReceiver } from './webhookReceiver.ts';

/** The events that a webhook endpoint of the account got, with verified signatures. */
export interface EventInbox {
  /** The URL that it listens on. */
  readonly url: string;
  /** Its secret, `whsec_…`. */
  readonly secret: string;
  /** All events in order of arrival. A repeated attempt is in the list twice. */
  readonly received: readonly PurserEvent[];
  /**
   * The first event of the type that no earlier call returned and whose `data` has all fields of `about`,
   * such as `{ transactionHash }`, `{ purseId }` or `{ sessionId }`. Waits for it if necessary. Throws after
   * `withinMs` (default: 30 s).
   */
  next<T extends PurserEvent['type']>(
    type: T,
    about?: Readonly<Record<string, unknown>>,
    withinMs?: number,
  ): Promise<Extract<PurserEvent, { readonly type: T }>>;
  /** From now on `respond` decides the answers. At first every answer is 204. */
  respondWith(respond: (event: PurserEvent | undefined) => WebhookResponse): void;
  stop(): Promise<void>;
}

/**
 * Makes a webhook endpoint for every type of event in this process, on the loopback interface. Throws
 * `PurserError`.
 */
export async function openInbox(api: PurserClient): Promise<EventInbox> {
  const receiver = await startWebhookReceiver({ port: 0 });
  try {
    const body = { url: receiver.url, types: [...eventTypes] };
    const { secret } = await api.post('/v1/webhook-endpoints', { body });
    if (secret === null) throw new Error('the secret of a new endpoint was returned before');
    receiver.setSecret(secret);
    const received = () => receiver.received.flatMap(webhook => eventOf(webhook) ?? []);
    return {
      url: receiver.url,
      secret,
      get received() {
        return received();
      },
      async next<T extends PurserEvent['type']>(
        type: T,
        about: Readonly<Record<string, unknown>> = {},
        withinMs = 30_000,
      ) {
        const isIt = (
          event: PurserEvent | undefined,
        ): event is Extract<PurserEvent, { readonly type: T }> => {
          const data = new Map<string, unknown>(Object.entries(event?.data ?? {}));
          return (
            event?.type === type && Object.entries(about).every(([name, value]) => data.get(name) === value)
          );
        };
        // Made here, so that its stack shows who waits.
        const late = new Error(
          `no ${type} about ${JSON.stringify(about)} within ${String(withinMs / 1000)} s`,
        );
        const webhook = await receiver
          .next(each => isIt(eventOf(each)), withinMs)
          .catch(() => {
            const types = received().map(event => `${String(event.sequence)} ${event.type}`);
            late.message += `; received: ${types.join(', ') || 'none'}`;
            throw late;
          });
        const event = eventOf(webhook);
        if (!isIt(event)) throw new Error('a repeated webhook differs from the first');
        return event;
      },
      respondWith: respond => {
        receiver.respondWith(webhook => respond(eventOf(webhook)));
      },
      stop: () => receiver.stop(),
    };
  } catch (error) {
    await receiver.stop();
    throw error;
  }
}

/** Undefined if the webhook was not signed with the secret. */
function eventOf({ verified, body }: { readonly verified: boolean; readonly body: unknown }) {
  return verified ? (body as PurserEvent) : undefined;
}
