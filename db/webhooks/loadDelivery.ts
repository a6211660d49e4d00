import { sql } from 'kysely';
import type { EventEnvelope } from '../../domain/events.ts';
import type { Delivery, DeliveryState } from '../../domain/webhooks/delivery.ts';
import { envelope } from '../../domain/webhooks/envelope.ts';
import type { Db } from '../connect.ts';
import type { SecretBox } from '../secrets/secretBox.ts';
import { openIfKnown } from '../secrets/secretBox.ts';

export interface LoadedDelivery {
  readonly state: DeliveryState;
  /** Attempts ever made. */
  readonly attempts: number;
  /** Attempts since the delivery was last begun. */
  readonly tries: number;
  /** Somebody asked for the delivery: it goes out even if its endpoint is broken or disabled. */
  readonly direct: boolean;
  /** Milliseconds that are left of a dispatcher's lease. */
  readonly leasedMs: number;
  readonly enabled: boolean;
  /** Failures of the endpoint in a row. */
  readonly failures: number;
  readonly url: string;
  /**
   * `whsec_…`: the endpoint's own secret, or the account's for a customer's notification URL. For a day after
   * a rotation also the previous one.
   */
  readonly secrets: readonly string[];
  readonly envelope: EventEnvelope;
}

/**
 * All that an attempt needs; undefined if there is no such delivery, or its event has no number yet. Throws
 * `CannotOpen` if no key of this process opens its current secret. A previous secret that no key opens is
 * left out.
 */
export async function loadDelivery(
  db: Db,
  box: SecretBox,
  { eventId, endpointId }: Delivery,
): Promise<LoadedDelivery | undefined> {
  const row = await db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .innerJoin('webhook_endpoints as w', 'w.id', 'd.endpoint_id')
    .innerJoin('accounts as a', 'a.id', 'e.account_id')
    .selectAll('e')
    .select(['d.state', 'd.attempts', 'd.tries', 'd.direct', 'w.enabled', 'w.failures', 'w.url', 'w.secret'])
    .select(['w.previous_secret', 'a.webhook_secret', 'a.previous_webhook_secret', 'a.livemode'])
    .select([
      sql<number>`ceil(greatest(0, extract(epoch from d.leased_until - now())) * 1000)::integer`.as(
        'leased_ms',
      ),
      sql<boolean>`coalesce(w.previous_secret_until > now(), false)`.as('previous_signs'),
      sql<boolean>`coalesce(a.previous_secret_until > now(), false)`.as('previous_account_signs'),
    ])
    .where('d.event_id', '=', eventId)
    .where('d.endpoint_id', '=', endpointId)
    .where('e.sequence', 'is not', null)
    .$narrowType<{ sequence: number }>()
    .executeTakeFirst();
  if (!row) return undefined;
  const [current, previous] =
    row.secret === null
      ? [row.webhook_secret, row.previous_account_signs ? row.previous_webhook_secret : null]
      : [row.secret, row.previous_signs ? row.previous_secret : null];
  const owner = row.secret === null ? row.account_id : endpointId;
  const opened = current === null ? [] : [box.open(current, owner)];
  const openedBefore = previous === null ? undefined : openIfKnown(box, previous, owner);
  const own = openedBefore === undefined ? opened : [...opened, openedBefore];
  return {
    state: row.state,
    attempts: row.attempts,
    tries: row.tries,
    direct: row.direct,
    leasedMs: row.leased_ms,
    enabled: row.enabled,
    failures: row.failures,
    url: row.url,
    secrets: own.length > 0 ? own : [box.unasked(row.account_id)],
    envelope: envelope(row, row.livemode),
  };
}
