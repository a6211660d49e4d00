import type { AccountId, ApiKeyId } from './ids.ts';

/** What a key may do, by whatever way it was made; each includes those before it. */
export const plainScopes = ['read', 'write', 'admin'] as const;

/**
 * What moves money out. Only the installation's command line grants these: a stolen key of scope `admin` makes other
 * keys, and must not make one of these. No scope includes them, and they include no other.
 */
const grantedByHand = ['payout', 'approve'] as const;

export const scopes = [...plainScopes, ...grantedByHand] as const;
export type Scope = (typeof scopes)[number];

/** Who calls: a key that is neither revoked nor expired, and its account. */
export interface Caller {
  readonly keyId: ApiKeyId;
  readonly accountId: AccountId;
  readonly livemode: boolean;
  readonly scopes: readonly Scope[];
}
