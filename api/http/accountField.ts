import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';

/** The field `account` that any query or body may have: the account that the caller means. */
export const accountField = z
  .string()
  .optional()
  .meta({ description: 'Where given, must be the account of the key.' });

/** Takes `account` out of a query or a body, so that only the route's own fields are left to be checked. */
export function takeAccount(input: unknown): { readonly rest: unknown; readonly account?: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { rest: input };
  const { account, ...rest }: { account?: unknown } = input;
  return { rest, account };
}

/** Throws `account_mismatch`. */
export function checkAccount(account: unknown, caller: Caller): void {
  if (account !== undefined && account !== caller.accountId) throw new PurserError('account_mismatch');
}
