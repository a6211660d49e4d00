import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { hasControls } from './fields.ts';

const loopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;

/** Of the URL as it is kept: escapes make it longer than it was given. */
export const longestReturnUrl = 2048;

/**
 * Where a payer's browser may be sent: https, or http to the payer's own machine in test mode. Gives the URL as it is
 * read, which is what is kept: `https:\\host` and blanks around it mean something else to other readers. Throws
 * `url_not_allowed` for all else (`javascript:` runs in our page), for what carries a password, and for control
 * characters, which a reader leaves out in silence.
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
