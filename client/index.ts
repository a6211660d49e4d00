export { createClient } from './createClient.ts';
export type { ClientOptions, PurserClient } from './createClient.ts';
export { PurserConnectionError, PurserError } from './errors.ts';
export type { ErrorCode } from './errors.ts';
export type {
  CustomerEvent,
  DepositEvent,
  EventType,
  PurseExpiredEvent,
  PurserEvent,
  UnsupportedDepositEvent,
} from './events.ts';
export { verifyWebhook, WebhookVerificationError } from './verifyWebhook.ts';
export type { WebhookHeaders } from './verifyWebhook.ts';
export type { components, paths, webhooks } from './schema.ts';
