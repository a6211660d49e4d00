import { findApiKey } from '../../db/accounts/findApiKey.ts';
import type { Caller, Scope } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import type { AnswerCall, OpenedRoute, Route } from './types.ts';

/**
 * Finds the caller by `Authorization: Bearer sk_…`, and the function that answers. Throws `unauthorized`, the
 * same for every reason.
 */
export async function authenticate(
  route: Route,
  { header, query }: { readonly header: string | undefined; readonly query: unknown },
  deps: ApiDeps,
): Promise<OpenedRoute> {
  const key = keyIn(header);
  const opened = key === undefined ? undefined : await route.open(key, query, deps);
  if (!opened || opened.caller.livemode !== (deps.mode === 'live')) throw new PurserError('unauthorized');
  return opened;
}

/** The key of an `Authorization` header; undefined if it is missing or malformed. */
export function keyIn(header: string | undefined): string | undefined {
  return /^Bearer +(sk_(?:test|live)_[A-Za-z0-9_-]{32,128})$/i.exec(header ?? '')?.[1];
}

/** For routes that query nothing else until the caller is known. */
export function openByKey(answer: AnswerCall): Route['open'] {
  return async (key, _query, { db }) => {
    const caller = await findApiKey(db, key);
    return caller ? { caller, answer } : undefined;
  };
}

const grants: Record<Scope, readonly Scope[]> = {
  read: ['read'],
  write: ['read', 'write'],
  admin: ['read', 'write', 'admin'],
  payout: ['payout'],
  approve: ['approve'],
};

/** `admin` implies `write`, `write` implies `read`; nothing implies the others. Throws `insufficient_scope`. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.some(granted => grants[granted].includes(scope))) {
    throw new PurserError('insufficient_scope', `This call needs a key with the scope "${scope}".`);
  }
}
