import type { ComplianceStatus, CreditedTo, TransactionStatus } from './deposits/states.ts';
import type { AccountId, CustomerId, EndpointId, EventId, PurseId, TransactionId } from './ids.ts';

/** The types of events that merchants receive. Names are part of the wire contract. */
export const eventTypes = [
  'CUSTOMER_PURSE_MEM_POOL_FOUND',
  'CUSTOMER_PURSE_PENDING_COMPLIANCE',
  'CUSTOMER_PURSE_COMPLIANCE_DECLINED',
  'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
  'CUSTOMER_PURSE_EXPIRED',
  'CUSTOMER_CREATED',
  'CUSTOMER_UPDATED',
  'CUSTOMER_BLOCKED',
  'CUSTOMER_UNBLOCKED',
  'TRANSACTION_REORGED',
  'TRANSACTION_DROPPED',
  'UNSUPPORTED_DEPOSIT_DETECTED',
  'PAYMENT_PENDING',
  'PAYMENT_UNDERPAID',
  'PAYMENT_COMPLETED',
  'PAYMENT_FAILED',
  'PAYMENT_CANCELED',
  'PAYMENT_REVERTED',
  'SESSION_EXPIRED',
  'FORM_RECEIVER_CHANGED',
  'DESTINATION_CREATED',
  'DESTINATION_ACTIVATED',
  'DESTINATION_DISABLED',
  'DESTINATION_UNKNOWN',
  'SWEEP_COMPLETED',
  'SWEEP_FAILED',
  'SWEEP_SHORTFALL',
  'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED',
  'SENDING_PAUSED',
  'SENDING_RESUMED',
  'TREASURY_CHANGED',
  'PAYOUT_LIMIT_CHANGED',
  'APPROVAL_REQUESTED',
  'APPROVAL_DECIDED',
  'WEBHOOK_ENDPOINT_DISABLED',
  'WEBHOOK_ENDPOINT_TEST',
] as const;
export type EventType = (typeof eventTypes)[number];

export type ResourceType =
  | 'account'
  | 'customer'
  | 'purse'
  | 'transaction'
  | 'form'
  | 'session'
  | 'payment'
  | 'unsupported_deposit'
  | 'destination'
  | 'destination_proposal'
  | 'sweep'
  | 'finding'
  | 'sending_pause'
  | 'approval_request'
  | 'webhook_endpoint';

/**
 * `version` counts the events of one resource from 1, so that a receiver can tell a late webhook from a newer
 * one.
 */
export interface EventResource {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
}

/** JSON as it is stored and sent. Its amounts are decimal strings of whole units. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A fact to record. Recording it assigns the id, sequence and time. */
export interface NewEvent {
  /** Set if the id must be known before the event is recorded. */
  readonly id?: EventId;
  readonly type: EventType;
  readonly resource: EventResource;
  /** The customer concerned: decides whether the customer's own notification URL receives the event. */
  readonly customerId: CustomerId | null;
  /** Sent to this endpoint alone, whatever its types and even if it is disabled: a test of the endpoint. */
  readonly onlyTo?: EndpointId;
  /**
   * Sent only to endpoints whose `types` name its type: strangers can cause such events cheaply, and few
   * merchants want them.
   */
  readonly byName?: boolean;
  readonly data: JsonObject;
}

export const apiVersion = '2026-11-01';

/** The body of a webhook. */
export interface EventEnvelope {
  readonly id: EventId;
  readonly type: EventType;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly apiVersion: string;
  readonly account: AccountId;
  readonly livemode: boolean;
  /**
   * Gap-free per account; higher than the sequence of every event that was committed before this one was
   * recorded.
   */
  readonly sequence: number;
  readonly resource: EventResource;
  readonly data: JsonObject;
}

/** `data` of every event about a deposit. */
export interface DepositEventData {
  readonly customerId: CustomerId;
  readonly purseId: PurseId;
  readonly address: string;
  readonly transactionId: TransactionId;
  readonly currency: string;
  /** Whole units. */
  readonly amount: string;
  readonly transactionHash: string;
  readonly chainId: number;
  readonly status: TransactionStatus;
  readonly complianceStatus: ComplianceStatus;
  /** The book that the deposit is posted to; null while it is posted to none. */
  readonly creditedTo: CreditedTo | null;
  readonly blocked: boolean;
  readonly late: boolean;
}
