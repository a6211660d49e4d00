import type { Delivery } from '../db/claimDeliveries.ts';
import type { Db } from '../db/connect.ts';
import { disableEndpoint } from '../db/disableEndpoint.ts';
import type { LoadedDelivery } from '../db/loadDelivery.ts';
import { recordAttempt } from '../db/recordAttempt.ts';
import type { WebhookAttempt } from '../domain/messages.ts';
import { nextAttemptDelayMs } from '../domain/webhookSchedule.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';

/**
 * One attempt: sends, records what became of it, and says when the next is due. It may run twice when the
 * process dies between the two: the receiver tells by the event's id. `handOver` is called before a failure is
 * recorded, so that whoever makes the next attempt is there when nobody else feels responsible any more.
 */
export async function deliverOnce(
  db: Db,
  send: SendWebhook,
  delivery: Delivery,
  { url, secret, envelope, attempts }: LoadedDelivery,
  handOver: (afterMs: number) => Promise<void> = () => Promise.resolve(),
): Promise<WebhookAttempt> {
  const attemptedAt = new Date();
  const { delivered, gone, retryAfterMs, ...result } = await send({ url, secret, envelope });
  const number = attempts + 1;
  const delayMs = delivered || gone ? undefined : nextAttemptDelayMs(number, Math.random(), retryAfterMs);
  if (delayMs !== undefined) await handOver(delayMs);
  await recordAttempt(
    db,
    delivery,
    {
      ...result,
      number,
      attemptedAt,
      nextAttemptAt: delayMs === undefined ? null : new Date(Date.now() + delayMs),
    },
    delivered ? 'delivered' : delayMs === undefined ? 'failed' : 'retrying',
  );
  if (gone) await disableEndpoint(db, delivery.endpointId, 'the endpoint answered 410 Gone');
  return delayMs === undefined ? { outcome: 'over' } : { outcome: 'again', afterMs: delayMs };
}
