import { PurserError } from '../domain/errors.ts';
import type { ApiDeps } from './deps.ts';

const loopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;

/**
 * Where a payer's browser may be sent: https, or http to the payer's own machine in test mode. Throws
 * `url_not_allowed` for all else (`javascript:` runs in our page) and for what carries a password.
 */
export function requireReturnable({ mode }: Pick<ApiDeps, 'mode'>, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && url.username === '' && url.password === '';
  if (plain && url.protocol === 'https:') return;
  if (plain && url.protocol === 'http:' && mode === 'test' && loopback.test(url.hostname)) return;
  throw new PurserError('url_not_allowed', 'Payers cannot be sent to this URL.', {
    fields: [{ field: 'returnUrl', message: 'must be https, without credentials' }],
  });
}

/** The URL with `sessionId` in its query; its own query and fragment are kept. */
export function returnUrlOf(url: string, sessionId: string): string {
  const target = new URL(url);
  target.searchParams.set('sessionId', sessionId);
  return target.href;
}
