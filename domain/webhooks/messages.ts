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

/** What became of an attempt to deliver: nothing is left to do, or the next is due after so many ms. */
export type WebhookAttempt =
  { readonly outcome: 'over' } | { readonly outcome: 'again'; readonly afterMs: number };

/** What the retries of one event at one endpoint keep in mind: query `status`. */
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
  /** An operator asked for it: also before it is due. */
  readonly now: boolean;
}

/** What the workflow of a broken endpoint keeps in mind: query `status`. */
export interface EndpointReport {
  /** Failures in a row. */
  readonly failures: number;
  /** ISO 8601. */
  readonly failingSince: string;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

/** `over`: it is not broken any more, or nothing is owed to it. `again`: look once more after so many ms. */
export type EndpointProbe =
  { readonly outcome: 'over' } | ({ readonly outcome: 'again'; readonly afterMs: number } & EndpointReport);
