import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ApiOptions } from '../deps.ts';

/**
 * Warns once about an untrusted proxy: the limits count all its clients as one. The warning shows nothing of
 * the header, as any client can send it.
 */
export function warnOfMissedProxy(logger: Logger, trusted: ApiOptions['trustProxy']): RequestHandler {
  const trustsNone = trusted === 0 || (typeof trusted !== 'number' && trusted.length === 0);
  let isWarned = false;
  return (request, _response, next) => {
    const { 'x-forwarded-for': listed, forwarded } = request.headers;
    if (trustsNone && !isWarned && (listed !== undefined || forwarded !== undefined)) {
      isWarned = true;
      logger.warn(
        'a request has X-Forwarded-For or Forwarded, but no proxy is trusted: behind a proxy all clients share one ' +
          'limit until PURSER_TRUST_PROXY names the proxy',
      );
    }
    next();
  };
}
