import type { IncomingHttpHeaders } from 'node:http';
import { PurserError } from '../domain/errors.ts';
import type { AccountId, ReceiverId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { OwnReceiver, ReceiverBehaviour } from '../domain/testMode.ts';
import type { WebhookReceiver, WebhookResponse } from './webhookReceiver.ts';
import { startWebhookReceiver } from './webhookReceiver.ts';

const mostReceivers = 20;
const maxWebhooks = 100;

interface OpenReceiver {
  readonly accountId: AccountId;
  readonly receiver: WebhookReceiver;
}

/** Webhook receivers of this process. Each belongs to one account and keeps its latest 100 webhooks. */
export class TestReceivers {
  readonly #open = new Map<ReceiverId, OpenReceiver>();
  #opening = 0;

  /** Throws `too_many_receivers`. */
  async open(
    accountId: AccountId,
    behaviour: ReceiverBehaviour,
  ): Promise<{ readonly id: ReceiverId; readonly url: string }> {
    if (this.#open.size + this.#opening >= mostReceivers) throw new PurserError('too_many_receivers');
    this.#opening += 1;
    try {
      const receiver = await startWebhookReceiver({ port: 0, keep: maxWebhooks });
      receiver.respondWith(() => responseOf(behaviour));
      const id = newId('rcv');
      this.#open.set(id, { accountId, receiver });
      return { id, url: receiver.url };
    } finally {
      this.#opening -= 1;
    }
  }

  /** Throws `receiver_not_found`, also for another account's receiver. The methods below do so too. */
  behave(own: OwnReceiver, behaviour: ReceiverBehaviour): string {
    const receiver = this.#find(own);
    receiver.respondWith(() => responseOf(behaviour));
    return receiver.url;
  }

  received(own: OwnReceiver): {
    readonly total: number;
    readonly latest: readonly {
      readonly at: Date;
      readonly headers: Readonly<Record<string, string>>;
      readonly raw: string;
    }[];
  } {
    const { total, received } = this.#find(own);
    return {
      total,
      latest: received
        .map(({ at, headers, raw }) => ({ at, headers: webhookHeaders(headers), raw }))
        .toReversed(),
    };
  }

  async close(own: OwnReceiver): Promise<void> {
    const receiver = this.#find(own);
    this.#open.delete(own.id);
    await receiver.stop();
  }

  /** Ends all receivers. */
  async stop(): Promise<void> {
    const receivers = [...this.#open.values()].map(({ receiver }) => receiver);
    this.#open.clear();
    await Promise.all(receivers.map(receiver => receiver.stop()));
  }

  #find({ accountId, id }: OwnReceiver): WebhookReceiver {
    const found = this.#open.get(id);
    if (found?.accountId !== accountId) throw new PurserError('receiver_not_found');
    return found.receiver;
  }
}

function responseOf({ status, retryAfterSeconds, delayMs }: ReceiverBehaviour): WebhookResponse {
  return {
    status,
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

function webhookHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('webhook-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
