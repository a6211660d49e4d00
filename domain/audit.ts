/** What people do that is kept with its reason, for ever. */
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
  'enable',
  'replay',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditedResources = [
  'account',
  'api_key',
  'customer',
  'purse',
  'transaction',
  'webhook_endpoint',
] as const;
export type AuditedResource = (typeof auditedResources)[number];
