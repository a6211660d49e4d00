import type { Json } from '../events.ts';

/** Actions of people that are stored with their reason, for ever. */
export const auditActions = [
  'block',
  'unblock',
  'release',
  'approve',
  'decline',
  'allocate',
  'create',
  'rotate',
  'revoke',
  'update',
  'delete',
  'erase',
  'enable',
  'disable',
  'replay',
  'cancel',
  'pause',
  'resume',
  'resolve',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditedResources = [
  'account',
  'api_key',
  'approval_request',
  'customer',
  'destination',
  'finding',
  'form',
  'purse',
  'sending',
  'sweep',
  'transaction',
  'webhook_endpoint',
] as const;
export type AuditedResource = (typeof auditedResources)[number];

/** A field that got another value. Null: it had no value, or has none now. */
export interface Change {
  readonly field: string;
  readonly old: Json;
  readonly new: Json;
}

/** The fields of `after` that differ from `before`; for a new thing, all that it has. */
export function changesOf(
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
): Change[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before[field] ?? null;
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ field, old, new: value }];
  });
}
