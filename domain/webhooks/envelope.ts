import type { EventEnvelope, EventType, JsonObject, ResourceType } from '../events.ts';
import { apiVersion } from '../events.ts';
import type { AccountId, EventId } from '../ids.ts';

/** An event as its row stores it. */
export interface RecordedEvent {
  readonly id: EventId;
  readonly account_id: AccountId;
  readonly sequence: number;
  readonly type: EventType;
  readonly resource_type: ResourceType;
  readonly resource_id: string;
  readonly resource_version: number;
  readonly data: JsonObject;
  readonly created_at: Date;
}

/** The event as it is sent: the same on every attempt and in `GET /v1/events`. */
export function envelope(row: RecordedEvent, livemode: boolean): EventEnvelope {
  return {
    id: row.id,
    type: row.type,
    timestamp: row.created_at.toISOString(),
    apiVersion,
    account: row.account_id,
    livemode,
    sequence: row.sequence,
    resource: { type: row.resource_type, id: row.resource_id, version: row.resource_version },
    data: row.data,
  };
}
