import { loadDelivery } from '../../db/webhooks/loadDelivery.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { WebhookAttempt } from '../../domain/webhooks/messages.ts';
import type { WebhookDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';
import { deliverOnce } from './deliverOnce.ts';

/** Makes the next attempt of one delivery, if that attempt belongs to this workflow. */
export function createAttemptWebhook({ db, secrets, sendWebhook }: WebhookDeps) {
  return (delivery: Delivery): Promise<WebhookAttempt> =>
    mapErrors(async () => {
      const loaded = await loadDelivery(db, secrets, delivery);
      if (!loaded?.enabled) return { outcome: 'over' };
      if (loaded.state === 'retrying') {
        const { state, afterMs } = await deliverOnce(db, sendWebhook, delivery, loaded, { is: 'workflow' });
        // In any other state the delivery is not this workflow's: delivered, given up, or back in the table.
        return state === 'retrying' && afterMs !== undefined
          ? { outcome: 'again', afterMs }
          : { outcome: 'over' };
      }
      // A dispatcher is delivering it. Either the dispatcher records in time whose it is, or it died, and its
      // lease ends.
      if (loaded.state === 'pending' && loaded.leasedMs > 0) {
        return { outcome: 'again', afterMs: loaded.leasedMs };
      }
      return { outcome: 'over' };
    });
}
