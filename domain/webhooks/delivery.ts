import type { EndpointId, EventId } from '../ids.ts';

/** One event for one endpoint. */
export interface Delivery {
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
}

export const deliveryStates = ['pending', 'retrying', 'waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
