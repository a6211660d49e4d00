import { findApiKey } from '../../db/accounts/findApiKey.ts';
import type { Caller, Scope } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import type { AnswerCall, OpenedRoute, Route } from './types.ts';

/**
 * Who calls, by `Authorization: Bearer sk_…`, and how the route answers. Throws `unauthorized`, the same for every
 * reason.
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

/** The key of an `Authorization` header; undefined where there is none, or none of that form. */
export function keyIn(header: string | undefined): string | undefined {
  return /^Bearer +(sk_(?:test|live)_[A-Za-z0-9_-]{32,128})$/i.exec(header ?? '')?.[1];
}

/** For routes that ask for nothing until the caller is known. */
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
};

/** `admin` implies `write`, `write` implies `read`. Throws `insufficient_scope`. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.some(granted => grants[granted].includes(scope))) {
    throw new PurserError('insufficient_scope', `This call needs a key with the scope "${scope}".`);
  }
}
