import type { EventType, JsonObject } from '../../domain/events.ts';
import type { DestinationStatus } from '../../domain/sweeping/destination.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { DestinationRow } from '../schema.ts';

/** An event about a destination, whose version counts it. */
export function destinationEvent(
  type: Extract<EventType, `DESTINATION_${string}`>,
  row: DestinationRow,
  status: DestinationStatus,
  more: JsonObject = {},
): AccountEvent {
  return {
    accountId: row.account_id,
    type,
    resource: { type: 'destination', id: row.id, version: row.version },
    customerId: null,
    data: {
      destinationId: row.id,
      network: row.network,
      chainId: row.chain_id,
      address: row.address_checksum,
      label: row.label,
      kind: row.kind,
      status,
      ...more,
    },
  };
}
