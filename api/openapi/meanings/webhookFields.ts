import type { Meanings, MeaningsByOwner } from './types.ts';

const endpoint: Meanings = {
  id: 'The id of the endpoint, `whe_…`.',
  types: 'The types of events to send. Null, or left out: every type that is not told by name alone.',
};

/** Fields of webhook endpoints, and of what is sent to them. */
export const webhookFields: MeaningsByOwner = {
  NewWebhookEndpoint: endpoint,
  WebhookEndpoint: endpoint,
  RotatedWebhookEndpoint: endpoint,
  DeletedWebhookEndpoint: endpoint,
  WebhookReplay: {
    events: 'How many events are sent at once; those beyond 500 follow in steps and are not counted.',
  },
  Redelivery: { deliveries: 'To how many endpoints it is sent again.' },
  Delivery: {
    attempts: 'Every attempt, oldest first.',
    createdAt: 'When the event was owed to the endpoint: ISO 8601 in UTC.',
  },
  DeliveryAttempt: {
    number: 'Counts the attempts of this event to this endpoint from 1.',
    attemptedAt: 'When it began: ISO 8601 in UTC.',
    status: 'The HTTP status that the endpoint answered. Null: it did not answer.',
    latencyMs: 'Milliseconds from the call to its end.',
    errorClass: 'What went wrong, such as `timeout` or `refused`. Null: nothing.',
  },
  postWebhookEndpoints: endpoint,
  postWebhookEndpointsById: endpoint,
  postWebhookEndpointsByIdReplay: { all: 'Send all events of the endpoint’s types, delivered ones too.' },
  postEventsByIdRedeliver: {
    endpointId: 'Send it to this endpoint alone. Left out: to all that it was owed to.',
  },
};
