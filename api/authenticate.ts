import type { Caller } from '../db/findApiKey.ts';
import { findApiKey } from '../db/findApiKey.ts';
import type { Scope } from '../db/schema.ts';
import { PurserError } from '../domain/errors.ts';
import type { ApiDeps } from './deps.ts';

/** Who calls, by `Authorization: Bearer sk_…`. Throws `unauthorized`, the same for every reason. */
export async function authenticate(
  { db, mode }: Pick<ApiDeps, 'db' | 'mode'>,
  header: string | undefined,
): Promise<Caller> {
  const key = /^Bearer +(sk_(?:test|live)_[A-Za-z0-9_-]{32,128})$/i.exec(header ?? '')?.[1];
  const caller = key === undefined ? undefined : await findApiKey(db, key);
  if (!caller || caller.livemode !== (mode === 'live')) throw new PurserError('unauthorized');
  return caller;
}

const grants: Record<Scope, readonly Scope[]> = {
  read: ['read'],
  write: ['read', 'write'],
  admin: ['read', 'write', 'admin'],
};

/** `admin` implies `write`, `write` implies `read`. Throws `insufficient_scope`. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.some(granted => grants[granted].includes(scope))) {
    throw new PurserError('insufficient_scope', `This call needs a key with the scope "${scope}".`);
  }
}
