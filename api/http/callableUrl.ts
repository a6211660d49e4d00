import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { hasControls, text } from './fields.ts';

/** A URL that we are asked to call. `requireAllowed` decides whether we may. */
export const callableUrl = text(2048)
  .refine(url => URL.canParse(url), 'must be an absolute URL')
  .refine(url => !hasControls(url), 'must not hold control characters')
  .meta({ format: 'uri', example: 'https://shop.example/webhooks' });

/**
 * Refuses a URL whose text names a private place. What its host resolves to is checked again at each call.
 * Throws `url_not_allowed`.
 */
export function requireAllowed(
  { allowUrl }: Pick<ApiDeps, 'allowUrl'>,
  field: string,
  url: string | null | undefined,
): void {
  if (url === null || url === undefined || allowUrl(url)) return;
  throw new PurserError('url_not_allowed', 'This URL may not be called.', {
    fields: [{ field, message: 'must be http(s), without credentials, to a public address' }],
  });
}
