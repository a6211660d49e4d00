import type { RequestHandler } from 'express';
import { PurserError } from '../../domain/errors.ts';

/** Headers that say who is asked, who asks, for what effect, and how to read the request. */
const once = [
  'host',
  'authorization',
  'idempotency-key',
  'content-type',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
] as const;

/**
 * Refuses a repeated header that may be given only once: a proxy before us may have read the other one (RFC
 * 9112, 3.2, on `Host`). Throws `repeated_header`.
 */
export const refuseRepeated: RequestHandler = (request, _response, next) => {
  const repeated = once.find(name => (request.headersDistinct[name]?.length ?? 0) > 1);
  if (repeated !== undefined) {
    throw new PurserError('repeated_header', `The header ${repeated} is given more than once.`);
  }
  next();
};
