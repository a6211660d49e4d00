import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { hasControls } from './fields.ts';

const loopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;

/** Applies to the URL as stored: escapes make it longer than it was given. */
export const longestReturnUrl = 2048;

/**
 * A URL that a payer's browser may be sent to: https, or http to the payer's own machine in test mode.
 * Returns the URL as parsed, which is what is stored: other readers understand `https:\\host` and surrounding
 * blanks differently. Throws `url_not_allowed` for any other URL (`javascript:` runs in our page), for one
 * with a password, and for control characters, which a reader drops silently.
 */
export function requireReturnable({ mode }: Pick<ApiDeps, 'mode'>, text: string): string {
  const url = !hasControls(text) && URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && url.username === '' && url.password === '' && url.href.length <= longestReturnUrl;
  if (plain && url.protocol === 'https:') return url.href;
  if (plain && url.protocol === 'http:' && mode === 'test' && loopback.test(url.hostname)) return url.href;
  throw new PurserError('url_not_allowed', 'Payers cannot be sent to this URL.', {
    fields: [
      {
        field: 'returnUrl',
        message: `must be https, without credentials or control characters, of ${String(longestReturnUrl)} characters at most`,
      },
    ],
  });
}

/** The URL with `sessionId` in its query; its own query and fragment are kept. */
export function returnUrlOf(url: string, sessionId: string): string {
  const target = new URL(url);
  target.searchParams.set('sessionId', sessionId);
  return target.href;
}
