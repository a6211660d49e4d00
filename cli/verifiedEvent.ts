import type { PurserEvent } from '../client/index.ts';
import type { ReceivedWebhook } from '../testkit/webhookReceiver.ts';

/** The event of a delivery with a valid signature; undefined for any other. */
export function verifiedEvent({ verified, body }: ReceivedWebhook): PurserEvent | undefined {
  return verified ? (body as PurserEvent) : undefined;
}

/** A field of an event's data, whatever its type. */
export function fieldOf(event: PurserEvent, name: string): unknown {
  return new Map<string, unknown>(Object.entries(event.data)).get(name);
}
