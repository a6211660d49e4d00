import { loadDelivery } from '../db/loadDelivery.ts';
import type { WebhookAttempt } from '../domain/messages.ts';
import type { Delivery } from '../db/claimDeliveries.ts';
import type { ActivityDeps } from './createActivities.ts';
import { deliverOnce } from './deliverOnce.ts';
import { mapErrors } from './mapErrors.ts';

/** Makes the next attempt of one delivery, if there is still one to make. */
export function createAttemptWebhook({ db, sendWebhook }: Pick<ActivityDeps, 'db' | 'sendWebhook'>) {
  return (delivery: Delivery): Promise<WebhookAttempt> =>
    mapErrors(async () => {
      const loaded = await loadDelivery(db, delivery);
      // `pending`: the dispatcher died after it handed the delivery over and before it said so.
      const open = loaded?.state === 'retrying' || loaded?.state === 'pending';
      if (!loaded || !open || !loaded.enabled) return { outcome: 'over' };
      return deliverOnce(db, sendWebhook, delivery, loaded);
    });
}
