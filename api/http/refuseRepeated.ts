import type { RequestHandler } from 'express';
import { PurserError } from '../../domain/errors.ts';

/** What says who is asked, who asks, for what effect and how to read it. */
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
 * Refuses a header that is given twice and may be once: whoever stands before us may have read the other one (RFC 9112,
 * 3.2, of `Host`). Throws `repeated_header`.
 */
export const refuseRepeated: RequestHandler = (request, _response, next) => {
  const repeated = once.find(name => (request.headersDistinct[name]?.length ?? 0) > 1);
  if (repeated !== undefined) {
    throw new PurserError('repeated_header', `The header ${repeated} is given more than once.`);
  }
  next();
};
