import type { ComplianceStatus, CreditedTo, TransactionStatus } from './deposits/states.ts';
import type { AccountId, CustomerId, EndpointId, EventId, PurseId, TransactionId } from './ids.ts';

/** The types of events a merchant is told. Names are part of the wire contract. */
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
  'WEBHOOK_ENDPOINT_DISABLED',
  'WEBHOOK_ENDPOINT_TEST',
] as const;
export type EventType = (typeof eventTypes)[number];

export type ResourceType =
  | 'customer'
  | 'purse'
  | 'transaction'
  | 'form'
  | 'session'
  | 'payment'
  | 'unsupported_deposit'
  | 'webhook_endpoint';

/** `version` counts the events of one resource from 1, so that a late webhook can be told from a newer one. */
export interface EventResource {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
}

/** JSON as it is kept and sent; amounts in it are decimal strings of whole units. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A fact about to be recorded; its id, sequence and time are given with the record. */
export interface NewEvent {
  /** Where it must be known before it is recorded. */
  readonly id?: EventId;
  readonly type: EventType;
  readonly resource: EventResource;
  /** Whom it concerns: decides whether the customer's own notification URL hears of it. */
  readonly customerId: CustomerId | null;
  /** Told to this endpoint alone, whatever its types and though it be disabled: a test of it. */
  readonly onlyTo?: EndpointId;
  /** Told only to endpoints whose `types` name its type: what strangers can make for little, and few want to hear. */
  readonly byName?: boolean;
  readonly data: JsonObject;
}

export const apiVersion = '2026-11-01';

/** What a webhook's body holds. */
export interface EventEnvelope {
  readonly id: EventId;
  readonly type: EventType;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly apiVersion: string;
  readonly account: AccountId;
  readonly livemode: boolean;
  /** Gap-free per account; higher than that of every event that was committed before it was recorded. */
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
  /** In whose books it stands; null while it is in none. */
  readonly creditedTo: CreditedTo | null;
  readonly blocked: boolean;
  readonly late: boolean;
}
