/**
 * Names and payloads of every message to or from the workflows of webhooks: `deliverWebhook` retries one event at one
 * endpoint, and `retryEndpoint` stands for all events of an endpoint that broke. Neither carries a body or a URL: the
 * rows have them when an attempt begins.
 */
import type { EndpointId, EventId } from '../ids.ts';

/** Task queue of webhook retries: a storm of them delays no purse. */
export const webhookTaskQueue = 'purser-webhooks';

export const webhookWorkflowType = 'deliverWebhook';

export const endpointWorkflowType = 'retryEndpoint';

export const webhookWorkflowId = (eventId: EventId, endpointId: EndpointId): string =>
  `webhook/${eventId}/${endpointId}`;

export const endpointWorkflowId = (endpointId: EndpointId): string => `webhook/${endpointId}`;

export interface WebhookInput {
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
  /** Milliseconds until the next attempt is due. */
  readonly afterMs: number;
}

/**
 * The outcome of an attempt to deliver: nothing is left to do, or the next attempt is due after `afterMs`.
 */
export type WebhookAttempt =
  { readonly outcome: 'over' } | { readonly outcome: 'again'; readonly afterMs: number };

/** Answer to the query `status`: the retries of one event at one endpoint. */
export interface DeliveryReport {
  /** Attempts after the first. */
  readonly retries: number;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

/** Signal: the endpoint broke; its row is the fact. */
export const endpointBrokenSignal = 'broken';

export interface EndpointInput {
  readonly endpointId: EndpointId;
}

export interface ProbeInput extends EndpointInput {
  /** An operator asked for the probe: it runs even before it is due. */
  readonly now: boolean;
}

/** Answer to the query `status`: the workflow of a broken endpoint. */
export interface EndpointReport {
  /** Failures in a row. */
  readonly failures: number;
  /** ISO 8601. */
  readonly failingSince: string;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

/**
 * `over`: the endpoint is no longer broken, or nothing is owed to it. `again`: probe again after `afterMs`.
 */
export type EndpointProbe =
  { readonly outcome: 'over' } | ({ readonly outcome: 'again'; readonly afterMs: number } & EndpointReport);
