import type { AccountId, ApiKeyId } from './ids.ts';

/** What a key may do; each includes those before it. */
export type Scope = 'read' | 'write' | 'admin';

/** Who calls: a key that is neither revoked nor expired, and its account. */
export interface Caller {
  readonly keyId: ApiKeyId;
  readonly accountId: AccountId;
  readonly livemode: boolean;
  readonly scopes: readonly Scope[];
}
