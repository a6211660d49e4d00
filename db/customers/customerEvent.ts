import type { EventType, JsonObject } from '../../domain/events.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { CustomerRow } from '../schema.ts';

/**
 * The event of a customer's row as it stands after the change. It carries only ids and the flag: events are
 * kept for ever, so they are no place for names and addresses of persons.
 */
export function customerEvent(type: EventType, row: CustomerRow, extra: JsonObject = {}): AccountEvent {
  return {
    accountId: row.account_id,
    type,
    resource: { type: 'customer', id: row.id, version: row.version },
    customerId: row.id,
    data: { customerId: row.id, externalId: row.external_id, blocked: row.blocked, ...extra },
  };
}
